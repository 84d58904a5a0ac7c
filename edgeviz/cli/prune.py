"""prune: take weights or channels out of a model and train what is left, or not; or show what each layer can bear."""

from __future__ import annotations

import argparse
import fnmatch
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from edgeviz.cli.commands import Source, opened, print_json, resolve_data
from edgeviz.cli.console import Console, run
from edgeviz.cli.lab_options import add_device_option
from edgeviz.cli.options import UsageError, add_data_options, add_recipe_options, positive, recipe_from
from edgeviz.cli.tables import table
from edgeviz.cli.train_options import (
    add_train_options,
    check_target,
    print_trained,
    reference,
    run_training,
    train_request,
)
from edgeviz.core.dataset import DataSpec
from edgeviz.core.errors import DataError, RecipeError
from edgeviz.core.graph import ModelGraph
from edgeviz.core.prune_sensitivity import SPARSITIES, PruneCell, PruneSensitivity
from edgeviz.core.pruning import GAIN, check
from edgeviz.core.recipe import Recipe
from edgeviz.core.train_request import Pruning, Scope, Score, Structure
from edgeviz.jobs.spec import JobSpec

_DEFAULT = Pruning()
#: Fall of the accuracy (a fraction) up to which a layer is said to bear a sparsity.
BEARABLE = 0.01
#: New cells after which a project is written while the job runs, so that a kill costs little.
SAVE_EVERY = 10


def _ratio(text: str) -> tuple[int, int]:
    keep, separator, of = text.partition(":")
    if not separator:
        raise ValueError
    return int(keep), int(of)


def _shares(text: str) -> tuple[float, ...]:
    return tuple(float(part) for part in text.split(","))


_ratio.__name__, _shares.__name__ = "N:M", "list of shares"


def add_prune_options(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("pruning")
    group.add_argument(
        "--structure",
        choices=[*Structure],
        help="what goes together: single weights, all but N of every M inputs, or whole channels, which alone makes "
        "the file smaller and every runtime faster (default weights)",
    )
    group.add_argument("--sparsity", type=float, metavar="X", help=f"share that goes (default {_DEFAULT.sparsity})")
    group.add_argument(
        "--scope", choices=[*Scope], help="where the smallest are looked for (default global: across the network)"
    )
    group.add_argument(
        "--score",
        choices=[*Score],
        help="how single weights of different layers compare: LAMP, to which a layer's scale means nothing, or plain "
        "magnitude (default lamp)",
    )
    group.add_argument("--n-of-m", type=_ratio, metavar="N:M", help="inputs kept of each group (default 2:4)")
    group.add_argument(
        "--share",
        action="append",
        default=[],
        metavar="LAYER=X",
        help="another share for a layer, or for all that match a pattern such as 'layer1.*'; can be repeated",
    )
    group.add_argument(
        "--spare", action="append", default=[], metavar="LAYER", help="leave a layer (or a pattern) whole; repeatable"
    )
    group.add_argument(
        "--ramp",
        type=float,
        metavar="X",
        help="share of the training over which the sparsity rises by the cubic schedule (default 0: all at once)",
    )
    group = parser.add_argument_group("sensitivity")
    group.add_argument(
        "--sensitivity",
        type=_shares,
        nargs="?",
        const=SPARSITIES,
        metavar="X,X,…",
        help="train nothing: show what pruning each layer alone costs at these sparsities "
        f"(default {','.join(f'{share:g}' for share in SPARSITIES)})",
    )
    group.add_argument("--samples", type=positive, metavar="N", help="of --sensitivity: samples (default 1000)")
    add_recipe_options(parser)
    add_data_options(parser)
    add_train_options(parser, needs_output=False)
    add_device_option(parser)


def run_prune(options: argparse.Namespace, console: Console) -> None:
    if options.sensitivity is not None:
        if options.output is not None:
            raise UsageError("--sensitivity writes no model: leave out --output")
        if options.device is not None:
            raise UsageError("--sensitivity has no latencies: leave out --device")
        _sensitivity(options, console)
        return
    if options.output is None:
        raise UsageError("prune needs --output FILE (or --sensitivity)")
    if options.samples is not None:
        raise UsageError("--samples is for --sensitivity; --train-samples limits the training")
    target = check_target(options.output, options.force)
    with opened(options.model, console, runs=True) as source:
        # In float where no widths are named: a project's recipe is for the model as it is.
        recipe = recipe_from(options, source.graph, Recipe())
        pruning = pruning_from(options, source.graph)
        check(source.graph, pruning, recipe)
        request = train_request(options, recipe, pruning=pruning)
        data = resolve_data(options, source, recipe, console)
        before = reference(source, data, [Recipe(), recipe], options, console)
        trained = run_training(source, data, request, target, options, console)
        print_trained(trained, before, options)
        if not options.json:
            print(GAIN[pruning.structure])


def pruning_from(options: argparse.Namespace, graph: ModelGraph) -> Pruning:
    """Raises UsageError where an option would do nothing, RecipeError for unknown layers."""
    structure = Structure(options.structure or (Structure.N_OF_M if options.n_of_m else _DEFAULT.structure))
    scope = Scope(options.scope or _DEFAULT.scope)
    n_of_m, channels = structure is Structure.N_OF_M, structure is Structure.CHANNELS
    for name, given, belongs, to in (
        ("--n-of-m", options.n_of_m, n_of_m, "--structure n_of_m"),
        ("--sparsity", options.sparsity, not n_of_m, "--structure weights or channels: N:M says it itself"),
        ("--share", options.share or None, not n_of_m, "--structure weights or channels"),
        ("--scope", options.scope, not n_of_m, "--structure weights or channels"),
        ("--ramp", options.ramp, not channels, "--structure weights or n_of_m: channels are cut at once"),
        ("--score", options.score, structure is Structure.WEIGHTS and scope is Scope.GLOBAL, "weights, --scope global"),
    ):
        if given is not None and not belongs:
            raise UsageError(f"{name} is for {to}")
    layers: dict[str, float] = {}
    for item in options.share:
        pattern, separator, share = item.rpartition("=")
        try:
            value = float(share) if separator else -1.0
        except ValueError:
            value = -1.0
        if not 0 <= value < 1:
            raise UsageError(f"--share takes LAYER=X with X from 0 to 0.999, not {item!r}")
        layers |= dict.fromkeys(_matching(pattern, graph, "--share"), value)
    spare = tuple(key for pattern in options.spare for key in _matching(pattern, graph, "--spare"))
    values: dict[str, Any] = {"sparsity": options.sparsity, "ramp": options.ramp, "score": options.score}
    found = replace(_DEFAULT, structure=structure, scope=scope, layers=tuple(layers.items()), spare=spare)
    found = replace(found, **{name: value for name, value in values.items() if value is not None})
    if options.n_of_m:
        found = replace(found, keep=options.n_of_m[0], of=options.n_of_m[1])
    return found


def _matching(pattern: str, graph: ModelGraph, option: str) -> Sequence[str]:
    keys = list(graph.layer_index)
    found = [key for key in keys if key == pattern] or [key for key in keys if fnmatch.fnmatchcase(key, pattern)]
    if not found:
        near = ", ".join(keys[:4]) + (" …" if len(keys) > 4 else "")
        raise RecipeError(f"{option}: the model has no layer {pattern!r}.", f"Its layers are: {near}")
    return found


# ---- sensitivity ----


def _sensitivity(options: argparse.Namespace, console: Console) -> None:
    structure = Structure(options.structure or Structure.WEIGHTS)
    with opened(options.model, console, runs=True) as source:
        found = _measured(source, options, structure, console)
        if options.json:
            print_json({"model": source.path, **found.to_json()})
        else:
            print(sensitivity_text(found))


def _measured(source: Source, options: argparse.Namespace, structure: Structure, console: Console) -> PruneSensitivity:
    data = resolve_data(options, source, Recipe(), console)
    if data is None:
        raise DataError("A sensitivity needs data, and there is none.", "Name it with --data PATH.")
    found: list[PruneCell] = []
    samples = options.samples or 1000
    kept = _Kept(source, data, structure)
    base = replace(kept.load() or PruneSensitivity(structure), samples=samples)

    def keep(payload: object) -> None:
        if isinstance(payload, PruneCell):
            found.append(payload)
            if len(found) % SAVE_EVERY == 0:
                kept.save(base.with_cells(found))

    arguments = {
        "path": source.path,
        "data": data,
        "structure": structure,
        "sparsities": options.sensitivity,
        "samples": samples,
        "known": base,
    }
    job = JobSpec("edgeviz.engine.compress.sensitivity:run", f"Sensitivity of {source.name} to pruning", arguments)
    try:
        answer = run(job, console, keep)
        assert isinstance(answer, PruneSensitivity)
    finally:
        if found:
            kept.save(base.with_cells(found))
    wanted = {key: cell for key, cell in answer.cells.items() if cell.sparsity in options.sensitivity}
    return replace(answer, cells=wanted)


class _Kept:
    """The project's table, where the model is a project."""

    def __init__(self, source: Source, data: DataSpec, structure: Structure) -> None:
        # Imported here: it brings SQLite along, which "edgeviz --help" need not wait for.
        from edgeviz.project.store import context_hash

        self._store, self._structure = source.store, structure
        model = source.store.read().model if source.store is not None else None
        self._context = context_hash(model.sha256, data) if model is not None else ""

    def load(self) -> PruneSensitivity | None:
        from edgeviz.project import sensitivities

        return None if self._store is None else sensitivities.load(self._store, self._context, self._structure)

    def save(self, found: PruneSensitivity) -> None:
        from edgeviz.project import sensitivities

        if self._store is not None:
            sensitivities.save(self._store, self._context, found)


def sensitivity_text(found: PruneSensitivity) -> str:
    """A row for each layer or group, with the change of the accuracy in points at every sparsity."""
    sparsities = sorted({sparsity for _, sparsity in found.cells})
    rows = []
    for layers in dict.fromkeys(layers for layers, _ in found.cells):
        cells = [found.cells.get((layers, sparsity)) for sparsity in sparsities]
        most = found.most(layers, BEARABLE)
        name = layers[0] + (f" and {len(layers) - 1} more" if len(layers) > 1 else "")
        changes = ["–" if cell is None else f"{100 * cell.accuracy_change:+.1f}" for cell in cells]
        rows.append([name, *changes, "–" if most is None else f"{100 * most:g} %"])
    header = ["Layer", *(f"{100 * sparsity:g} %" for sparsity in sparsities), "bears"]
    what = "weights" if found.structure is Structure.WEIGHTS else "channels"
    return (
        table(header, rows, range(1, len(header)))
        + f"\nChange of the accuracy in points when a share of one layer's {what} is pruned and nothing retrained, "
        f"on {found.samples:,} samples; bears: up to {100 * BEARABLE:g} point lost. {GAIN[found.structure]}"
    )
