"""What the window says about training: names of methods, of runs and of their states."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from edgeviz.core.graph import ModelGraph
from edgeviz.core.naming import describe
from edgeviz.core.recipe import Recipe
from edgeviz.core.train_request import ActivationRule, Method, Scope, Score, Start, Structure, TrainRequest
from edgeviz.core.training import Optimizer, Schedule
from edgeviz.ui.formatting import joined, number, percent, significant
from edgeviz.ui.texts import kept, name_text, shown

# lupdate finds calls of "translate" with a literal context.
translate = QCoreApplication.translate


def method_name(method: Method | None) -> str:
    if method is None:
        return translate("Training", "No teacher")
    return {
        Method.HINTON: translate("Training", "Soft targets (Hinton)"),
        Method.LOGITS: translate("Training", "Outputs alone (Buciluă)"),
        Method.HINT: translate("Training", "Hint layer (FitNets)"),
        Method.ATTENTION: translate("Training", "Attention transfer"),
    }[method]


def _short(method: Method) -> str:
    return {
        Method.HINTON: kept("Distil"),
        Method.LOGITS: kept("Match outputs"),
        Method.HINT: "FitNets",
        Method.ATTENTION: kept("Attention"),
    }[method]


def method_tip(method: Method | None) -> str:
    if method is None:
        return translate("Training", "The student learns from the labels alone.")
    return {
        Method.HINTON: translate(
            "Training",
            "The student learns the teacher's probabilities, softened by a temperature, beside the labels. "
            "Hinton et al. 2015.",
        ),
        Method.LOGITS: translate(
            "Training",
            "The student learns the mean output of the teachers; labels are not used. Buciluă et al. 2006, Ba and "
            "Caruana 2014.",
        ),
        Method.HINT: translate(
            "Training",
            "First the student's layer learns to say what the teacher's hint layer says, then soft targets train all "
            "of it: for students that are thinner and deeper. Romero et al. 2015.",
        ),
        Method.ATTENTION: translate(
            "Training",
            "The student learns where in the picture the teacher's layers are active. Zagoruyko and Komodakis 2017.",
        ),
    }[method]


def structure_name(structure: Structure | None) -> str:
    if structure is None:
        return translate("Training", "No pruning")
    return {
        Structure.WEIGHTS: translate("Training", "Single weights"),
        Structure.N_OF_M: translate("Training", "N of every M weights"),
        Structure.CHANNELS: translate("Training", "Whole channels"),
    }[structure]


def structure_tip(structure: Structure | None) -> str:
    if structure is None:
        return translate("Training", "Nothing is removed.")
    return {
        Structure.WEIGHTS: translate(
            "Training",
            "The smallest weights become zero and stay zero. An ONNX file gets neither smaller nor faster by it; "
            "Deep Compression stores the zeros in less.",
        ),
        Structure.N_OF_M: translate(
            "Training",
            "Of every M weights along the inputs the N largest stay (2 of 4 for sparse tensor cores). Saves time only "
            "on hardware with such kernels.",
        ),
        Structure.CHANNELS: translate(
            "Training", "Whole channels are cut out: the network really gets smaller and faster everywhere."
        ),
    }[structure]


def scope_name(scope: Scope) -> str:
    return {
        Scope.GLOBAL: translate("Training", "Across the network"),
        Scope.LAYER: translate("Training", "In each layer alike"),
    }[scope]


def score_name(score: Score) -> str:
    return {Score.LAMP: "LAMP", Score.MAGNITUDE: translate("Training", "Magnitude")}[score]


def start_name(start: Start) -> str:
    return {
        Start.LOADED: translate("Training", "From the loaded weights"),
        Start.RANDOM: translate("Training", "From random weights"),
    }[start]


def optimizer_name(optimizer: Optimizer) -> str:
    return {Optimizer.SGD: "SGD", Optimizer.ADAM: "Adam", Optimizer.ADAMW: "AdamW"}[optimizer]


def schedule_name(schedule: Schedule) -> str:
    return {
        Schedule.CONSTANT: translate("Training", "Constant"),
        Schedule.COSINE: translate("Training", "Cosine to zero"),
        Schedule.STEP: translate("Training", "In steps"),
    }[schedule]


def rule_name(rule: ActivationRule) -> str:
    return {
        ActivationRule.CALIBRATED: translate("Training", "From calibration"),
        ActivationRule.LSQ: translate("Training", "Learned (LSQ)"),
        ActivationRule.PACT: translate("Training", "Learned (PACT)"),
    }[rule]


def recipe_name(recipe: Recipe, graph: ModelGraph | None) -> str:
    """What the bits of a recipe are called, for a model that may not be the open one."""
    if recipe.is_float32:
        return translate("Training", "float")
    return name_text(describe(recipe, graph)) if graph is not None else recipe.hash[:6]


def run_title(request: TrainRequest, graph: ModelGraph | None) -> str:
    """A name, in English, for a run that was given none: what is unusual about it, in the order of saying it."""
    if request.name:
        return request.name
    student, parts = request.student, []
    if request.distillation is not None:
        parts.append(_short(request.distillation.method))
        if request.distillation.method is Method.HINTON:
            parts.append(f"T {significant(request.distillation.temperature, 2)}")
    if student.path:
        parts.append(student.path.replace("\\", "/").rpartition("/")[2])
    elif not student.is_open_model:
        if student.width != 1.0:
            parts.append((kept("width {}") if parts else kept("Width {}")).format(percent(student.width, 0)))
        if student.depth != 1.0:
            parts.append((kept("depth {}") if parts else kept("Depth {}")).format(percent(student.depth, 0)))
    if request.pruning is not None:
        parts.append(_pruning(request))
    if request.recipe.is_float32:
        parts += ["float"] if parts else [kept("Fine-tune"), kept("float")]
    else:
        parts.append(describe(request.recipe, graph) if graph is not None else request.recipe.hash[:6])
    return joined(parts)


def pruning_name(request: TrainRequest) -> str:
    return shown(_pruning(request))


def _pruning(request: TrainRequest) -> str:
    pruning = request.pruning
    if pruning is None:
        return ""
    if pruning.structure is Structure.N_OF_M:
        return f"{pruning.keep}:{pruning.of}"
    share = percent(pruning.sparsity, 0)
    if pruning.structure is Structure.CHANNELS:
        return kept("−{} channels").format(share)
    return kept("−{} weights").format(share)


def outcome_name(outcome: str) -> str:
    names = {
        "queued": translate("Training", "Queued"),
        "running": translate("Training", "Running"),
        "finished": translate("Training", "Finished"),
        "failed": translate("Training", "Failed"),
        "cancelled": translate("Training", "Cancelled"),
        "interrupted": translate("Training", "Interrupted"),
    }
    return names.get(outcome, outcome)


def about(seconds: float) -> str:
    """A time that is estimated, said as roughly as it is known: "about 10 min"."""
    if seconds < 55:
        return translate("Training", "about {} s").format(number(max(5, round(seconds / 5) * 5)))
    minutes = seconds / 60
    if minutes < 55:
        step = 1 if minutes < 10 else 5
        return translate("Training", "about {} min").format(number(max(1, round(minutes / step) * step)))
    hours = minutes / 60
    return translate("Training", "about {} h").format(number(hours, 1 if hours < 10 else 0))
