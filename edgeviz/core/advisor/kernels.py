"""Rules from facts: what onnxruntime's own graph says about each layer, as measured for exactly this recipe."""

from __future__ import annotations

from collections.abc import Sequence

from edgeviz.core.advisor.situation import Advice, Request, Situation, latency, layers_text, percent, say
from edgeviz.core.sensitivity import Part
from edgeviz.core.spec import Spec, activation_spec

#: What saving no time is worth beside an accuracy; the layers' share of the time scales it.
WORTH = 0.04


def narrow_floats(at: Situation) -> Advice | None:
    """Weights stored below 8 bits that a float kernel multiplies."""
    return _beside_floats(at, "size-not-time", narrow=True)


def weight_only(at: Situation) -> Advice | None:
    """8-bit weights beside activations that are floats."""
    return _beside_floats(at, "weight-only", narrow=False)


def _beside_floats(at: Situation, rule: str, narrow: bool) -> Advice | None:
    keys = [
        key
        for key in _floats(at)
        if (at.profile is not None and at.profile.kernel_of[key].stored_bits < 8) is narrow
        and at.layer(key).input
        and (at.recipe[key].activation.is_float or at.recipe[key].activation.bits > 8)
    ]
    if not keys or at.device is not None:  # the facts are about this machine
        return None
    width = min(at.profile.kernel_of[key].stored_bits for key in keys) if at.profile is not None else 0
    if narrow:
        summary = say("W{bits} here saves size, not time: {layers} stored in {bits} bits, computed in FP32.",
                      layers=layers_text(keys), bits=width)  # fmt: skip
    else:
        summary = say("Weight-only: {layers} stored in 8 bits, computed in FP32 all the same.",
                      layers=layers_text(keys))  # fmt: skip
    why = say("Their inputs are floats, so onnxruntime has no integer kernel for them: {time}.", time=_time(at, keys))
    better = at.with_specs(Part.ACTIVATION, {key: activation_spec(8) for key in keys})
    if not at.has_data:
        return Advice(
            rule, summary, why, say("8-bit activations need ranges, and ranges need data."), say("Choose data"),
            WORTH * _share(at, keys), request=Request.CHOOSE_DATA, layers=tuple(keys),
        )  # fmt: skip
    return Advice(
        rule, summary, why, say("Sets the activations of these layers to 8 bits."), say("Use 8-bit activations"),
        WORTH * _share(at, keys), better, layers=tuple(keys),
    )  # fmt: skip


def activation_missing(at: Situation) -> Advice | None:
    """8 bits on both sides of a layer whose result is read in 16 bits, so that it computes in float."""
    keys: list[str] = []
    readers: dict[str, Spec] = {}
    for key in _floats(at):
        layer, row = at.layer(key), at.recipe[key]
        if not layer.input or not row.activation.is_integer or row.activation.bits > 8 or row.activation.is_sign:
            continue
        after = [x.key for x in at.graph.layers if x.input == layer.output and at.recipe[x.key].activation.bits > 8]
        if after:
            keys.append(key)
            readers.update({reader: activation_spec(8) for reader in after})
    if not keys or at.device is not None or not at.has_data:
        return None
    return Advice(
        "activation-missing",
        say("An activation is missing after {layers}: quantized input and weights, computed in FP32.",
            layers=layers_text(keys)),
        say("What they write is quantized to 8 bits by nobody, so onnxruntime has no integer kernel for them: {time}.",
            time=_time(at, keys)),
        say("Sets the activations of {readers}, which read it, to 8 bits.", readers=layers_text(tuple(readers))),
        say("Quantize the missing activations"), WORTH * _share(at, keys),
        at.with_specs(Part.ACTIVATION, readers), layers=tuple(keys),
    )  # fmt: skip


def _floats(at: Situation) -> list[str]:
    """Layers with integer weights whose kernel multiplies floats; empty where this recipe was not measured."""
    profile = at.profile
    if profile is None or profile.recipe != at.recipe.hash:
        return []
    found = (profile.kernel_of.get(layer.key) for layer in at.graph.layers)
    return [
        kernel.key
        for kernel in found
        if kernel is not None and kernel.saves_size_only and at.recipe[kernel.key].weight.is_integer
    ]


def _share(at: Situation, keys: Sequence[str]) -> float:
    return sum(at.profile.share(key) or 0.0 for key in keys) if at.profile is not None else 0.0


def _time(at: Situation, keys: Sequence[str]) -> str:
    """ "2.0 ms, 61 % of all kernels' time"."""
    times = [at.profile.time_of.get(key) for key in keys] if at.profile is not None else []
    seconds = sum(time.seconds or 0.0 for time in times if time is not None)
    return f"{latency(seconds)}, {percent(_share(at, keys))} of all kernels' time"
