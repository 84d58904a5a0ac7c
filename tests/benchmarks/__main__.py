"""Benchmarks, run by hand: ``python -m tests.benchmarks [--quick] [name …]``. Each prints its own table.

``--quick`` takes fewer images and models where a benchmark would run for minutes, and says so.
Machines are noisy: read the ratios, not the absolute times. Figures quoted in the documents come from here.
``layout --peers FOLDER`` times other programs' layouts beside ours; the benchmark says how to get them.
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

#: Those that can be quick.
LONG = ("sensitivity", "prediction", "calibrate", "distillation", "training", "pruning", "compression")
LONG += ("simulator", "search", "proxies", "nas", "adaptive")
NAMES = ("window", "opening", "simulation", "eventloop", "edits", "recipes", "sensitivity", "front", "front_measured")
NAMES += ("prediction", "schemes", "repairs", "layout", "points", "kernels", "calibrate")
NAMES += ("devices", "mcu", "holds", "distillation", "training", "pruning", "compression", "simulator", "search")
NAMES += ("scatter", "proxies", "nas", "adaptive")


def main(arguments: list[str]) -> int:
    quick = "--quick" in arguments
    arguments = [name for name in arguments if name != "--quick"]
    peers = None
    if "--peers" in arguments:
        at = arguments.index("--peers")
        if at + 1 == len(arguments):
            print("--peers needs the folder that holds them.", file=sys.stderr)
            return 2
        peers = Path(arguments[at + 1])
        del arguments[at : at + 2]
    unknown = [name for name in arguments if name not in NAMES]
    if unknown:
        print(f"There is no benchmark {', '.join(unknown)}. Choose from {', '.join(NAMES)}.", file=sys.stderr)
        return 2
    for name in arguments or NAMES:
        module = importlib.import_module(f"tests.benchmarks.{name}")
        print(f"\n## {module.__doc__.strip().splitlines()[0]}\n", flush=True)
        if quick and name in LONG:
            module.main(quick=True)
        elif name == "layout":
            module.main(peers)
        else:
            module.main()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
