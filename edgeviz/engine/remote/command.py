"""The command line of ssh for a host. Nothing in it goes through a shell of this machine."""

from __future__ import annotations

import os
import shlex

from edgeviz.core.device.host import Host
from edgeviz.core.errors import EdgeVizError

#: Names another ssh program or more options for it, as GIT_SSH_COMMAND does for git: "ssh -F lab_config".
VARIABLE = "EDGEVIZ_SSH"

#: What a Python that is too old says before it ends; any Python understands the bootstrap.
OLD_PYTHON = "EDGEVIZ-OLD-PYTHON"
BOOTSTRAP = (
    f"import sys;v=sys.version_info;v>=(3,8) or sys.exit('{OLD_PYTHON} %d.%d'%v[:2]);"
    "s=sys.stdin.buffer;exec(compile(s.read(int(s.readline())),'edgeviz-agent','exec'))"
)


def ssh_program() -> list[str]:
    """The person's own ssh, or what ``EDGEVIZ_SSH`` says."""
    try:
        words = shlex.split(os.environ.get(VARIABLE, "ssh"))
    except ValueError as error:
        raise EdgeVizError(f"{VARIABLE} has a quotation mark that is left open.", "Correct or unset it.") from error
    return words or ["ssh"]


def ssh_command(host: Host, connect: int, program: list[str] | None = None) -> list[str]:
    """Arguments that start the agent's bootstrap on ``host``; ``connect`` is the time-out of connecting in seconds.

    Host keys are checked as the person's configuration says; an unknown one is refused, because nobody can be asked
    (BatchMode). The remote command is one quoted word for each part of ``host.python``.
    """
    found = list(program or ssh_program())
    found += ["-T", "-x", "-o", "BatchMode=yes", "-o", f"ConnectTimeout={connect}", "-o", "ClearAllForwardings=yes"]
    found += ["-o", "ServerAliveInterval=5", "-o", "ServerAliveCountMax=3"]
    if host.port:
        found += ["-p", str(host.port)]
    if host.user:
        found += ["-l", host.user]
    if host.identity:
        found += ["-i", os.path.expanduser(host.identity)]  # noqa: PTH111 — "~" alone, without a change of the rest
    return [*found, "--", host.address, remote_command(host)]


def remote_command(host: Host) -> str:
    """What the remote shell runs. A leading ``~/`` is left to that shell: it is the home folder there."""
    first, *rest = host.python_words
    first = "~/" + shlex.quote(first[2:]) if first.startswith("~/") and len(first) > 2 else shlex.quote(first)
    return " ".join([first, *map(shlex.quote, rest), "-u", "-c", shlex.quote(BOOTSTRAP)])
