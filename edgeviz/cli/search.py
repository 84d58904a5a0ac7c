"""search: design a network for a device. What is found is kept in a project, from which a search can be resumed."""

from __future__ import annotations

import argparse
import contextlib
import os
import tempfile
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from edgeviz.cli import tables
from edgeviz.cli.commands import print_json
from edgeviz.cli.console import Console, printable, run
from edgeviz.cli.device_measure import timing_of
from edgeviz.cli.lab_options import device_of
from edgeviz.cli.options import UsageError, data_changes, data_choice
from edgeviz.cli.remote_options import host_from
from edgeviz.cli.search_options import CHANGEABLE, FIXED, SPACE, TRIALS, target_of
from edgeviz.cli.train_options import check_target
from edgeviz.core.dataset import DataSpec
from edgeviz.core.device.host import Host, parse_target
from edgeviz.core.device.profile import Device
from edgeviz.core.errors import EdgeVizError, ProjectError
from edgeviz.core.metric import QUANTITIES
from edgeviz.core.nas import differentiable
from edgeviz.core.nas.fitting import fitted
from edgeviz.core.nas.request import (
    Clock,
    Costing,
    End,
    Ended,
    Evaluating,
    Executing,
    Fidelity,
    Found,
    SearchRequest,
)  # fmt: skip
from edgeviz.core.nas.reward import SOFT, Goal, Reward
from edgeviz.core.nas.search import Search
from edgeviz.core.nas.space import Space
from edgeviz.core.nas.trial import Trial
from edgeviz.core.training import TrainSpec
from edgeviz.jobs.spec import JobSpec
from edgeviz.project import searches
from edgeviz.project.devices import find_device
from edgeviz.project.hosts import find_host
from edgeviz.project.searches import SearchRecord
from edgeviz.project.spaces import load_spaces, read_space
from edgeviz.project.store import Store
from edgeviz.project.values import now

#: Candidates in the table.
ROWS = 10
COLUMNS = ("accuracy", "latency", "size", "macs")
ENDS = {
    End.TRIALS: "all candidates that were asked for are evaluated",
    End.SECONDS: "the time is up",
    End.EXHAUSTED: "the space has no other architectures",
    End.PAUSED: "it was asked to finish",
}


def run_search(options: argparse.Namespace, console: Console) -> None:
    if options.list_spaces:
        _list(options.json)
        return
    target = None if options.output is None else check_target(options.output, options.force)
    if options.resume and options.project is None:
        raise UsageError("--resume needs the --project that the search is kept in")
    with _project(options.project, options.resume) as store:
        record = _begun(options, console) if store is None or not options.resume else _resumed(options, store)
        device, host = _where(options, record.request.costing)
        found = list(record.found)
        if store is not None:
            searches.save(store, record)

        def keep(payload: object) -> None:
            if isinstance(payload, Found):
                # On disk before anything else is done with it.
                if store is not None:
                    searches.add(store, record.id, payload)
                found.append(payload)
                console.note(_line(record.request, payload))

        ended = _searched(record, store, device, host, keep, console)
        best = _ranked(record.request, found)[:1]
        trained = _trained(record, best[0], target, options.final_epochs, console) if target and best else None
    if options.json:
        print_json(_json(record, found, ended, trained))
    else:
        print(_text(record.request, found, ended, trained))


def _searched(
    record: SearchRecord, store: Store | None, device: Device | None, host: Host | None, keep: Any, console: Console
) -> Ended:
    """Search to the end, and keep in the project how it ended."""
    with tempfile.TemporaryDirectory(prefix="edgeviz-search-") as temporary:
        # A supernet is kept beside the project, because it takes long.
        folder = temporary if store is None else str(store.path.with_name(f".{store.path.stem}.search"))
        arguments = {
            "request": record.request, "data": record.data, "folder": folder, "known": record.found,
            "device": device, "host": host,
        }  # fmt: skip
        outcome, error = "cancelled", ""
        try:
            ended: Ended = run(JobSpec(_entry(record.request), record.title, arguments), console, keep, True)
            outcome = "paused" if ended.end is End.PAUSED else "finished"
            return ended
        except EdgeVizError as failed:
            outcome, error = "failed", failed.what
            raise
        except KeyboardInterrupt:
            if store is not None:
                console.note(f"edgeviz: stopped; --project {store.path.name} --resume goes on from here.")
            raise
        finally:
            if store is not None:
                searches.save(store, replace(record, outcome=outcome, error=error, ended=now()))


def _entry(request: SearchRequest) -> str:
    """The job of this search: the differentiable one asks no sampler."""
    return f"edgeviz.engine.nas.{'differentiable' if request.sampler == differentiable.KEY else 'job'}:run"


@contextlib.contextmanager
def _project(path: str | None, must_exist: bool) -> Iterator[Store | None]:
    if path is None:
        yield None
        return
    if Path(path).suffix.lower() != ".edgeviz":
        raise UsageError(f"--project must end in .edgeviz, not {Path(path).name!r}")
    with Store.open(path) if must_exist or Path(path).exists() else Store.create(path) as store:
        yield store


# ---- what is searched


def _begun(options: argparse.Namespace, console: Console) -> SearchRecord:
    costing, goal = _costing(options), _goal(options)
    if "energy" in goal.objectives and (not costing.device or find_device(costing.device).energy is None):
        raise UsageError("energy is modelled: name a --device whose profile has figures for it")
    if options.sampler == differentiable.KEY:
        _check_alone(options)
    data = _data(options, console)
    space = _space(options.space or SPACE, data, console)
    request = SearchRequest(
        space,
        goal,
        **_given(options, sampler="sampler", seed="search_seed"),
        settings=dict(options.setting or ()),
        trials=options.trials or TRIALS,
        seconds=60 * (options.minutes or 0.0),
        evaluating=_evaluating(options),
        costing=costing,
        executing=Executing(
            **_given(options, workers="workers", batch="round", asynchronous="asynchronous", scheduler="scheduler")
        ),
        begin=tuple(_begin(options, space)),
        name=options.name or "",
    )
    if request.sampler == differentiable.KEY:
        differentiable.check(request)
    title = options.name or f"Search in {space.name}"
    return SearchRecord(uuid.uuid4().hex, title, request, data, now())


def _given(options: argparse.Namespace, **names: str) -> dict[str, Any]:
    """Fields by the options that were given for them; the others have their defaults."""
    return {field: value for field, name in names.items() if (value := getattr(options, name)) is not None}


def _goal(options: argparse.Namespace) -> Goal:
    cost = options.cost or "latency"
    alpha, beta = options.exponents or SOFT
    reward = Reward(target_of(options.target, cost), alpha, beta, cost=cost)
    return Goal(reward, tuple(dict.fromkeys(("accuracy", cost, *(options.further_cost or ())))))


def _check_alone(options: argparse.Namespace) -> None:
    """The differentiable search is no sampler that is asked: one process trains and evaluates, one by one."""
    for name in ("setting", "begin", "hand_made", "workers", "scheduler", "round", "asynchronous"):
        if getattr(options, name) is not None:
            raise UsageError(f"--{name.replace('_', '-')} is not for --sampler {differentiable.KEY}")


def _evaluating(options: argparse.Namespace) -> Evaluating:
    default = Evaluating().train
    train = replace(default, **_given(options, epochs="epochs", batch="train_batch", rate="rate"))
    names = {"fidelity": "fidelity", "samples": "samples", "validation": "held_out", "proxy": "proxy"}
    return Evaluating(train=train, **_given(options, **names, screen="screen", rungs="rungs", factor="factor"))


def _costing(options: argparse.Namespace) -> Costing:
    clock = options.clock or ("modelled" if options.device else "remote" if options.host else "runtime")
    for name, clocks in (("device", (Clock.MODELLED, Clock.TABLE)), ("host", (Clock.REMOTE,))):
        if getattr(options, name) and Clock(clock) not in clocks:
            raise UsageError(f"--{name} is for --clock {' and '.join(clocks)}")
        if not getattr(options, name) and Clock(clock) in clocks:
            raise UsageError(f"--clock {clock} needs --{name}")
    device = device_of(options)
    return Costing(Clock(clock), device.key if device else "", options.host or "", timing_of(options))


def _where(options: argparse.Namespace, costing: Costing) -> tuple[Device | None, Host | None]:
    device = find_device(costing.device) if costing.device else None
    if not costing.host:
        return device, None
    return device, host_from(options) if options.host else find_host(costing.host) or parse_target(costing.host)


def _data(options: argparse.Namespace, console: Console) -> DataSpec:
    def guess(path: str) -> DataSpec:
        arguments = {"path": path, "graph": None}
        title = f"Look at {path or 'the digits'}"
        spec: DataSpec = run(JobSpec("edgeviz.engine.data.inspect:guess_run", title, arguments, light=True), console)
        return spec

    return data_choice(options).resolve(guess, data_changes(options))


def _space(name: str, data: DataSpec, console: Console) -> Space:
    """A listed one, a file's, or that of a model; fitted to the data."""
    spaces = load_spaces().spaces
    if Path(name).suffix.lower() in (".onnx", ".pt2"):
        path = str(Path(name).resolve())
        found: Space = run(JobSpec("edgeviz.engine.nas.from_model:run", f"Open {name}", {"path": path}), console)
    elif name in spaces:
        found = spaces[name]
    elif Path(name).suffix.lower() == ".toml":
        found = read_space(Path(name))
    else:
        raise UsageError(f"there is no search space {name!r}; there are {', '.join(spaces)}")
    from edgeviz.engine.nas.samples import shape_of

    return fitted(found, shape_of(data))


def _begin(options: argparse.Namespace, space: Space) -> list[str]:
    keys = list(options.begin or ())
    if options.hand_made:
        from edgeviz.core.nas.hand_made import hand_made

        made = hand_made(space)
        if not made:
            raise UsageError(f"the space {space.name} has no members made by hand")
        keys += [one.key for one in made.values()]
    return keys


def _resumed(options: argparse.Namespace, store: Store) -> SearchRecord:
    """The last search of the project with what may be changed of it."""
    for name in FIXED:
        if getattr(options, name) is not None:
            changeable = ", ".join(f"--{one}" for one in CHANGEABLE)
            raise UsageError(f"--{name.replace('_', '-')} cannot be changed; with --resume there are {changeable}")
    records, damaged = searches.load(store)
    if not records:
        raise ProjectError(
            f"{store.path.name} holds no search" + (f": {damaged[0]}" if damaged else "."),
            "Begin one without --resume.",
        )
    record = records[-1]
    changes = _given(options, trials="trials")
    if options.minutes is not None:
        changes["seconds"] = 60 * options.minutes
    executing = replace(record.request.executing, **_given(options, workers="workers", scheduler="scheduler"))
    request = replace(record.request, executing=executing, **changes)
    return replace(record, request=request, outcome="running", error="", ended="")


# ---- the best as a model


def _trained(record: SearchRecord, best: Found, target: Path, epochs: int | None, console: Console) -> Any:
    """Train the best candidate fully and put it where it is wanted."""
    spec = replace(record.request.evaluating.train, epochs=epochs or TrainSpec().epochs)
    with tempfile.TemporaryDirectory(prefix=".edgeviz-", dir=target.parent) as folder:
        arguments = {
            "space": record.request.space, "key": best.trial.key, "data": record.data, "spec": spec, "folder": folder,
        }  # fmt: skip
        trained = run(JobSpec("edgeviz.engine.nas.open:run", "Train the best", arguments), console)
        os.replace(trained.path, target)  # noqa: PTH105
    return replace(trained, path=str(target))


# ---- output


def _ranked(request: SearchRequest, found: Sequence[Found]) -> list[Found]:
    """The best first, each architecture once; of successive halving those that came furthest before the others."""
    latest: dict[str, Found] = {}
    for one in sorted(found, key=lambda one: one.trial.budget):
        if not one.trial.failed:
            latest[one.trial.key] = one
    halving = request.evaluating.fidelity is Fidelity.HALVING

    def order(one: Found) -> tuple[float, float, int]:
        return (-one.trial.budget if halving else 0.0, -request.goal.score(one.trial.metrics), one.number)

    return sorted(latest.values(), key=order)


def _line(request: SearchRequest, found: Found) -> str:
    trial = found.trial
    if trial.failed:
        return f"{found.number:>5}  {trial.key}  failed: {trial.failed}"
    figures = "  ".join(tables.metric_text(trial.metrics.get(name)) for name in request.goal.objectives)
    return f"{found.number:>5}  {trial.key}  {figures}  reward {request.goal.score(trial.metrics):.4f}"


def _text(request: SearchRequest, found: Sequence[Found], ended: Ended, trained: Any) -> str:
    ranked = _ranked(request, found)
    front = {one.key for one in _record(request, found).front(max((one.trial.budget for one in ranked), default=0.0))}
    begin = set(request.begin)
    columns = tuple(dict.fromkeys((*COLUMNS, *request.goal.objectives)))
    rows = []
    for place, one in enumerate(ranked[:ROWS], 1):
        marks = [
            word for word, there in (("front", one.trial.key in front), ("given", one.trial.key in begin)) if there
        ]
        reward = f"{request.goal.score(one.trial.metrics):.4f}"
        figures = [tables.metric_text(one.trial.metrics.get(name)) for name in columns]
        rows.append(
            [str(place), one.trial.key, reward, *figures, f"{one.trial.budget:g}", str(one.number), " ".join(marks)]
        )
    titles = [QUANTITIES[name].title for name in columns]
    header = ["", "Architecture", "Reward", *titles, "Epochs", "Found as", ""]
    failed = sum(bool(one.trial.failed) for one in found)
    lines = [tables.table(header, rows, range(2, len(header) - 1))] if rows else []
    if len(request.goal.objectives) > 2:
        *others, last = [QUANTITIES[name].title for name in request.goal.objectives]
        lines.append(f"front: what nothing found beats in {', '.join(others)} and {last} together.")
    lines.append(
        f"{ended.candidates} candidates of {request.space.count:,}" + (f", {failed} failed" if failed else "")
        + f"; {max((one.elapsed for one in found), default=0.0):,.0f} s. It ended because {ENDS[ended.end]}."
    )  # fmt: skip
    lines.append(f"{tables.LEGEND}. Accuracies are of training samples held out, after so many epochs.")
    if trained is not None:
        lines += ["", tables.evaluations_table(trained.evaluations), f"written: {trained.path}"]
    return printable("\n".join(lines))


def _record(request: SearchRequest, found: Sequence[Found]) -> Search:
    trials: tuple[Trial, ...] = tuple(one.trial for one in sorted(found, key=lambda one: one.number))
    return Search(request.space.hash, request.sampler, request.goal, request.seed, trials)


def _json(record: SearchRecord, found: Sequence[Found], ended: Ended, trained: Any) -> dict[str, Any]:
    import json

    request = record.request
    ranked = _ranked(request, found)
    return {
        "request": json.loads(request.to_json()),
        "end": ended.end,
        "candidates": ended.candidates,
        "best": ranked[0].trial.key if ranked else None,
        "found": [
            {
                "number": one.number,
                "reward": None if one.trial.failed else request.goal.score(one.trial.metrics),
                "values": request.space.values(request.space.decode(one.trial.key)),
                "elapsed": one.elapsed,
                **one.trial.to_json(),
            }
            for one in sorted(found, key=lambda one: one.number)
        ],
        "trained": None
        if trained is None
        else {"path": trained.path, "evaluations": [tables.evaluation_json(one) for one in trained.evaluations]},
    }


def _list(as_json: bool) -> None:
    found = load_spaces().spaces
    if as_json:
        rows = [
            {"key": one.key, "name": one.name, "builder": one.builder, "choices": len(one.choices), "count": one.count}
            for one in found.values()
        ]
        print_json({"spaces": rows})
        return
    rows_ = [[one.key, one.name, str(len(one.choices)), f"{one.count:.3g}"] for one in found.values()]
    print(tables.table(["Space", "Name", "Choices", "Architectures"], rows_, range(2, 4)))
