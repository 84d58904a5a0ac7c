"""A remote device that is reached over ssh: where it is, who asks, and what runs there."""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from edgeviz.core.errors import EdgeVizError

#: A name, an IPv4 or IPv6 address, or a name that the person's ssh configuration knows. Never an option of ssh.
_ADDRESS = re.compile(r"[\w:][\w.:%-]*\Z")
_USER = re.compile(r"[\w.][\w.@+-]*\Z")
_TEXT = re.compile(r"[^\x00-\x1f\x7f]*\Z")
MAX_THREADS = 256


@dataclass(frozen=True, slots=True)
class Host:
    """``port`` 0, and no ``user`` or ``identity``, leave it to ssh's own configuration.

    ``python`` is the command that starts Python there, with arguments if need be; ``threads`` 0 uses all cores.
    Raises EdgeVizError naming the field that is impossible.
    """

    name: str
    address: str
    port: int = 0
    user: str = ""
    identity: str = ""
    python: str = "python3"
    threads: int = 0

    def __post_init__(self) -> None:
        shown = self.name or self.address or "without a name"
        for field in fields(self):
            value = getattr(self, field.name)
            right = isinstance(value, int) and not isinstance(value, bool)
            if (field.name in ("port", "threads")) != right or not (right or isinstance(value, str)):
                kind = "a number" if field.name in ("port", "threads") else "text"
                raise EdgeVizError(f"Remote device {shown}: {field.name} must be {kind}.", "Correct it.")
            if isinstance(value, str) and (len(value) > 1024 or not _TEXT.match(value)):
                raise EdgeVizError(
                    f"Remote device: {field.name} is too long or has a control character.", "Write it on one line."
                )
        if not self.name.strip() or len(self.name) > 80:
            raise EdgeVizError("A remote device needs a name of at most 80 characters.", "Give it one.")
        if not _ADDRESS.match(self.address):
            raise EdgeVizError(
                f"Remote device {shown}: {self.address or 'an empty text'} is no address.",
                "Give a host name, an IP address, or a name of your ssh configuration, without user and port.",
            )
        if self.user and not _USER.match(self.user):
            raise EdgeVizError(f"Remote device {shown}: {self.user} is no user name.", "Leave it empty or correct it.")
        if not 0 <= self.port <= 65535:
            raise EdgeVizError(
                f"Remote device {shown}: port {self.port} is impossible.", "Choose 0 to 65535; 22 is usual."
            )
        if not 0 <= self.threads <= MAX_THREADS:
            raise EdgeVizError(
                f"Remote device {shown}: {self.threads} threads are impossible.",
                f"Choose 0 (all cores) to {MAX_THREADS}.",
            )
        if not self.python_words or self.python_words[0].startswith("-"):
            raise EdgeVizError(
                f"Remote device {shown}: {self.python or 'an empty text'} is no command.",
                "Give the command that starts Python there, such as python3 or ~/venv/bin/python.",
            )

    @property
    def python_words(self) -> list[str]:
        """The words of ``python``; none where a quotation mark is left open."""
        try:
            return shlex.split(self.python)
        except ValueError:
            return []

    @property
    def target(self) -> str:
        """How a person writes it: user@address:port."""
        address = f"[{self.address}]" if ":" in self.address and self.port else self.address
        return (f"{self.user}@" if self.user else "") + address + (f":{self.port}" if self.port else "")

    def to_toml(self) -> dict[str, Any]:
        return asdict(self)

    @staticmethod
    def from_toml(value: Mapping[str, Any]) -> Host:
        """Raises EdgeVizError naming the field that is unknown, missing or impossible."""
        known = [field.name for field in fields(Host)]
        for name in value:
            if name not in known:
                raise EdgeVizError(f"Remote device: the field {name} is unknown.", f"Choose among {', '.join(known)}.")
        for name in ("name", "address"):
            if name not in value:
                raise EdgeVizError(f"Remote device: the field {name} is missing.", "Add it.")
        return Host(**value)


def parse_target(text: str, name: str = "", **more: Any) -> Host:
    """The host that ``text`` names: [user@]address[:port], an IPv6 address with a port in brackets."""
    user, _, rest = text.rpartition("@")
    port = ""
    if rest.startswith("["):
        address, bracket, port = rest[1:].partition("]")
        if not bracket or (port and not port.startswith(":")):
            raise EdgeVizError(f"{text} is no address.", "Write an IPv6 address as [address]:port.")
        port = port[1:]
    elif rest.count(":") == 1:
        address, _, port = rest.partition(":")
        port = port or "?"
    else:
        address = rest
    if port and not (port.isascii() and port.isdigit() and len(port) < 6):
        raise EdgeVizError(f"{text}: {port} is no port.", "Write user@address:port with a number as port.")
    return Host(name=name or text, address=address, port=int(port or 0), user=user, **more)
