"""Makes a copy of the package in which the loops of the simulator are compiled by mypyc: the same source, the same runs
bit for bit, two to three times as fast.

    python packaging/compiled.py [FOLDER]          # out/compiled; a minute, needs a C compiler
    PYTHONPATH=out/compiled edgeviz simulate …     # then, in place of the checkout

The package installs and runs without any of this. A bundle is made of such a copy where there is a compiler
(installer/build.py). What is made is compared with the checkout, run by run, before it counts.

What may stand in these modules: plain classes and functions with types, and policies, whose decorator keeps them
classes of Python; so must data that is copied or pickled (``travels``). mypyc 2.4 fails on a lambda in a method of
such a class, on an abstract dataclass, and on a tuple that is Final.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
ADAPTIVE = "edgeviz/core/adaptive"
PLAYERS = ("alert", "battery", "oracle", "pid", "predictive", "qlearning", "rules", "static")
MODULES = tuple(
    f"{ADAPTIVE}/{name}.py"
    for name in ("loop", "steady", "plant", "policies/player", "policies/estimate", *(f"policies/{p}" for p in PLAYERS))
)
#: What all compiled modules share is one library of this name beside the package.
LIBRARY = "edgeviz_simulator__mypyc"
#: In the folder: what it was made of.
STAMP = "compiled_from"
SCENARIOS = ("shared_board", "tunnel", "in_the_sun", "video_call")


def build(folder: Path) -> None:
    """A copy of edgeviz/ with compiled modules, in ``folder``, which is made anew. Raises CalledProcessError."""
    stamp = source_hash()
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(CHECKOUT / "edgeviz", folder / "edgeviz", ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "resources").symlink_to(CHECKOUT / "resources", target_is_directory=True)
    # A product and a sum that become one instruction are rounded once, and then runs differ.
    flags = "" if sys.platform == "win32" else "-ffp-contract=off"
    subprocess.run(
        [sys.executable, "-P", __file__, "--inside", "build_ext", "--inplace"],
        cwd=folder, check=True, env=os.environ | {"CFLAGS": f"{os.environ.get('CFLAGS', '')} {flags}".strip()},
    )  # fmt: skip
    shutil.rmtree(folder / "build")
    compare(folder)
    (folder / STAMP).write_text(stamp, "utf-8")


def compare(folder: Path) -> None:
    """Raises SystemExit where a run in ``folder`` is not the checkout's bit for bit."""
    plain, compiled = runs(CHECKOUT), runs(folder)
    if "compiled" not in compiled[0] or "plain" not in plain[0]:
        raise SystemExit(f"{folder}: the modules were not used: {compiled[0]}; {plain[0]}")
    different = [one.split()[:-1] for one, other in zip(plain[1:], compiled[1:], strict=True) if one != other]
    if different:
        raise SystemExit(f"{folder}: {len(different)} runs are others than those of plain Python: {different[:5]}")
    print(f"{folder}: {len(plain) - 1} runs are those of plain Python, bit for bit.", flush=True)


def runs(root: Path) -> list[str]:
    """What the package in ``root`` says of itself, and a line with a digest for each run."""
    done = subprocess.run(
        [sys.executable, "-P", __file__, "--digests"],
        env=os.environ | {"PYTHONPATH": str(root)}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return done.stdout.splitlines()


def source_hash() -> str:
    """Of all that was copied to be compiled."""
    found = hashlib.sha256(Path(__file__).read_bytes())
    for path in sorted((CHECKOUT / ADAPTIVE).rglob("*.py")):
        found.update(path.read_bytes())
    return found.hexdigest()


def is_current(folder: Path) -> bool:
    stamp = folder / STAMP
    return stamp.is_file() and stamp.read_text("utf-8") == source_hash()


# ---- in processes of their own


def compile_here() -> None:
    """mypyc over the modules, beside them, in the folder that is the current one."""
    from mypyc.build import mypycify
    from setuptools import setup

    sys.argv = [sys.argv[0], *sys.argv[2:]]
    settings = ["--config-file", str(CHECKOUT / "pyproject.toml")]
    setup(
        name="edgeviz-simulator",
        packages=[],
        ext_modules=mypycify([*settings, *MODULES], opt_level="2", group_name=LIBRARY.removesuffix("__mypyc")),
    )


def print_digests() -> None:
    import copy
    import pickle
    from dataclasses import replace

    import numpy as np

    from edgeviz.core.adaptive import loop
    from edgeviz.core.adaptive.metrics import play
    from edgeviz.core.adaptive.policies import POLICIES, make_policy
    from edgeviz.core.adaptive.scenario import Battery, Governor, GovernorKind, Signal, SignalKind, Stale, Thermal
    from edgeviz.project.scenarios import find_points, find_scenario

    print("plain" if str(loop.__file__).endswith(".py") else "compiled", loop.__file__)
    hard = {
        "queue": 2, "stale": Stale.DROP, "governor": Governor(GovernorKind.ONDEMAND, 0, 0.6),
        "battery": Battery(0.5, 0.9, 0.3), "thermal": Thermal(20.0, 3.0, 40.0, 35.0),
        "bandwidth": Signal(SignalKind.MARKOV, 1e6, 1e5, 30.0, 30.0),
    }  # fmt: skip
    draw = np.random.default_rng(0)
    for name in SCENARIOS:
        whole = find_scenario(name)
        plain = find_points(whole.points)
        samples = plain[0].outcomes.samples
        stretched = tuple(
            replace(
                one, load=0.01, load_energy=0.02, sent=2000.0 * (index % 2),
                confidence=draw.uniform(0, 1, samples).astype(np.float32),
                effort=(draw.uniform(0.5, 1.5, samples)).astype(np.float32) if index else None,
            )
            for index, one in enumerate(plain)
        )  # fmt: skip
        short = replace(whole, duration=min(float(whole.duration), 600.0))
        for number, (scenario, points) in enumerate(((short, plain), (replace(short, **hard), stretched))):
            policies = {key: make_policy(key) for key in POLICIES}
            # Jobs copy policies that have played, and send them to other processes.
            list(play(scenario, points, policies, range(1)))
            policies = copy.deepcopy(pickle.loads(pickle.dumps(policies)))
            for seed, key, run, _ in play(scenario, points, policies, range(2)):
                digest = hashlib.sha256()
                for values in (
                    run.start,
                    run.end,
                    run.point,
                    run.level,
                    run.fate,
                    run.ticks.charge,
                    run.ticks.temperature,
                ):
                    digest.update(np.ascontiguousarray(values).tobytes())
                digest.update(repr([float(one).hex() for one in (*run.ledger.values(), run.used, run.off)]).encode())
                print(name, number, seed, key, digest.hexdigest())


def main() -> int:
    if sys.argv[1:2] == ["--inside"]:
        compile_here()
        return 0
    if sys.argv[1:2] == ["--digests"]:
        print_digests()
        return 0
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=CHECKOUT / "out" / "compiled", metavar="FOLDER")
    build(parser.parse_args().folder.absolute())
    return 0


if __name__ == "__main__":
    sys.exit(main())
