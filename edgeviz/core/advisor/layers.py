"""Rules about single layers: scales, ends, outliers, and where the loss is."""

from __future__ import annotations

from dataclasses import replace
from math import sqrt

from edgeviz.core.advisor.situation import (
    Advice,
    Share,
    Situation,
    bits_text,
    describes,
    kilobytes,
    larger,
    layers_text,
    named,
    percent,
    points,
    say,
)
from edgeviz.core.comparison import Verdict, compare
from edgeviz.core.graph import Layer
from edgeviz.core.recipe import KEPT_BITS, LayerRecipe, Recipe
from edgeviz.core.sensitivity import Part
from edgeviz.core.spec import Granularity, Observer, Spec, at_least, weight_spec

#: Part of the predicted loss that makes a group stand out, and the groups that there must be.
DOMINATES, GROUPS = 0.4, 3
#: Part of the predicted loss that an activation must have, or dB below 6.02·bits its SQNR must be, to need clipping.
HEAVY, FAR = 0.25, 20.0
#: What lowering layers may add to the predicted loss, and must take off the file.
FREE, WORTH = 0.05, 0.02


def per_channel(at: Situation) -> Advice | None:
    """One scale for a whole weight at 8 bits or less, in a layer or a recipe that loses."""
    keys = [layer.key for layer in at.graph.layers if _one_scale(layer, at.recipe[layer.key].weight)]
    if not keys:
        return None
    changes = {key: replace(at.recipe[key].weight, granularity=Granularity.CHANNEL) for key in keys}
    better = at.with_specs(Part.WEIGHT, changes)
    losses = {key: loss for key in keys if (loss := _alone(at, key)) is not None}
    twin = at.evaluation_of(better)
    gain = at.lost / 2
    if losses:
        worst = max(losses, key=lambda key: losses[key])
        summary = say(
            "Layer {layer} loses {points} at {bits} bits per tensor: use per channel.",
            layer=named(at.layer(worst)), points=points(losses[worst]), bits=at.recipe[worst].weight.bits,
        )  # fmt: skip
        gain = max(gain, losses[worst])
    elif twin is not None and at.evaluation is not None:
        found = compare(twin, at.evaluation)
        if found.verdict is not Verdict.BETTER:
            return None
        gain = found.difference or 0.0
        summary = say(
            "With one scale per channel the same widths measured {points} better than per tensor.", points=points(gain)
        )
    elif at.lost:
        depthwise = [key for key in keys if at.layer(key).kind.startswith("Depthwise")]
        summary = say(
            "The recipe loses {points}, and {layers} at {bits} bits per tensor: use per channel.",
            points=points(at.lost), bits=bits_text(at.recipe[key].weight for key in keys),
            layers=layers_text(depthwise or keys) + (" is" if len(depthwise or keys) == 1 else " are"),
        )  # fmt: skip
    else:
        return None
    return Advice(
        "per-channel",
        summary,
        say("One scale must span the widest channel; channels with small weights then get few of the levels."),
        say("Gives {layers} a scale for each channel; the file would take {added}.",
            layers=layers_text(keys), added=larger(at.added(better))),
        say("Use per channel"), gain, better, layers=tuple(keys),
    )  # fmt: skip


def _one_scale(layer: Layer, spec: Spec) -> bool:
    return spec.is_uniform and spec.bits <= 8 and spec.granularity is Granularity.TENSOR and layer.channels > 1


def _alone(at: Situation, key: str) -> float | None:
    """The accuracy that the layer's weights cost alone, as they are: measured as a recipe, or in a table."""
    spec = at.recipe[key].weight
    alone = at.evaluation_of(Recipe({key: LayerRecipe(weight=spec)}))
    if alone is not None and at.reference is not None:
        found = compare(alone, at.reference)
        return -(found.difference or 0.0) if found.verdict is Verdict.WORSE else None
    for table in at.tables:
        cell = table.get(key, Part.WEIGHT, spec.bits) if describes(table, Part.WEIGHT, spec) else None
        if cell is not None and cell.accuracy_change is not None and _is_clear(at, cell.accuracy_change, cell.samples):
            return -cell.accuracy_change
    return None


def _is_clear(at: Situation, change: float, samples: int) -> bool:
    """Whether a loss of accuracy on ``samples`` is more than chance, with the pairs unknown: as if independent."""
    known = at.measured(at.reference, "accuracy")
    plain = known.value if known is not None else 0.5
    then = min(1.0, max(0.0, plain + change))
    error = sqrt((plain * (1 - plain) + then * (1 - then)) / samples) if samples else 1.0
    return change < -1.96 * error


def ends(at: Situation) -> Advice | None:
    """First and last layer below 8 bits in a recipe that loses, unless a table says that they bear less than most."""
    if not at.lost or len(at.graph.layers) < GROUPS:
        return None
    narrow = []
    for layer in (at.graph.layers[0], at.graph.layers[-1]):
        spec = at.recipe[layer.key].weight
        share = next((s for s in at.shares if s.part is Part.WEIGHT and layer.key in s.keys), None)
        if spec.bits < 8 and (share is None or share.loss >= at.predicted_loss / len(at.shares)):
            narrow.append(layer.key)
    if not narrow:
        return None
    better = at.with_specs(Part.WEIGHT, {key: at_least(at.recipe[key].weight, 8) for key in narrow})
    part = sum(s.loss for s in at.shares if s.part is Part.WEIGHT and set(narrow) & set(s.keys))
    known = part / at.predicted_loss if at.predicted_loss else None
    places = {at.graph.layers[0].key: "first", at.graph.layers[-1].key: "last"}
    which = " and ".join(f"the {places[key]} layer {key}" for key in narrow)
    summary = say(
        "The recipe loses {points} with {layers} at {bits} bits: keep 8.",
        points=points(at.lost), layers=which, bits=bits_text(at.recipe[key].weight for key in narrow),
    )  # fmt: skip
    why = say("The input and the class scores pass through few weights, and their errors reach everything.")
    if known is not None:
        why = say("{share} of the predicted loss is theirs.", share=percent(known))
    return Advice(
        "ends", summary, why,
        say("Sets their weights to 8 bits; the file would take {added}.", added=larger(at.added(better))),
        say("Keep at 8 bits"), at.lost * (known if known is not None else 0.3), better, layers=tuple(narrow),
    )  # fmt: skip


def dominating(at: Situation) -> Advice | None:
    """One group with most of the predicted loss gets one width more: the next that the file has room for anyway."""
    if at.is_fine or len(at.shares) < GROUPS or not at.predicted_loss or at.table is None:
        return None
    worst = at.shares[0]
    part = worst.loss / at.predicted_loss
    if part < DOMINATES:
        return None
    wider = _wider(at, worst)
    if wider is None:
        return None
    spec, loss = wider
    better = at.with_specs(worst.part, dict.fromkeys(worst.keys, spec))
    what = "weights" if worst.part is Part.WEIGHT else "input"
    summary = say(
        "{share} of the predicted loss is from the {what} of {layers} at {bits} bits: use {wider}.",
        what=what, layers=layers_text(worst.keys), bits=worst.spec.bits, share=percent(part), wider=spec.bits,
    )  # fmt: skip
    why = say(
        "The predicted loss falls from {old} to {new} nats a sample.",
        old=f"{at.predicted_loss:.2g}", new=f"{at.predicted_loss - worst.loss + loss:.2g}",
    )  # fmt: skip
    action = say("Sets {bits} bits; the file would take {added}.", bits=spec.bits, added=larger(at.added(better)))
    gain = (at.lost or 0.03) * (worst.loss - loss) / at.predicted_loss
    return Advice(
        "dominating", summary, why, action, say("Use {bits} bits", bits=spec.bits), gain, better, layers=worst.keys
    )


def _wider(at: Situation, share: Share) -> tuple[Spec, float] | None:
    """The next stored width of the group for which the table has less loss, and that loss."""
    assert at.table is not None
    for bits in (2, 4, 8, 16):
        if bits <= share.spec.bits:
            continue
        spec = replace(share.spec, bits=bits)
        loss = at.loss(at.table, share.keys, share.part, spec)
        if loss is not None and loss < share.loss:
            return spec, loss
    return None


def clipping(at: Situation) -> Advice | None:
    """Min-max ranges of activations with outliers: a low SQNR for the width, or much of the predicted loss."""
    if at.is_fine:
        return None
    found: dict[tuple[str, ...], tuple[float, str, float]] = {}
    losses = {share.keys: share.loss for share in at.shares if share.part is Part.ACTIVATION}
    for keys in at.groups(Part.ACTIVATION):
        spec = at.spec(keys[0], Part.ACTIVATION)
        if not spec.is_uniform or spec.observer is not Observer.MINMAX or spec.bits > 8:
            continue
        noise = [
            (cell.sqnr, key)
            for table in at.tables
            if describes(table, Part.ACTIVATION, spec)
            for key in keys
            if (cell := table.get(key, Part.ACTIVATION, spec.bits)) is not None and cell.sqnr is not None
        ]
        part = losses.get(keys, 0.0) / at.predicted_loss if at.predicted_loss else 0.0
        if noise and (min(noise)[0] < 6.02 * spec.bits - FAR or part >= HEAVY):
            found[keys] = (*min(noise), part)
    if not found:
        return None
    worst = max(found, key=lambda keys: (found[keys][2], -found[keys][0]))
    noise_of, noisiest, part = found[worst]
    changed = [key for keys in found for key in keys]
    specs = {key: replace(at.spec(key, Part.ACTIVATION), observer=Observer.MSE) for key in changed}
    summary = say(
        "The input of {layers} has an SQNR of only {sqnr} dB at {bits} bits: clip its range.",
        layers=layers_text([noisiest]), sqnr=f"{noise_of:.1f}", bits=at.spec(worst[0], Part.ACTIVATION).bits,
    )  # fmt: skip
    why = say("The range from the least to the largest value leaves few levels for the values between outliers.")
    if part >= HEAVY:
        why = say("It has {share} of the predicted loss, with a range from the least to the largest value.",
                  share=percent(part))  # fmt: skip
    return Advice(
        "clipping", summary, why,
        say("Chooses the ranges of {layers} for the least squared error, which clips outliers.",
            layers=layers_text(changed)),
        say("Clip by squared error"), (at.lost or 0.02) * max(part, 0.2), at.with_specs(Part.ACTIVATION, specs),
        layers=tuple(changed),
    )  # fmt: skip


def lower(at: Situation) -> Advice | None:
    """Weights that narrower storage costs next to nothing, by the predicted loss."""
    if at.table is None or not at.predicted_loss:
        return None
    options = []
    kept = set(at.recipe.kept)
    for keys in at.groups(Part.WEIGHT):
        spec = at.spec(keys[0], Part.WEIGHT)
        loss = at.loss(at.table, keys, Part.WEIGHT, spec)
        for bits in (8, 4, 2):
            if bits >= spec.storage_bits or loss is None or (bits < KEPT_BITS and kept & set(keys)):
                continue
            narrow = replace(spec, bits=bits) if spec.is_uniform else weight_spec(bits)
            then = at.loss(at.table, keys, Part.WEIGHT, narrow)
            if then is not None and then - loss <= FREE * at.predicted_loss:
                saved = (spec.storage_bits - bits) * at.layer(keys[0]).weight_elements
                options.append((max(0.0, then - loss) / saved, keys, narrow, max(0.0, then - loss)))
    options.sort(key=lambda option: option[0])
    changes: dict[str, Spec] = {}
    costs: dict[tuple[str, ...], float] = {}
    for _, keys, narrow, cost in options:
        known = costs.get(keys, 0.0)
        total = sum(costs.values()) - known + cost
        if total <= FREE * at.predicted_loss and (keys[0] not in changes or narrow.bits < changes[keys[0]].bits):
            costs[keys] = cost
            changes |= dict.fromkeys(keys, narrow)
    if not changes:
        return None
    smaller = at.with_specs(Part.WEIGHT, changes)
    saved, size = -at.added(smaller), at.size()
    if not size or saved < WORTH * size:
        return None
    keys = tuple(changes)
    summary = say(
        "Lower the weights of {layers} to {bits} bits: {saved} ({share}) less for {loss} more predicted loss.",
        layers=layers_text(keys), bits=bits_text(changes.values()), saved=kilobytes(saved),
        share=percent(saved / size), loss=percent(sum(costs.values()) / at.predicted_loss),
    )  # fmt: skip
    return Advice(
        "lower", summary, say("By the sensitivity they cost next to nothing there; the figure is a prediction."),
        say("Sets these widths; the file is predicted to take {size}.", size=kilobytes(at.size(smaller))),
        say("Lower them"), (0.03 if at.lost else 0.1) * saved / size, smaller, layers=keys,
    )  # fmt: skip


def tied(at: Situation) -> Advice | None:
    """Layers that share a tensor at different widths."""
    for part in Part:
        apart = [
            keys
            for keys in at.groups(part)
            if len({(at.spec(key, part).scheme, at.spec(key, part).bits) for key in keys}) > 1
        ]
        if not apart:
            continue
        changes: dict[str, Spec] = {}
        for keys in apart:
            widest = max((at.spec(key, part) for key in keys), key=lambda spec: spec.bits)
            changes |= dict.fromkeys(keys, widest)
        first = apart[0]
        widths = " and ".join(dict.fromkeys(at.spec(key, part).label for key in first))
        what = "weight" if part is Part.WEIGHT else "activation"
        better = at.with_specs(part, changes)
        return Advice(
            "tied",
            say("The {what} that {layers} share has {widths} bits: one width can serve them all.",
                what=what, layers=layers_text(first), widths=widths),
            say("A weight is stored once, and integer kernels join tensors of one width only; the rest is converted."),
            say("Gives each such group its widest width ({groups} in all); the file would take {added}.",
                groups=len(apart), added=larger(at.added(better))),
            say("Use one width"), 0.015, better, layers=tuple(changes),
        )  # fmt: skip
    return None
