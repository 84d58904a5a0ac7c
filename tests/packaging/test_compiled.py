"""The simulator's compiled modules give the runs of plain Python. Compiling takes a minute, so the runs are compared
where packaging/compiled.py has made a copy of what is in the checkout now; it compares them itself as well."""

from __future__ import annotations

import inspect

import pytest

from edgeviz.core.adaptive.policies import POLICIES
from tests.packaging.test_installer import ROOT, script

pytestmark = pytest.mark.skipif(not (ROOT / "packaging" / "compiled.py").is_file(), reason="needs the checkout")


def test_every_policy_is_compiled_and_every_module_is_there() -> None:
    listed = {(ROOT / name) for name in script("compiled").MODULES}
    assert all(path.is_file() for path in listed)
    assert {ROOT / str(inspect.getsourcefile(kind)) for kind in POLICIES.values()} <= listed


@pytest.mark.slow
def test_compiled_runs_are_those_of_plain_python_bit_for_bit(capsys: pytest.CaptureFixture[str]) -> None:
    compiled = script("compiled")
    folder = ROOT / "out" / "compiled"
    if not compiled.is_current(folder):
        pytest.skip("there is no copy of what is in the checkout now: run packaging/compiled.py")
    compiled.compare(folder)
    assert "bit for bit" in capsys.readouterr().out
