"""What the window says about searches: names of methods, of ways to judge a candidate, and of what came out."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from edgeviz.core.errors import EdgeVizError
from edgeviz.core.nas.request import Clock, Fidelity, Proxy, SearchRequest
from edgeviz.core.nas.space import Space, Value
from edgeviz.ui.formatting import NOTHING, joined, number
from edgeviz.ui.texts import kept, shown

# lupdate finds calls of "translate" with a literal context.
translate = QCoreApplication.translate

#: From here on a count is written as a power of ten.
LARGE = 1_000_000


def sampler_name(key: str) -> str:
    return shown(_sampler(key))


def _sampler(key: str) -> str:
    return {
        "evolution": kept("Regularized evolution"),
        "nsga2": "NSGA-II",
        "tpe": "TPE",
        "local": kept("Local search"),
        "policy": kept("Policy gradient"),
        "controller": kept("Recurrent controller (MnasNet)"),
        "random": kept("Random"),
        "differentiable": kept("Differentiable (FBNet)"),
    }.get(key, key)


def sampler_tip(key: str) -> str:
    return {
        "evolution": translate(
            "Search", "A mutation of the best of a few of the youngest candidates comes next. Real et al. 2019."
        ),
        "nsga2": translate(
            "Search", "Keeps a front of accuracy and cost, and crosses and mutates what is on it. Deb et al. 2002."
        ),
        "tpe": translate(
            "Search", "Draws near good candidates and away from poor ones. Bergstra et al. 2011, Falkner et al. 2018."
        ),
        "local": translate("Search", "Goes to the first better neighbour, and starts again where there is none."),
        "policy": translate("Search", "Learns the probability of each value by policy gradient (PPO)."),
        "controller": translate(
            "Search", "A recurrent network writes the architecture choice by choice and learns from the reward."
        ),
        "random": translate("Search", "Guided by nothing: what every other method must beat."),
        "differentiable": translate(
            "Search",
            "Learns which operator each layer takes while one network with all of them is trained. Wu et al. 2019.",
        ),
    }.get(key, "")


def setting_name(name: str) -> str:
    """Of a sampler's setting; the field's own name where it has none here."""
    return {
        "population": translate("Search", "Population"),
        "sample": translate("Search", "Drawn"),
        "crossover": translate("Search", "Crossover"),
        "mutation": translate("Search", "Mutation"),
        "start": translate("Search", "Random at first"),
        "share": translate("Search", "Good share"),
        "good": translate("Search", "Good at most"),
        "proposals": translate("Search", "Proposals"),
        "changes": translate("Search", "Changes"),
        "others": translate("Search", "Others"),
        "draws": translate("Search", "Draws"),
        "kick": translate("Search", "Kick"),
        "batch": translate("Search", "Batch"),
        "passes": translate("Search", "Passes"),
        "rate": translate("Search", "Rate"),
        "clip": translate("Search", "Clip"),
        "entropy": translate("Search", "Entropy"),
        "decay": translate("Search", "Decay"),
    }.get(name, name.replace("_", " ").capitalize())


def fidelity_name(fidelity: Fidelity) -> str:
    return {
        Fidelity.SHORT: translate("Search", "Short training"),
        Fidelity.HALVING: translate("Search", "Successive halving"),
        Fidelity.SUPERNET: translate("Search", "Shared weights (supernet)"),
    }[fidelity]


def fidelity_tip(fidelity: Fidelity) -> str:
    return {
        Fidelity.SHORT: translate("Search", "Every candidate is trained from scratch for the epochs below."),
        Fidelity.HALVING: translate(
            "Search",
            "All are trained a little, the best of them longer, the best of those to the end. Li et al. 2020.",
        ),
        Fidelity.SUPERNET: translate(
            "Search",
            "One network is trained for all candidates, and each takes its weights from it: quick, but accuracies are "
            "only good for comparing. Yu and Huang 2019.",
        ),
    }[fidelity]


def proxy_name(proxy: Proxy) -> str:
    return {
        Proxy.NONE: translate("Search", "None"),
        Proxy.SYNFLOW: "SynFlow",
        Proxy.NASWOT: "NASWOT",
        Proxy.GRADIENT: translate("Search", "Gradient norm"),
    }[proxy]


def proxy_tip(proxy: Proxy) -> str:
    return {
        Proxy.NONE: translate("Search", "Every architecture that is drawn is evaluated."),
        Proxy.SYNFLOW: translate("Search", "How much signal gets through the network. Tanaka et al. 2020."),
        Proxy.NASWOT: translate("Search", "How differently samples switch its units on. Mellor et al. 2021."),
        Proxy.GRADIENT: translate("Search", "Norm of the gradient of one batch."),
    }[proxy]


def clock_name(clock: Clock) -> str:
    return {
        Clock.RUNTIME: translate("Search", "Measured here"),
        Clock.REMOTE: translate("Search", "Measured on a remote device"),
        Clock.TABLE: translate("Search", "Table of measured layers"),
        Clock.MODELLED: translate("Search", "Modelled device"),
    }[clock]


def clock_tip(clock: Clock) -> str:
    return {
        Clock.RUNTIME: translate("Search", "● Each candidate runs in onnxruntime on this machine."),
        Clock.REMOTE: translate("Search", "● Each candidate runs in onnxruntime on the device, over ssh."),
        Clock.TABLE: translate("Search", "○ The sum of layers that were timed on this machine (Device, Calibrate)."),
        Clock.MODELLED: translate("Search", "◇ Roofline of the device's profile: nothing is timed."),
    }[clock]


def outcome_name(state: str) -> str:
    """Of ``SearchRun.state``."""
    return {
        "queued": translate("Search", "waiting"),
        "running": translate("Search", "running"),
        "paused": translate("Search", "paused"),
        "finished": translate("Search", "finished"),
        "failed": translate("Search", "failed"),
        "cancelled": translate("Search", "stopped"),
        "interrupted": translate("Search", "interrupted"),
    }.get(state, state)


def count_text(count: int) -> str:
    """Of architectures: "13,824", or "5.2 × 10¹²" where nobody counts the digits."""
    if count < LARGE:
        return number(count)
    power = len(str(count)) - 1
    lead = count / 10**power if power < 300 else float(f"{str(count)[0]}.{str(count)[1:4]}")
    raised = str(power).translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))
    return f"{number(lead, 1)} × 10{raised}"


def value_text(value: Value) -> str:
    """A choice's value as one reads it."""
    if isinstance(value, bool):
        return translate("Search", "yes") if value else translate("Search", "no")
    if isinstance(value, float):
        return number(value, next(places for places in range(7) if places == 6 or round(value, places) == value))
    return str(value)


def search_title(request: SearchRequest) -> str:
    """What a search is called that nobody named, in English."""
    return request.name or joined([request.space.name, _sampler(request.sampler)])


def architecture_text(space: Space, key: str) -> str:
    """The values of an architecture, block by block: "inverted 6 · 3 · …"; NOTHING for a key of another space."""
    try:
        values = space.values(space.decode(key))
    except EdgeVizError:
        return NOTHING
    groups: dict[str, list[str]] = {}
    for name, value in values.items():
        head, _, _ = name.rpartition(".")
        groups.setdefault(head, []).append(value_text(value))
    return "  ".join(" ".join(parts) for parts in groups.values())


def operator_name(operator: str) -> str:
    return {
        "conv": translate("Search", "conv"),
        "separable": translate("Search", "separable"),
        "inverted": translate("Search", "inverted"),
    }.get(operator, operator)


def part_name(name: str, value: str) -> str:
    """A value of a stage with what it is, as short as it can be understood; "" for what goes without saying."""
    match name:
        case "expansion":
            return translate("Search", "×{}").format(value)
        case "squeeze_excite":
            return "" if value == "0" else translate("Search", "SE {}").format(value)
        case "skip":
            return translate("Search", "no skip") if value == "none" else ""
        case "weight_bits":
            return f"W{value}"
        case "activation_bits":
            return f"A{value}"
        case "":
            return value
        case _:
            return f"{name} {value}"


def fact_name(name: str) -> str:
    """Of what a sampler says of itself."""
    return {
        "entropy": translate("Search", "Entropy (nats)"),
        "population": translate("Search", "Population"),
        "mean reward": translate("Search", "Mean reward of the population"),
        "best reward": translate("Search", "Best reward of the population"),
        "front": translate("Search", "Candidates on the front"),
    }.get(name, name.capitalize())
