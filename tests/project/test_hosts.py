from __future__ import annotations

from pathlib import Path

import pytest

from edgeviz.core.device.host import Host
from edgeviz.core.errors import EdgeVizError
from edgeviz.project.hosts import find_host, hosts_file, load_hosts, save_hosts


def test_hosts_are_read_as_they_were_saved(tmp_path: Path) -> None:
    assert load_hosts(tmp_path) == []
    hosts = [
        Host('Pi "two" \\ ä', "pi.local", 22, "me", "~/.ssh/id", "~/venv/bin/python", 2),
        Host("b", "::1", python="env 'A=b c' python3"),
    ]
    save_hosts(hosts, tmp_path)
    assert load_hosts(tmp_path) == hosts
    assert find_host("b", tmp_path) == hosts[1]
    assert find_host("c", tmp_path) is None


def test_two_hosts_of_one_name_are_refused(tmp_path: Path) -> None:
    with pytest.raises(EdgeVizError, match="Two remote devices"):
        save_hosts([Host("a", "x"), Host("a", "y")], tmp_path)
    assert not hosts_file(tmp_path).exists()


@pytest.mark.parametrize("text", ["[[host", "host = 3", "[[host]]\nname = 'a'\n", "[[host]]\nname='a'\naddress='-x'\n"])
def test_a_malformed_file_is_named(tmp_path: Path, text: str) -> None:
    hosts_file(tmp_path).write_text(text)
    with pytest.raises(EdgeVizError, match=r"hosts\.toml"):
        load_hosts(tmp_path)
