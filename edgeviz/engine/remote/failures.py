"""What went wrong with a remote device, in words, and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from edgeviz.core.device.host import Host
from edgeviz.core.errors import EdgeVizError
from edgeviz.engine.remote.command import OLD_PYTHON

#: What ssh says (in lower case), with the message and the remedy.
_SSH = (
    (
        "remote host identification has changed",
        "The host key of {target} has changed: it is another device, or somebody is in between.",
        "If it was set up anew, remove the old key with: ssh-keygen -R {known}",
    ),
    (
        "host key verification failed",
        "The host key of {target} is not known.",
        "Connect once in a terminal (ssh {login}), compare the fingerprint with the device's, and accept it.",
    ),
    (
        "no matching host key type",
        "ssh and {target} agree on no kind of host key.",
        "Update the ssh server there, or allow its kind of key in your ssh configuration.",
    ),
    (
        "could not resolve hostname",
        "The address {address} is not known.",
        "Check the spelling and the network, or give the IP address.",
    ),
    (
        "unprotected private key file",
        "ssh refuses the identity file: other people can read it.",
        "Make it private with: chmod 600 FILE",
    ),
    (
        "permission denied",
        "{target} refused the login.",
        "Check user and identity file. A key with a passphrase must be in ssh-agent; passwords cannot be asked.",
    ),
    (
        "too many authentication failures",
        "{target} refused the login after too many keys.",
        "Give the identity file, and set IdentitiesOnly yes for this host in your ssh configuration.",
    ),
    ("connection refused", "{target} refuses the connection.", "Check the port, and that an ssh server runs there."),
    ("timed out", "{target} does not answer.", "Check that the device is on and reached from this network."),
    ("no route to host", "{target} cannot be reached.", "Check that the device is on and in this network."),
    ("network is unreachable", "{target} cannot be reached.", "Check the network of this machine."),
)


def no_client(program: str) -> EdgeVizError:
    return EdgeVizError(
        f"There is no ssh client: {program} cannot be started.", "Install OpenSSH's client (package openssh-client)."
    )


def ended(host: Host, code: int | None, stderr: str, spoke: bool, garbage: str = "") -> EdgeVizError:
    """ssh has ended with ``code``. ``spoke`` says whether the agent had answered before."""
    words = _words(host)
    lower = stderr.lower()
    details = "\n".join(part for part in (stderr.strip(), garbage.strip(), f"exit code {code}") if part)
    if spoke:
        if "memoryerror" in lower or code == 137:
            return _memory(words, details)
        return EdgeVizError(
            f"The connection to {host.name} dropped.",
            "Check network and power of the device, and whether it ran out of memory; then measure again.",
            details,
        )
    if OLD_PYTHON in stderr:
        version = stderr.partition(OLD_PYTHON)[2].split()[:1]
        return EdgeVizError(
            f"Python {version[0] if version else ''} on {host.name} is too old.",
            f"Python 3.8 or newer is needed: give its command in place of {host.python}.",
            details,
        )
    if code == 255:
        for sign, what, remedy in _SSH:
            if sign in lower:
                return EdgeVizError(what.format(**words), remedy.format(**words), details)
        return EdgeVizError(
            f"ssh could not connect to {host.target}.", f"Try it in a terminal: ssh {words['login']}", details
        )
    if code in (126, 127) or "command not found" in lower or "no such file" in lower:
        return EdgeVizError(
            f"There is no Python on {host.name}: {host.python} cannot be started.",
            "Install Python 3.8 or newer there, or give the command that starts it.",
            details,
        )
    return EdgeVizError(
        f"{host.python} on {host.name} did not start the measuring script.",
        f"Check that this prints a version: ssh {words['login']} {host.python} --version",
        details,
    )


def timed_out(host: Host, seconds: float, during: str, details: str = "") -> EdgeVizError:
    return EdgeVizError(
        f"{host.name} did not answer within {seconds:g} s while {during}.",
        "Check the device and its load; a large model or a slow link may need a longer time-out.",
        details,
    )


def garbage(host: Host, text: str) -> EdgeVizError:
    return EdgeVizError(
        f"{host.name} answers with something that is not from the measuring script.",
        "Look for commands that print in the shell's start-up files there (.bashrc), and make them silent.",
        text[:2000],
    )


def reported(host: Host, answer: Mapping[str, Any]) -> EdgeVizError:
    """The agent's own error message."""
    words = _words(host)
    code, text = str(answer.get("code")), str(answer.get("text", ""))
    given = answer.get("facts")
    facts: Mapping[str, Any] = given if isinstance(given, Mapping) else {}
    pip = f"{host.python} -m pip install --upgrade"
    match code:
        case "numpy" | "onnxruntime":
            return EdgeVizError(f"{code} is missing on {host.name}.", f"Install it there: {pip} {code}", text)
        case "broken":
            module = facts.get("module", "A module")
            return EdgeVizError(
                f"{module} on {host.name} cannot be loaded.", f"Install it anew there: {pip} numpy onnxruntime", text
            )
        case "opset":
            return EdgeVizError(
                f"onnxruntime {facts.get('onnxruntime', '')} on {host.name} is too old for this model.",
                f"Install a newer one there ({pip} onnxruntime), or choose bit widths that need a lower opset.",
                text,
            )
        case "model":
            return EdgeVizError(
                f"onnxruntime {facts.get('onnxruntime', '')} on {host.name} refuses the model.",
                "The details give its reason; a newer onnxruntime there or other bit widths may help.",
                text,
            )
        case "run":
            return EdgeVizError(f"onnxruntime on {host.name} could not run the model.", "See the details.", text)
        case "disk":
            room = f" ({facts['free']:,} bytes are free)" if isinstance(facts.get("free"), int) else ""
            needed = f"{facts['needed']:,} bytes" if isinstance(facts.get("needed"), int) else "The model"
            return EdgeVizError(
                f"The disk of {host.name} is full: {needed} do not fit into {facts.get('folder', 'its folder')}{room}.",
                "Free some space there, or set TMPDIR in the Python command: env TMPDIR=/other python3",
                text,
            )
        case "write":
            return EdgeVizError(
                f"{host.name} cannot write to {facts.get('folder', 'its folder for temporary files')}.",
                "Make it writable, or set TMPDIR in the Python command: env TMPDIR=/other python3",
                text,
            )
        case "memory":
            return _memory(words, text)
        case _:
            return EdgeVizError(f"Measuring on {host.name} failed.", "The details say where.", f"{code}: {text}")


def _memory(words: Mapping[str, str], details: str) -> EdgeVizError:
    return EdgeVizError(
        f"{words['name']} has not enough memory for the model.",
        "Close other programs there, or choose a smaller model.",
        details,
    )


def _words(host: Host) -> dict[str, str]:
    port = f"-p {host.port} " if host.port else ""
    login = port + (f"{host.user}@" if host.user else "") + host.address
    known = f"'[{host.address}]:{host.port}'" if host.port not in (0, 22) else host.address
    return {"name": host.name, "target": host.target, "address": host.address, "login": login, "known": known}
