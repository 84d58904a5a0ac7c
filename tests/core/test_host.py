from __future__ import annotations

import pytest

from edgeviz.core.device.host import Host, parse_target
from edgeviz.core.errors import EdgeVizError


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("pi.local", ("", "pi.local", 0)),
        ("me@10.0.0.7:2222", ("me", "10.0.0.7", 2222)),
        ("me@[fe80::1%eth0]:22", ("me", "fe80::1%eth0", 22)),
        ("::1", ("", "::1", 0)),
        ("me@work.example@pi", ("me@work.example", "pi", 0)),
    ],
)
def test_an_address_is_read_as_it_is_shown(text: str, expected: tuple[str, str, int]) -> None:
    host = parse_target(text)
    assert (host.user, host.address, host.port) == expected
    assert host.target == text


@pytest.mark.parametrize("text", ["", "-oProxyCommand=x", "me@-x", "a b", "pi:ssh", "pi:99999", "[::1", "-l@pi", "pi:"])
def test_what_is_no_address_is_refused_with_a_remedy(text: str) -> None:
    with pytest.raises(EdgeVizError) as caught:
        parse_target(text)
    assert caught.value.remedy


@pytest.mark.parametrize(
    "changes",
    [
        {"name": ""},
        {"port": -1},
        {"port": "22"},
        {"threads": 1000},
        {"threads": True},
        {"python": ""},
        {"python": "python3 '"},
        {"python": "-c x"},
        {"identity": "a\nb"},
        {"unknown": 1},
    ],
)
def test_an_impossible_field_is_named(changes: dict[str, object]) -> None:
    with pytest.raises(EdgeVizError) as caught:
        Host.from_toml({"name": "pi", "address": "pi", **changes})
    assert caught.value.remedy


def test_a_host_survives_its_file_form() -> None:
    host = Host("pi", "pi.local", 22, "me", "~/.ssh/id", "~/venv/bin/python", 2)
    assert Host.from_toml(host.to_toml()) == host
