"""Layouts of other programs on the graphs of the benchmark ``layout``, where somebody has them unpacked.

Netron: its ``dagre.js``, called as its own ``grapher.js`` does. It has no groups, so it lays out every node always.
Model Explorer: its whole web worker, which makes the groups and lays out those that are open. Both run in node
(version 20 or later), warm, without reading a model and without drawing.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

from tests.core.networks import random_graph

#: Seconds that a peer has for one graph.
LIMIT = 180
#: MB that its objects may take, as in a browser's tab; node by itself would stop earlier.
HEAP = 4096
HOW = (
    "Without peers. For Netron's and Model Explorer's layouts of the same graphs: pip download --no-deps netron"
    " ai-edge-model-explorer; unzip both into one FOLDER; install node; python -m tests.benchmarks layout"
    " --peers FOLDER"
)
DRIVER = Path(__file__).with_name("peers.mjs")
NETRON, EXPLORER = "netron/dagre.js", "model_explorer/web_app/worker-*.js"


class Peers:
    """What is found under ``folder``; nothing where it is None. Ends the program where it lacks all of it."""

    def __init__(self, folder: Path | None) -> None:
        self.files: dict[str, Path] = {}
        self._known: dict[tuple[str, int, bool], str] = {}
        if folder is None:
            return
        for name, pattern in (("Netron", NETRON), ("Model Explorer", EXPLORER)):
            found = sorted(folder.rglob(pattern))
            if found:
                self.files[name] = found[0]
        if not self.files or shutil.which("node") is None:
            raise SystemExit(f"{folder} holds neither {NETRON} nor {EXPLORER}, or there is no node. {HOW}")

    def times(self, count: int, spaced: bool, every: bool) -> list[str]:
        """The layout of ``random_graph(count, spaced)`` by each peer, in words; ``every``: with all groups open."""
        found = []
        for name, file in self.files.items():
            if name == "Netron":
                found.append(self._time("netron", file, count, False))
            else:
                # Without groups, all of them open is what it opens with.
                found.append(self._time("explorer-all" if every and spaced else "explorer", file, count, spaced))
        return found

    def _time(self, peer: str, file: Path, count: int, spaced: bool) -> str:
        key = (peer, count, spaced)
        if key not in self._known:
            self._known[key] = _run(peer, file, _described(count, spaced))
        return self._known[key]


def _described(count: int, spaced: bool) -> str:
    """The graph as the driver reads it: nodes with their modules, edges between nodes, one size for all boxes."""
    graph = random_graph(count, spaced=spaced)
    made = {tensor: node.key for node in graph.nodes for tensor in node.outputs}
    edges = sorted({(made[tensor], node.key) for node in graph.nodes for tensor in node.inputs if tensor in made})
    nodes = [(node.key, "/".join(node.namespace)) for node in graph.nodes]
    return json.dumps({"nodes": nodes, "edges": edges, "size": [144, 40]})


def _run(peer: str, file: Path, graph: str) -> str:
    try:
        done = subprocess.run(
            ["node", f"--max-old-space-size={HEAP}", str(DRIVER), peer, str(file)],
            input=graph,
            capture_output=True,
            text=True,
            timeout=LIMIT,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return f"more than {LIMIT} s"
    if "heap out of memory" in done.stderr:
        return f"needs more than {HEAP // 1024} GB"
    if done.returncode != 0:
        said = [line for line in done.stderr.splitlines() if "Error" in line]
        return f"fails: {said[-1].strip()[:60] if said else f'exit code {done.returncode}'}"
    result = json.loads(done.stdout.strip().splitlines()[-1])
    if not result["placed"]:
        return "fails: no node has a place"
    seconds = result["seconds"]
    return f"{seconds * 1e3:.1f} ms" if seconds < 1 else f"{seconds:.2f} s"
