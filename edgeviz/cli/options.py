"""The options that say which recipe and which data, and what they come to."""

from __future__ import annotations

import argparse
import fnmatch
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from edgeviz.cli.exported_data import data_of_export
from edgeviz.core.dataset import DataSpec
from edgeviz.core.errors import ProjectError, RecipeError
from edgeviz.core.graph import ModelGraph
from edgeviz.core.presets import keep_ends, uniform_recipe
from edgeviz.core.recipe import ADAROUND, Calibration, LayerRecipe, Recipe, Repairs
from edgeviz.core.schemes import ACTIVATIONS, WEIGHTS, Named
from edgeviz.core.spec import (
    FLOAT32,
    WEIGHT_OBSERVERS,
    Granularity,
    Observer,
    Scheme,
    Spec,
    activation_spec,
    weight_spec,
)

#: "W4A8", "W4", "A8", "WFP16", "WINT16A8", and "W4:kmeans": what --set takes after the layer, joined by commas.
_WIDTHS = re.compile(r"(?:W(?P<wk>FP|INT)?(?P<wb>\d+))?(?:A(?P<ak>FP|INT)?(?P<ab>\d+))?", re.IGNORECASE)


_NAMED = re.compile(r"(?P<part>[WA])(?P<bits>\d*):(?P<word>[\w-]+)", re.IGNORECASE)


#: An option that is on, off (--no-…) or, where it is not given, as a project or a file has it.
SWITCH: dict[str, Any] = {"action": argparse.BooleanOptionalAction, "default": None}


class UsageError(Exception):
    """The options contradict one another: exit code 2."""


def _numbers(text: str) -> tuple[float, ...]:
    return tuple(float(part) for part in text.split(","))


def _size(text: str) -> tuple[int, int]:
    parts = re.fullmatch(r"(\d+)(?:[x×](\d+))?", text)
    if not parts:
        raise ValueError(text)
    return int(parts[1]), int(parts[2] or parts[1])


def positive(text: str) -> int:
    value = int(text)
    if value < 1:
        raise ValueError(text)
    return value


def whole(text: str) -> int:
    value = int(text)
    if value < 0:
        raise ValueError(text)
    return value


_numbers.__name__, _size.__name__, positive.__name__ = "list of numbers", "size", "positive number"
whole.__name__ = "number"


def _about(scheme: Named) -> str:
    widths = scheme.widths
    bits = f"{widths[0]} bit{'s' * (widths[0] > 1)}" if len(widths) == 1 else f"{widths[-1]} to {widths[0]} bits"
    return f"{scheme.name} ({bits})"


def add_recipe_options(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("recipe")
    group.add_argument("--weights", type=int, metavar="BITS", help="bits of all weights: 32, 16 … 1 (default 8)")
    group.add_argument("--activations", type=int, metavar="BITS", help="bits of all activations (default 8)")
    group.add_argument(
        "--scheme",
        choices=[scheme.word for scheme in WEIGHTS],
        help="published scheme of all weights, at --weights bits where it has several widths: "
        + "; ".join(f"{scheme.word} = {_about(scheme)}" for scheme in WEIGHTS),
    )
    group.add_argument(
        "--activation-scheme",
        choices=[scheme.word for scheme in ACTIVATIONS],
        help="published scheme of all activations: " + "; ".join(f"{s.word} = {_about(s)}" for s in ACTIVATIONS),
    )
    group.add_argument("--recipe", metavar="FILE", help="read the recipe from a JSON file instead")
    group.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="LAYER=W4A8",
        help="bits of one layer, or of all that match a pattern such as 'layer1.*'; W4, A8, WFP16 and WINT16 too, and "
        "schemes as in W4:kmeans, W1:bwn,A1:xnor or W2:twn,A8; can be repeated, later ones win",
    )
    group.add_argument(
        "--preset",
        choices=["turing"],
        help="widths of NVIDIA's Turing (16, 8, 4, 1): the best mix by the project's sensitivity within 75%% of the "
        "size at 8 bits; without one 4 bits, the first and the last layer 8",
    )
    group.add_argument(
        "--observer",
        choices=[o.value for o in Observer],
        help="how ranges are chosen; moving_average and entropy are for activations, weights then keep theirs",
    )
    group.add_argument("--weight-observer", choices=[o.value for o in WEIGHT_OBSERVERS], help="that of weights alone")
    group.add_argument("--percentile", type=float, metavar="P", help="for the percentile observer (default 99.99)")
    group.add_argument("--momentum", type=float, metavar="M", help="for the moving average (default 0.01)")
    group.add_argument(
        "--power-of-two", action="store_true", default=None, help="round scales of integers up to powers of two"
    )
    group.add_argument("--granularity", choices=[g.value for g in Granularity], help="of weights (default channel)")
    group.add_argument("--symmetric", action="store_true", default=None, help="zero point 0 for activations too")
    add_repair_options(parser)


def add_repair_options(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("repairs after quantization, without training")
    group.add_argument("--equalize", **SWITCH, help="cross-layer equalization: for weights with one scale per tensor")
    group.add_argument("--correct-bias", **SWITCH, help="take the mean error of each layer's output off its bias")
    group.add_argument("--reestimate", **SWITCH, help="estimate the (folded) batch norms again on calibration data")
    group.add_argument(
        "--adaround",
        type=whole,
        nargs="?",
        const=ADAROUND,
        metavar="N",
        help=f"learn which weights to round up, N iterations a layer ({ADAROUND:,} where N is left out; 0: off)",
    )
    group.add_argument("--keep-ends", **SWITCH, help="keep the first and the last layer at 8 bits or more")


def add_recipe_arguments(parser: argparse.ArgumentParser) -> None:
    """The two recipes of a comparison."""
    kinds = "a JSON file, W4A8 (or W4, A8, WFP16), float, or current (of a project)"
    parser.add_argument("first", metavar="RECIPE_A", help=kinds)
    parser.add_argument("second", metavar="RECIPE_B", help="what it is compared with, named in the same way")


def add_data_options(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("data")
    group.add_argument(
        "--data",
        metavar="PATH",
        help='"digits", or an .npz, IDX, CIFAR-10 or CSV file or a folder of images by class; '
        "how to read it is guessed from the model (default: what fits the model); the .recipe.json of an export means "
        "the data that it names",
    )
    group.add_argument("--source", help="kind of data, where the guess is wrong: npz, idx, cifar10, folder, csv")
    group.add_argument("--labels", metavar="FILE", help="file with the labels, where they are apart")
    group.add_argument("--label-offset", type=int, metavar="N", help="added to labels; 1 for a background class")
    group.add_argument("--calibration", type=positive, metavar="N", help="samples that set activation ranges")
    group.add_argument("--validation", type=positive, metavar="N", help="samples that accuracy is measured on")
    group.add_argument("--scale", type=float, metavar="X", help="values are multiplied by it, 0.003921569 for bytes")
    group.add_argument("--mean", type=_numbers, metavar="M,M,M", help="subtracted after scaling, per channel")
    group.add_argument("--std", type=_numbers, metavar="S,S,S", help="divided by, per channel")
    group.add_argument("--layout", choices=["NCHW", "NHWC", "none"], help="what the model takes")
    group.add_argument("--resize", type=_size, metavar="HxW", help="resize images")
    group.add_argument("--seed", type=int, metavar="N", help="of the splits (default 0)")


# ---- data ----


def data_changes(options: argparse.Namespace) -> dict[str, Any]:
    names = (
        "source",
        "labels",
        "label_offset",
        "calibration",
        "validation",
        "scale",
        "mean",
        "std",
        "layout",
        "resize",
        "seed",
    )
    return {name: value for name in names if (value := getattr(options, name)) is not None}


@dataclass(frozen=True)
class DataChoice:
    """How the data is found: a given spec, or guessed from ``path`` ("" means from the model alone)."""

    spec: DataSpec | None
    path: str

    def resolve(self, guess: Callable[[str], DataSpec], changes: Mapping[str, Any]) -> DataSpec:
        spec = guess(self.path) if self.spec is None else self.spec
        return replace(spec, **changes) if changes else spec


def data_choice(options: argparse.Namespace, stored: DataSpec | None = None) -> DataChoice:
    if options.data is None:
        return DataChoice(stored, "")
    if options.data == "digits":
        return DataChoice(DataSpec(), "")
    if options.data.lower().endswith(".json"):
        return DataChoice(data_of_export(options.data), "")
    return DataChoice(None, str(Path(options.data).resolve()))


# ---- recipe ----


def recipe_from(
    options: argparse.Namespace,
    graph: ModelGraph,
    stored: Recipe | None = None,
    preset: Callable[[], Recipe] | None = None,
) -> Recipe:
    """The recipe that ``options`` describe; ``preset`` makes the one that --preset names.

    Raises RecipeError, or UsageError on a contradiction.
    """
    keys = [layer.key for layer in graph.layers]
    given = (options.weights, options.activations, options.scheme, options.activation_scheme)
    widths_given = any(value is not None for value in given)
    _check_observers(options)
    if options.preset is not None and preset is not None:
        if widths_given or options.recipe is not None:
            raise UsageError(
                "--preset cannot be combined with --recipe, --weights, --activations or a scheme; use --set"
            )
        stored = preset()
    if options.recipe is not None:
        if widths_given:
            raise UsageError(
                "--recipe cannot be combined with --weights, --activations or a scheme; change layers with --set"
            )
        recipe = read_recipe(options.recipe)
        recipe.check(keys)
    elif stored is not None and not widths_given:
        recipe = stored
    else:
        weights = 8 if options.weights is None else options.weights
        activations = 8 if options.activations is None else options.activations
        if options.scheme or options.activation_scheme:
            recipe = _of_schemes(options, graph)
        else:
            recipe = uniform_recipe(graph, weights, activations)
    for item in options.set:
        recipe = recipe.with_layers(_set_layers(item, keys, recipe))
    recipe = replace(recipe, layers={key: _with_options(row, options) for key, row in recipe.layers.items()})
    if options.calibration is not None:
        recipe = replace(recipe, calibration=Calibration(options.calibration))
    if options.keep_ends is not None:
        recipe = keep_ends(recipe, graph, options.keep_ends)
    return replace(recipe, repairs=repairs_from(options, recipe.repairs))


def repairs_from(options: argparse.Namespace, repairs: Repairs) -> Repairs:
    """``repairs`` with what the options switch on or off."""
    names = ("equalize", "correct_bias", "reestimate", "adaround")
    given: dict[str, Any] = {name: value for name in names if (value := getattr(options, name)) is not None}
    return replace(repairs, **given)


def read_recipe(path: str) -> Recipe:
    if Path(path).exists() and not Path(path).is_file():
        raise RecipeError(f"{path} is not a file.", "Choose the .json file beside an exported model.")
    try:
        with Path(path).open("rb") as file:
            text = file.read((16 << 20) + 1)
        if len(text) > 16 << 20:
            raise RecipeError(f"{path} is too large for a recipe.", "Choose the .json file beside an exported model.")
        return Recipe.from_json(text.decode("utf-8"))
    except OSError as error:
        raise RecipeError(f"{path} cannot be read: {error.strerror or error}.", "Check the path.") from error
    except UnicodeDecodeError as error:
        raise RecipeError(f"{path} is not a recipe.", "Choose the .json file beside an exported model.") from error
    except RecipeError as error:
        raise RecipeError(f"{path}: {error.what}", error.remedy, error.details) from error


def _set_layers(item: str, keys: list[str], recipe: Recipe) -> dict[str, LayerRecipe]:
    pattern, separator, widths = item.rpartition("=")
    if not separator or not widths:
        raise UsageError(f"--set takes LAYER=W4A8 (or W4, A8, WFP16, WINT16, W4:kmeans), not {item!r}")
    changes_of = [_change(piece.strip(), item) for piece in widths.split(",")]
    chosen = [key for key in keys if key == pattern] or [key for key in keys if fnmatch.fnmatchcase(key, pattern)]
    if not chosen:
        near = ", ".join(keys[:4]) + (" …" if len(keys) > 4 else "")
        raise RecipeError(f"--set {item}: the model has no layer {pattern!r}.", f"Its layers are: {near}")
    changes = {}
    for key in chosen:
        row = recipe.chosen(key)
        for change in changes_of:
            row = replace(row, **change)
        changes[key] = row
    return changes


def short_recipe(text: str, graph: ModelGraph) -> Recipe | None:
    """The recipe that "W4A8", "W4" or "WFP16" stands for: the same in every layer. None where ``text`` is no such form.

    Layers whose input cannot be quantized get their weights only. Raises RecipeError for a width that nothing has.
    """
    found = _WIDTHS.fullmatch(text)
    if not text or not found:
        return None
    weight = weight_spec(int(found["wb"]), **_scheme(found["wk"])) if found["wb"] else FLOAT32
    activation = activation_spec(int(found["ab"]), **_scheme(found["ak"])) if found["ab"] else FLOAT32
    return Recipe({x.key: LayerRecipe(weight, activation if x.input else FLOAT32) for x in graph.layers})


def _change(piece: str, item: str) -> dict[str, Spec]:
    """The fields of a LayerRecipe that "W4A8" or "W4:kmeans" sets."""
    if found := _NAMED.fullmatch(piece):
        weight = found["part"].upper() == "W"
        spec = _at(_by_word(found["word"].lower(), weight, item), int(found["bits"]) if found["bits"] else None)
        return {"weight" if weight else "activation": spec}
    plain = _WIDTHS.fullmatch(piece)
    if not piece or not plain:
        raise UsageError(f"--set takes LAYER=W4A8 (or W4, A8, WFP16, WINT16, W4:kmeans), not {item!r}")
    change = {}
    if plain["wb"]:
        change["weight"] = weight_spec(int(plain["wb"]), **_scheme(plain["wk"]))
    if plain["ab"]:
        change["activation"] = activation_spec(int(plain["ab"]), **_scheme(plain["ak"]))
    return change


def _by_word(word: str, weight: bool, item: str) -> Named:
    schemes = WEIGHTS if weight else ACTIVATIONS
    found = next((scheme for scheme in schemes if scheme.word == word), None)
    if found is None:
        which = "weights" if weight else "activations"
        words = ", ".join(scheme.word for scheme in schemes)
        raise UsageError(f"{item!r}: {which} have no scheme {word!r}; choose from {words}")
    return found


def _at(scheme: Named, bits: int | None) -> Spec:
    """``scheme`` at ``bits``; where none are given at its widest."""
    if bits is None:
        return scheme.spec
    if bits not in scheme.widths:
        allowed = ", ".join(map(str, scheme.widths))
        raise RecipeError(f"{scheme.name} has no {bits} bits.", f"Choose one of {allowed}.")
    return scheme.at(bits)


def _of_schemes(options: argparse.Namespace, graph: ModelGraph) -> Recipe:
    """The recipe of --scheme and --activation-scheme; the part that has none is uniform."""
    weight = weight_spec(8 if options.weights is None else options.weights)
    if options.scheme:
        weight = _at(_by_word(options.scheme, True, "--scheme"), options.weights)
    inputs = activation_spec(8 if options.activations is None else options.activations)
    if options.activation_scheme:
        inputs = _at(_by_word(options.activation_scheme, False, "--activation-scheme"), options.activations)
    return Recipe({layer.key: LayerRecipe(weight, inputs if layer.input else FLOAT32) for layer in graph.layers})


def _scheme(kind: str | None) -> dict[str, Scheme]:
    return {"scheme": Scheme.INTEGER if kind.upper() == "INT" else Scheme.FLOAT} if kind else {}


def _check_observers(options: argparse.Namespace) -> None:
    """A number without the observer that uses it would do nothing. Raises UsageError."""
    named = {options.observer, options.weight_observer} - {None}
    if options.percentile is not None and named and Observer.PERCENTILE not in named:
        raise UsageError(f"--percentile is for the percentile observer, not for {' and '.join(sorted(named))}")
    if options.momentum is not None and options.observer not in (None, Observer.MOVING_AVERAGE):
        raise UsageError(f"--momentum is for the moving average, not for {options.observer}")
    if options.momentum is not None and options.percentile is not None and options.weight_observer is None:
        raise UsageError("--momentum and --percentile are for different observers; name --weight-observer percentile")


def _with_options(row: LayerRecipe, options: argparse.Namespace) -> LayerRecipe:
    numbers: dict[str, Any] = {}
    chosen = options.observer
    if options.percentile is not None:
        numbers["percentile"] = options.percentile
        chosen = chosen or (None if options.weight_observer else Observer.PERCENTILE.value)
    if options.momentum is not None:
        numbers["momentum"] = options.momentum
        chosen = Observer.MOVING_AVERAGE.value
    own = options.weight_observer or (chosen if chosen in WEIGHT_OBSERVERS else None)
    activation = {**numbers, "observer": Observer(chosen)} if chosen else {}
    weight = {**numbers, "observer": Observer(own)} if own else {}
    if options.power_of_two:
        weight["power_of_two"] = activation["power_of_two"] = True
    if options.granularity is not None:
        weight["granularity"] = Granularity(options.granularity)
    if options.symmetric:
        activation["symmetric"] = True
    return LayerRecipe(_changed(row.weight, weight), _changed(row.activation, activation))


def _changed(spec: Spec, changes: dict[str, Any]) -> Spec:
    changes = {name: value for name, value in changes.items() if spec.has(name)}
    return replace(spec, **changes) if changes else spec


def recipe_name(recipe: Recipe, graph: ModelGraph) -> str:
    """ "Float", "W8 A8" where all layers agree, "mixed 4f2a…" otherwise; repairs follow: "W4 A8 BC"."""
    if recipe.is_float32:
        return "Float"
    labels = {(recipe[layer.key].weight.label, recipe[layer.key].activation.label) for layer in graph.layers}
    if len(labels) == 1:
        weight, activation = labels.pop()
        return f"W{weight} A{activation} {recipe.repairs.label}".rstrip()
    return f"mixed {recipe.hash[:6]}"


def check_output(path: str, force: bool) -> Path:
    """Where to export to. Raises ProjectError when that would overwrite something or cannot work."""
    try:
        target = Path(path).resolve()
        if target.suffix.lower() != ".onnx":
            raise UsageError(f"--output must end in .onnx, not {target.name!r}")
        for file in (target, target.with_name(f"{target.stem}.recipe.json")):
            if file.exists() and not force:
                raise ProjectError(f"{file} exists already.", "Choose another name, or add --force to replace it.")
        if not target.parent.is_dir():
            raise ProjectError(f"The folder {target.parent} does not exist.", "Make it first, or choose another.")
    except (OSError, RuntimeError) as error:  # a name that is too long, links that lead to themselves
        raise ProjectError(f"{path} cannot be written: {error}.", "Choose another name.") from error
    return target
