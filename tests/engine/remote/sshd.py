"""A real sshd on loopback with its own keys, for tests; nothing of the person's ssh configuration is used."""

from __future__ import annotations

import getpass
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from edgeviz.core.device.host import Host
from edgeviz.engine.remote.command import VARIABLE

SSHD = shutil.which("sshd") or "/usr/sbin/sshd"


@dataclass
class Server:
    folder: Path
    port: int

    def host(self, python: str, **changes: object) -> Host:
        given = {
            "name": "bench", "address": "127.0.0.1", "port": self.port, "user": getpass.getuser(),
            "identity": str(self.folder / "client"), "python": python, "threads": 1, **changes,
        }  # fmt: skip
        return Host(**given)  # type: ignore[arg-type]


def key(path: Path) -> None:
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(path)], check=True)


def known(server: Server, host_key: Path) -> None:
    """Make ``host_key`` the one that the client expects."""
    kind, value = host_key.with_suffix(".pub").read_text().split()[:2]
    (server.folder / "known_hosts").write_text(f"[127.0.0.1]:{server.port} {kind} {value}\n")


def serve(folder: Path) -> Iterator[Server]:
    if not Path(SSHD).exists() or shutil.which("ssh") is None or shutil.which("ssh-keygen") is None:
        pytest.skip("no sshd, ssh or ssh-keygen here (package openssh-server)")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        server = Server(folder, free.getsockname()[1])
    for name in ("hostkey", "client", "stranger", "otherhost"):
        key(folder / name)
    shutil.copy(folder / "client.pub", folder / "authorized_keys")
    known(server, folder / "hostkey")
    (folder / "sshd_config").write_text(
        f"Port {server.port}\nListenAddress 127.0.0.1\nHostKey {folder}/hostkey\nPidFile {folder}/sshd.pid\n"
        f"AuthorizedKeysFile {folder}/authorized_keys\nUsePAM no\nStrictModes no\nPasswordAuthentication no\n"
        "KbdInteractiveAuthentication no\nPermitRootLogin prohibit-password\n"
    )
    (folder / "ssh_config").write_text(f"UserKnownHostsFile {folder}/known_hosts\nGlobalKnownHostsFile /dev/null\n"
                                       "IdentitiesOnly yes\nIdentityAgent none\n")  # fmt: skip
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)
    log = (folder / "sshd.log").open("wb")
    process = subprocess.Popen([SSHD, "-D", "-e", "-f", str(folder / "sshd_config")], stderr=log)
    try:
        for _ in range(100):
            if process.poll() is not None:
                pytest.skip(f"sshd does not start here: {(folder / 'sshd.log').read_text()[-300:]}")
            with socket.socket() as trial:
                if trial.connect_ex(("127.0.0.1", server.port)) == 0:
                    break
            time.sleep(0.05)
        previous = os.environ.get(VARIABLE)
        os.environ[VARIABLE] = f"ssh -F {folder}/ssh_config"
        yield server
        if previous is None:
            del os.environ[VARIABLE]
        else:
            os.environ[VARIABLE] = previous
    finally:
        process.terminate()
        process.wait()
        log.close()
