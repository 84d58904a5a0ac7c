"""Rules about the whole recipe: what is missing, what is at chance, what is free, and what saves no time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from edgeviz.core.advisor.situation import (
    TOLERATED,
    Advice,
    Request,
    Situation,
    bits_text,
    kilobytes,
    larger,
    latency,
    layers_text,
    percent,
    points,
    say,
)
from edgeviz.core.comparison import Comparison, Test, Verdict, compare, p_text
from edgeviz.core.metric import Evaluation, Metric
from edgeviz.core.presets import uniform_recipe
from edgeviz.core.recipe import Calibration
from edgeviz.core.sensitivity import Method, Part
from edgeviz.core.spec import activation_spec, weight_spec

#: Calibration samples below which ranges depend on which samples they happened to be, and what is suggested.
FEW, ENOUGH = 64, 256
#: Part of the file that another recipe must save to be worth a mention.
SMALLER = 0.05


def no_data(at: Situation) -> Advice | None:
    if at.has_data or not at.graph.runs:
        return None
    return Advice(
        "no-data",
        say("There is no data: no accuracy can be measured."),
        say("Without it only sizes, costs and the rounding error of weights are known."),
        say("Opens the dialogue in which data is chosen."),
        say("Choose data…"), 1.0, request=Request.CHOOSE_DATA,
    )  # fmt: skip


def float_at_chance(at: Situation) -> Advice | None:
    """The float model guesses: as a rule its input is prepared in another way than when it was trained."""
    plain, classes = at.measured(at.reference, "accuracy"), at.graph.classes()
    if not at.is_guessing or plain is None or not classes:
        return None
    return Advice(
        "float-at-chance",
        say("The float model is right on {value} of {samples} samples: guessing gives {chance}.",
            value=percent(plain.value), samples=f"{plain.samples or 0:,}", chance=percent(1 / classes)),
        say("Data read in another way than in training (scale, mean, layout) or labels of other classes look so. "
            "Comparing recipes means nothing until that is mended."),
        say("Opens the dialogue in which data is chosen, and how it is read."),
        say("Check the data…"), 1.0, request=Request.CHOOSE_DATA,
    )  # fmt: skip


def no_sensitivity(at: Situation) -> Advice | None:
    """Nothing tells layers apart yet."""
    possible = at.has_data and at.graph.runs
    known = any(table.cells and (table.method is not Method.SQNR or not possible) for table in at.tables)
    if known or at.graph.macs == 0:
        return None
    why = say("The gradients of one pass over the data say so for every layer and width at once.")
    if not possible:
        why = say("The rounding error of the weights says something already, without data.")
    return Advice(
        "no-sensitivity",
        say("It is not known yet which of the {layers} layers suffers from which width.", layers=len(at.graph.layers)),
        why, say("Estimates it in the background and shows it under Sensitivity."),
        say("Estimate sensitivity"), max(0.02, 0.4 * at.lost), request=Request.SENSITIVITY,
    )  # fmt: skip


def start(at: Situation) -> Advice | None:
    """Everything is float still."""
    if not at.recipe.is_float32 or not (at.has_data and at.graph.runs):
        return None
    # Widths alone: calibration, repairs and kept layers stay as they were chosen.
    eight = replace(at.recipe, layers=uniform_recipe(at.graph, 8, 8).layers)
    measured = at.evaluation_of(eight)
    found = compare(measured, at.reference) if measured is not None and at.reference is not None else None
    if found is not None and found.verdict is Verdict.WORSE:
        return None
    why = say("8 bits per channel, with ranges from the data, are where one begins.")
    if found is not None and found.verdict is not Verdict.INCOMPARABLE:
        why = say("Measured: {verdict}.", verdict=_sure(found))
    return Advice(
        "start",
        say("All {layers} layers are float: with 8 bits the file takes {new} instead of {old}.",
            layers=len(at.graph.layers), new=kilobytes(at.size(eight)), old=kilobytes(at.size())),
        why, say("Sets weights and activations of every layer to 8 bits."),
        say("Use 8 bits"), 0.05, eight,
    )  # fmt: skip


def at_chance(at: Situation) -> Advice | None:
    """One- and two-bit weights that have lost most of what the float model has above guessing."""
    accuracy, plain = at.measured(at.evaluation, "accuracy"), at.measured(at.reference, "accuracy")
    classes = at.graph.classes()
    keys = [x.key for x in at.graph.layers if at.recipe[x.key].weight.bits <= 2]
    if not keys or not at.lost or accuracy is None or plain is None or not classes or classes < 2:
        return None
    chance = 1 / classes
    if accuracy.value - chance > (plain.value - chance) / 2:
        return None
    widths = bits_text(at.recipe[key].weight for key in keys)
    near = accuracy.low is not None and accuracy.low <= chance
    pattern = (
        "With {widths}-bit weights in {layers} the accuracy is {value}: guessing gives {chance}."
        if near
        else "With {widths}-bit weights in {layers} the accuracy falls to {value}, from {plain} in float."
    )
    summary = say(
        pattern, widths=widths, layers=layers_text(keys), value=percent(accuracy.value), chance=percent(chance),
        plain=percent(plain.value),
    )  # fmt: skip
    specs = {}
    for key in keys:
        spec = at.recipe[key].weight
        specs[key] = replace(spec, bits=4) if spec.is_uniform else weight_spec(4)
    better = at.with_specs(Part.WEIGHT, specs)
    return Advice(
        "at-chance", summary, say("So few levels need training with them; rounding trained weights is not enough."),
        say("Sets these weights to 4 bits; the file would take {added}.", added=larger(at.added(better))),
        say("Use 4 bits"), 0.9 * at.lost, better, layers=tuple(keys),
    )  # fmt: skip


def free_bits(at: Situation) -> Advice | None:
    """Weights that are stored wider than they are: the file is no smaller for the bits that are given away."""
    keys = []
    for layer in at.graph.layers:
        spec = at.recipe[layer.key].weight
        if spec.is_uniform and 3 <= spec.bits < spec.storage_bits:
            keys.append(layer.key)
    if not keys:
        return None
    specs = {key: replace(at.recipe[key].weight, bits=at.recipe[key].weight.storage_bits) for key in keys}
    better = at.with_specs(Part.WEIGHT, specs)
    after = replace(at, recipe=better)
    why = say("The format has integers of 2, 4, 8 and 16 bits and nothing between.")
    # One bit more quarters the rounding error: where most weights have so few, that is what they lose by.
    part = 0.6 if at.table is None and 2 * len(keys) > len(at.graph.layers) and _narrowest(at, keys) == 3 else 0.0
    if at.predicted_loss and after.table is at.table and after.predicted_loss < at.predicted_loss:
        part = 1 - after.predicted_loss / at.predicted_loss
        why = say("The predicted loss falls by {share}; bit operations, which count nominal widths, rise.",
                  share=percent(part))  # fmt: skip
    return Advice(
        "free-bits",
        say("{bits}-bit weights of {layers} are stored with {stored} bits: take the rest, it is free.",
            bits=bits_text(at.recipe[key].weight for key in keys), layers=layers_text(keys),
            stored=bits_text(specs.values())),
        why, say("Sets the stored widths; the file would take {added}.", added=larger(at.added(better))),
        say("Take the free bits"), 0.005 + at.lost * part, better, layers=tuple(keys),
    )  # fmt: skip


def _narrowest(at: Situation, keys: Sequence[str]) -> int:
    return min(at.recipe[key].weight.bits for key in keys)


def no_time(at: Situation) -> Advice | None:
    """Integer weights beside float or 16-bit activations, which run in float here and measured no faster."""
    keys = [
        x.key
        for x in at.graph.layers
        if x.input and not at.recipe[x.key].weight.is_float and at.recipe[x.key].activation.bits > 8
    ]
    if at.profile is not None and at.profile.recipe == at.recipe.hash:
        return None  # the kernels are known: ``kernels`` says which layers it is
    mine, plain = at.measured(at.evaluation, "latency"), at.measured(at.reference, "latency")
    if not keys or at.device is not None or not at.has_data or mine is None or plain is None or _faster(mine, plain):
        return None
    specs = {key: activation_spec(8) for key in keys}
    return Advice(
        "no-time",
        say("The weights of {layers} save size, not time: {mine} here, {plain} in float.",
            layers=layers_text(keys), mine=latency(mine.value), plain=latency(plain.value)),
        say("onnxruntime has integer kernels for 8-bit activations; beside wider ones it turns weights into float."),
        say("Sets the activations of these layers to 8 bits."),
        say("Use 8-bit activations"), 0.03, at.with_specs(Part.ACTIVATION, specs), layers=tuple(keys),
    )  # fmt: skip


def no_time_below_eight(at: Situation) -> Advice | None:
    """Weights below 8 bits that cost accuracy and save size, but measured no faster than with 8."""
    keys = [
        x.key
        for x in at.graph.layers
        if x.input and at.recipe[x.key].weight.is_uniform and at.recipe[x.key].weight.bits < 8
        and at.recipe[x.key].activation.is_integer and at.recipe[x.key].activation.bits <= 8
    ]  # fmt: skip
    if not keys or at.device is not None:
        return None
    twin = at.with_specs(Part.WEIGHT, {key: replace(at.recipe[key].weight, bits=8) for key in keys})
    measured = at.evaluation_of(twin)
    mine, other = at.measured(at.evaluation, "latency"), at.measured(measured, "latency")
    if at.evaluation is None or measured is None or mine is None or other is None or _faster(mine, other):
        return None
    found = compare(measured, at.evaluation)
    if found.verdict is not Verdict.BETTER:
        return None
    return Advice(
        "no-time-below-8",
        say("{bits}-bit weights take {saved} less than 8 bits and no less time ({mine}, {other}), for {points}.",
            bits=bits_text(at.recipe[key].weight for key in keys), saved=kilobytes(at.added(twin)),
            mine=latency(mine.value), other=latency(other.value), points=points(found.difference or 0.0)),
        say("onnxruntime computes with 8-bit integers and widens narrower weights when it loads them."),
        say("Sets these weights to 8 bits, which pays where time counts more than size."),
        say("Use 8-bit weights"), 0.5 * (found.difference or 0.0), twin, layers=tuple(keys),
    )  # fmt: skip


def _faster(one: Metric, other: Metric) -> bool:
    """Whether ``one`` is clearly below ``other``: by their intervals where they have some."""
    high = one.high if one.high is not None else one.value
    low = other.low if other.low is not None else other.value
    return high < low


def calibration(at: Situation) -> Advice | None:
    """Activation ranges from a handful of samples."""
    samples = at.recipe.calibration.samples
    if samples >= FEW or not any(row.activation.is_integer for _, row in at.recipe.rows()):
        return None
    return Advice(
        "calibration",
        say("Activation ranges come from only {samples} samples.", samples=samples),
        say("With so few, the largest value depends on which samples they happen to be."),
        say("Takes {samples} samples, or as many as the calibration data has.", samples=ENOUGH),
        say("Use {samples} samples", samples=ENOUGH), 0.01 + 0.2 * at.lost,
        replace(at.recipe, calibration=Calibration(ENOUGH)),
    )  # fmt: skip


def room(at: Situation) -> Advice | None:
    """No clear difference from float, and none that could be large: a smaller recipe may do."""
    found = at.comparison
    mine = at.measured(at.evaluation, "size")
    if found is None or mine is None or at.is_guessing or not _harmless(found):
        return None
    summary = say("No clear difference from float ({sure}): there is room to go smaller.", sure=_sure_of(found))
    smaller = [e for e in at.evaluations if _size(at, e) < (1 - SMALLER) * mine.value]
    assert at.reference is not None
    fine = [e for e in smaller if not e.recipe.is_float32 and _harmless(compare(e, at.reference))]
    if fine:
        best = min(fine, key=lambda e: _size(at, e))
        also = compare(best, at.reference)
        return Advice(
            "room", summary,
            say("A recipe with {size} instead of {mine} shows none either ({sure}).",
                size=kilobytes(_size(at, best)), mine=kilobytes(mine.value), sure=_sure_of(also)),
            say("Makes that recipe the current one."), say("Use the smaller one"),
            0.1 * (1 - _size(at, best) / mine.value), best.recipe,
        )  # fmt: skip
    # Measured before single samples were kept: not clearly worse is all that is known, and measuring again tells.
    unsure = [e for e in smaller if e.outcomes is None and compare(e, at.reference).verdict is Verdict.UNCLEAR]
    if unsure:
        best = min(unsure, key=lambda e: _size(at, e))
        return Advice(
            "room", summary,
            say("One with {size} instead of {mine} may be as good: {verdict}.", size=kilobytes(_size(at, best)),
                mine=kilobytes(mine.value), verdict=_sure(compare(best, at.reference))),
            say("Makes that recipe the current one and measures it sample by sample."), say("Try the smaller one"),
            0.05 * (1 - _size(at, best) / mine.value), best.recipe,
        )  # fmt: skip
    if smaller:
        return None
    return Advice(
        "room", summary, say("Nothing smaller has been measured yet."),
        say("Measures the same width in every layer, from 16 bits to 1."),
        say("Measure uniform widths"), 0.02, request=Request.UNIFORM,
    )  # fmt: skip


def _harmless(found: Comparison) -> bool:
    """Compared in pairs, no clear difference, and at most 2 points below (95 %)."""
    paired = found.test is Test.PAIRED and found.low is not None
    return paired and found.verdict is not Verdict.WORSE and (found.low or 0.0) >= -TOLERATED


def _size(at: Situation, evaluation: Evaluation) -> float:
    metric = at.measured(evaluation, "size")
    return metric.value if metric is not None else float("inf")


def _sure(found: Comparison) -> str:
    return f"{found.verdict.value} ({_sure_of(found)})" if found.samples else found.verdict.value


def _sure_of(found: Comparison) -> str:
    test = p_text(found.p_value) if found.p_value is not None else "by intervals"
    return f"{test}, {found.samples:,} samples"
