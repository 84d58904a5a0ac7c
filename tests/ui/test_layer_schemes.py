"""The published schemes in the window: menus, presets, the inspector, the clipboard, and what is said about them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLabel, QMenu
from pytestqt.qtbot import QtBot

from edgeviz.core.naming import describe
from edgeviz.core.recipe import LayerRecipe, Recipe
from edgeviz.core.schemes import ACTIVATIONS, WEIGHTS
from edgeviz.core.spec import BITS, FLOAT32, Granularity, Observer, Scheme, Spec, activation_spec, weight_spec
from edgeviz.ui.document import Document
from edgeviz.ui.inspector.settings import PartSettings
from edgeviz.ui.layers import clipboard, edits
from edgeviz.ui.layers.delegates import chip_width
from edgeviz.ui.layers.edits import PRESETS, SCHEME_PRESETS, Part
from edgeviz.ui.layers.panel import LayersPanel
from edgeviz.ui.layers.texts import spec_text
from tests.ui.small_model import small_document

CHANCE = "near chance level"


@pytest.fixture
def document() -> Document:
    return small_document(8)


@pytest.fixture
def panel(qtbot: QtBot, document: Document) -> Iterator[LayersPanel]:
    panel = LayersPanel(document)
    qtbot.addWidget(panel)
    panel.resize(640, 420)
    panel.show()
    yield panel


def action(panel: LayersPanel, name: str) -> QAction:
    found = panel.findChild(QAction, name)
    assert isinstance(found, QAction), name
    return found


def specs(document: Document, part: str = "weight") -> set[Spec]:
    graph = document.graph
    assert graph is not None
    return {
        getattr(document.recipe[layer.key], part)
        for layer in graph.layers
        if part == "weight" or edits.has_activation(layer)
    }


@pytest.mark.parametrize("part", list(Part))
def test_every_scheme_and_width_is_in_the_menus_and_sets_itself(
    panel: LayersPanel, document: Document, part: Part
) -> None:
    document.select([document.graph.layers[0].key])  # type: ignore[union-attr]
    offered = WEIGHTS if part is Part.WEIGHT else ACTIVATIONS
    chosen = {scheme.at(bits) for scheme in offered for bits in scheme.widths}
    assert len(chosen) == sum(len(scheme.widths) for scheme in offered)
    found = set()
    for width, button in panel.actions_of_layers._widths[part].items():
        button.trigger()
        spec = edits.part_of(document.recipe[document.selection[0]], part)
        assert edits.width_of(spec, part) == width
        found.add(spec)
    assert chosen <= found
    # Whatever else a file may hold can be chosen too, apart from the affine single bit.
    if part is Part.WEIGHT:
        assert {(spec.scheme, spec.bits) for spec in found} == {(s, b) for s in Scheme for b in BITS[s]}


def test_choosing_a_scheme_is_one_undo_step_and_ticked_in_its_menu(panel: LayersPanel, document: Document) -> None:
    key = document.graph.layers[0].key  # type: ignore[union-attr]
    document.select([key])
    action(panel, "weightBits4kmeans").trigger()
    assert document.recipe[key].weight == Spec(4, Scheme.KMEANS)
    assert document.undo_stack.undoText() == "Weights at 4 k-means"
    menu = panel.findChild(QMenu, "weightkmeansMenu")
    panel.actions_of_layers._check()
    assert isinstance(menu, QMenu)
    assert [entry.text() for entry in menu.actions() if entry.isChecked()] == ["4 k-means"]
    document.undo_stack.undo()
    assert document.recipe.is_float32


@pytest.mark.parametrize("preset", [*PRESETS, *SCHEME_PRESETS], ids=lambda preset: preset.name)
def test_every_preset_gives_all_layers_what_it_says(
    panel: LayersPanel, document: Document, preset: edits.Preset
) -> None:
    action(panel, f"preset-{preset.name}").trigger()
    (weight,), (inputs,) = specs(document), specs(document, "activation")
    assert (edits.width_of(weight, Part.WEIGHT), edits.width_of(inputs, Part.ACTIVATION)) == (
        preset.weight,
        preset.activation,
    )
    assert weight.power_of_two == inputs.power_of_two == preset.power_of_two
    assert document.undo_stack.count() == 1
    untrained = CHANCE in action(panel, f"preset-{preset.name}").toolTip()
    assert untrained == (min(weight.bits, inputs.bits) <= 2)


def test_recipes_of_schemes_have_names(panel: LayersPanel, document: Document) -> None:
    graph = document.graph
    assert graph is not None
    named = {}
    for preset in SCHEME_PRESETS:
        action(panel, f"preset-{preset.name}").trigger()
        named[preset.name] = describe(document.recipe, graph)
    assert named["BF16"] == "BF16" and named["XNOR-Net"] == "XNOR-Net" and named["BWN"] == "BWN A32"
    assert named["k-means 4 (Deep Compression)"] == "k-means W4A32" and named["DoReFa 2/2"] == "DoReFa W2A2"
    assert named["TWN"] == "TWN W2A32"


def test_what_needs_training_is_said_in_the_menu_and_the_cell() -> None:
    for spec in (
        Spec(4, Scheme.DOREFA),
        Spec(2, Scheme.TERNARY),
        weight_spec(1),
        Spec(1, Scheme.BINARY),
        weight_spec(2),
    ):
        assert CHANCE in spec_text(spec)
    for spec in (weight_spec(8), Spec(4, Scheme.KMEANS), Spec(16, Scheme.BFLOAT), FLOAT32, weight_spec(3)):
        assert CHANCE not in spec_text(spec)
    assert CHANCE in spec_text(activation_spec(8, observer=Observer.UNIT), Part.ACTIVATION)


def test_a_cell_says_in_words_what_it_holds() -> None:
    assert spec_text(Spec(3, Scheme.KMEANS)) == "3-bit k-means, at most 8 values, stored in 4 bits"
    assert spec_text(weight_spec(8, power_of_two=True)).endswith("range by min-max, power-of-two scale")
    assert spec_text(Spec(16, Scheme.BFLOAT)) == "16-bit float (bfloat16)"
    assert spec_text(activation_spec(1), Part.ACTIVATION).startswith("1-bit XNOR-Net, per tensor")


def test_every_label_fits_its_chip(panel: LayersPanel, document: Document) -> None:
    from PySide6.QtGui import QFontMetrics

    from edgeviz.ui import theme

    metrics = QFontMetrics(theme.font(theme.CAPTION))
    for scheme, widths in BITS.items():
        for bits in widths:
            if bits < 32:
                assert metrics.horizontalAdvance(Spec(bits, scheme).short) <= chip_width() - 16


# ---- the inspector


@pytest.fixture
def settings(qtbot: QtBot) -> Iterator[dict[Part, PartSettings]]:
    made = {part: PartSettings(part) for part in Part}
    for widget in made.values():
        qtbot.addWidget(widget)
    yield made


def combo(widget: PartSettings, name: str) -> QComboBox:
    found = widget.findChild(QComboBox, f"{widget.part}{name}")
    assert isinstance(found, QComboBox)
    return found


@pytest.mark.parametrize(
    ("spec", "enabled"),
    [
        (Spec(4, Scheme.KMEANS), ()),
        (Spec(2, Scheme.TERNARY), ("Granularity",)),
        (weight_spec(1), ("Granularity", "Symmetry")),
        (weight_spec(4), ("Granularity", "Symmetry", "Observer")),
        (Spec(16, Scheme.BFLOAT), ()),
    ],
    ids=lambda value: getattr(value, "label", None),
)
def test_settings_that_mean_nothing_are_disabled_with_the_reason(
    settings: dict[Part, PartSettings], spec: Spec, enabled: tuple[str, ...]
) -> None:
    widget = settings[Part.WEIGHT]
    widget.show_specs([spec])
    for name in ("Granularity", "Symmetry", "Observer"):
        control = combo(widget, name)
        assert control.isEnabled() == (name in enabled)
        reason = any(word in control.toolTip() for word in ("formula of its own", "no scale", "mean magnitude"))
        assert reason != (name in enabled)
    box = widget.findChild(QCheckBox, "weightPowerOfTwo")
    assert isinstance(box, QCheckBox) and box.isEnabled() == spec.is_uniform
    note = widget.findChild(QLabel, "weightNote")
    assert isinstance(note, QLabel) and note.isHidden() != (CHANCE in spec_text(spec))


def test_the_bits_show_the_scheme_by_name(settings: dict[Part, PartSettings]) -> None:
    for scheme in WEIGHTS:
        settings[Part.WEIGHT].show_specs([scheme.spec])
        assert combo(settings[Part.WEIGHT], "Bits").currentText().startswith(str(scheme.spec.bits))
        assert scheme.name.removesuffix("16") in combo(settings[Part.WEIGHT], "Bits").currentText()
    settings[Part.ACTIVATION].show_specs([activation_spec(1)])
    assert combo(settings[Part.ACTIVATION], "Bits").currentText() == "1 XNOR-Net"
    settings[Part.ACTIVATION].show_specs([activation_spec(1, symmetric=False)])
    assert combo(settings[Part.ACTIVATION], "Bits").placeholderText() == "1 affine"
    settings[Part.ACTIVATION].show_specs([activation_spec(4, observer=Observer.UNIT)])
    assert combo(settings[Part.ACTIVATION], "Bits").currentText() == "4 DoReFa"
    assert not combo(settings[Part.ACTIVATION], "Symmetry").isEnabled()


def test_dorefa_s_range_is_not_offered_for_weights(settings: dict[Part, PartSettings]) -> None:
    offered = {part: [combo(w, "Observer").itemText(i) for i in range(combo(w, "Observer").count())] for part, w in settings.items()}  # fmt: skip  # noqa: E501
    assert "0 … 1 (DoReFa)" in offered[Part.ACTIVATION] and "0 … 1 (DoReFa)" not in offered[Part.WEIGHT]


def test_the_power_of_two_box_edits_and_shows_what_is_mixed(qtbot: QtBot, settings: dict[Part, PartSettings]) -> None:
    widget = settings[Part.WEIGHT]
    box = widget.findChild(QCheckBox, "weightPowerOfTwo")
    assert isinstance(box, QCheckBox)
    widget.show_specs([weight_spec(8)])
    with qtbot.waitSignal(widget.edited) as caught:
        qtbot.keyClick(box, Qt.Key.Key_Space)
    change = caught.args[0]
    assert change(weight_spec(8)).power_of_two and change(Spec(4, Scheme.KMEANS)) == Spec(4, Scheme.KMEANS)
    widget.show_specs([weight_spec(8), weight_spec(8, power_of_two=True)])
    assert box.checkState() is Qt.CheckState.PartiallyChecked
    widget.show_specs([weight_spec(8, power_of_two=True)])
    assert box.isChecked() and not box.isTristate()


def test_the_power_of_two_entry_of_the_menu_switches_on_and_off(panel: LayersPanel, document: Document) -> None:
    action(panel, "preset-8/8").trigger()
    document.select([document.graph.layers[0].key])  # type: ignore[union-attr]
    entry = action(panel, "weightSet-powerOfTwo")
    for expected in (True, False):
        menu = panel.findChild(QMenu, "weightSettingsMenu")
        assert isinstance(menu, QMenu)
        menu.popup(QPoint(0, 0))
        entry.trigger()
        menu.close()
        assert document.recipe[document.selection[0]].weight.power_of_two is expected


# ---- widths and the clipboard


def test_leaving_a_scheme_leaves_its_range_and_symmetry_behind() -> None:
    inputs = edits.with_width(activation_spec(8, observer=Observer.UNIT), edits.integer(4), Part.ACTIVATION)
    assert inputs == activation_spec(4)
    inputs = edits.with_width(activation_spec(1), edits.integer(8), Part.ACTIVATION)
    assert inputs == activation_spec(8)
    ternary = Spec(2, Scheme.TERNARY, granularity=Granularity.CHANNEL)
    assert edits.with_width(ternary, (2, "twn"), Part.WEIGHT) == ternary
    assert edits.with_width(Spec(4, Scheme.KMEANS), edits.integer(8), Part.WEIGHT) == weight_spec(8)


@pytest.mark.parametrize("part", list(Part))
def test_every_width_survives_a_spreadsheet(part: Part) -> None:
    for width in (*edits.all_widths(part), edits.integer(1)):
        assert clipboard.parse_width(edits.label_of(width, part), part) == width
    assert clipboard.parse_width("1", part) == edits.SIGN[part]


def test_schemes_are_copied_and_pasted_with_the_layers(panel: LayersPanel, document: Document, tmp_path: Path) -> None:
    graph = document.graph
    assert graph is not None
    first, second, third = (layer.key for layer in graph.layers[:3])
    row = LayerRecipe(Spec(2, Scheme.TERNARY, granularity=Granularity.CHANNEL), activation_spec(1))
    document.set_layers({first: row}, "x")
    document.select([first])
    action(panel, "layersCopy").trigger()
    text = QApplication.clipboard().text()
    assert "2 TWN\t1 XNOR-Net" in text
    document.select([second])
    action(panel, "layersPaste").trigger()
    assert document.recipe[second] == row
    QApplication.clipboard().setText("4 k-means\t8 DoReFa\n")
    document.select([third])
    action(panel, "layersPaste").trigger()
    assert document.recipe[third] == LayerRecipe(Spec(4, Scheme.KMEANS), activation_spec(8, observer=Observer.UNIT))
    assert Recipe.from_json(document.recipe.to_json()) == document.recipe
