"""Everything that can be done to the selected layers, as actions with names, shortcuts and menus."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from PySide6.QtCore import QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from edgeviz.core.errors import RecipeError
from edgeviz.core.graph import Layer
from edgeviz.core.recipe import LayerRecipe, Recipe
from edgeviz.core.schemes import needs_training
from edgeviz.core.spec import WEIGHT_OBSERVERS, Granularity, Observer, Spec
from edgeviz.core.ties import lifted
from edgeviz.ui import formatting, theme
from edgeviz.ui.document import Document
from edgeviz.ui.layers import clipboard, edits
from edgeviz.ui.layers.delegates import chip_icon
from edgeviz.ui.layers.edits import FLOAT, PRESETS, SCHEME_PRESETS, SCHEMES, SIGN, WIDTHS, Part, Preset, Width
from edgeviz.ui.layers.texts import granularity_text, observer_text, symmetry_text, training_text
from edgeviz.ui.layers.turing import TuringActions
from edgeviz.ui.layers.widths import width_about, width_name, width_text
from edgeviz.ui.texts import error_text


class LayerActions(QObject):
    """Actions and menus over ``document``. ``shown`` gives the layers in the order a table shows them.

    The actions are added to ``owner``, so that their shortcuts work while it or a child of it has the focus.
    """

    #: Something worth a short line was done, or could not be.
    message = Signal(str)

    def __init__(self, document: Document, owner: QWidget, shown: Callable[[], Sequence[Layer]]) -> None:
        super().__init__(owner)
        self._document = document
        self._owner = owner
        self._shown = shown
        #: Which part a single pasted column means: set by the table to the column of its current cell.
        self.part = Part.WEIGHT
        self._widths: dict[Part, dict[Width, QAction]] = {}
        self._settings: list[tuple[QAction, Part, dict[str, Any]]] = []
        self._need_selection: list[QAction] = []
        self._icons: list[tuple[QAction, int]] = []

        self.bits_menus = {part: self._bits_menu(part) for part in Part}
        self.settings_menus = {part: self._settings_menu(part) for part in Part}
        self.copy = self._action("layersCopy", self.tr("Copy layers and bits"), self._copy, "Ctrl+C")
        self.paste = self._action("layersPaste", self.tr("Paste bits"), self._paste, "Ctrl+V", selection=False)
        self.reset = self._action("layersFloat", self.tr("Reset to float"), self._reset, "Del")
        self.select_tied = self._action("layersSelectTied", self.tr("Select tied layers"), self._select_tied, "Ctrl+T")
        self.select_tied.setToolTip(
            self.tr("Add the layers that share weights or activations with the selected ones, and so their bits")
        )
        self.edit_tied = self._action(
            "layersEditTied", self.tr("Edit tied layers together"), document.tying.set_enabled, selection=False,
            checkable=True,
        )  # fmt: skip
        self.edit_tied.setChecked(document.tying.enabled)
        self.edit_tied.setToolTip(
            self.tr("Layers that must share a representation (shared weights, operands of additions) change together")
        )
        document.tying.enabledChanged.connect(self.edit_tied.setChecked)
        self.same_kind = self._action("layersSameKind", self.tr("Select all of the same kind"), self._select_kind)
        self.presets_menu = self._presets_menu()
        document.selectionChanged.connect(self._enable)
        document.modelChanged.connect(self._enable)
        theme.notifier.changed.connect(self._paint_icons)
        self._paint_icons()
        self._enable()

    def menu_actions(self) -> list[QAction]:
        """The entries of a menu about the selected layers, submenus included."""
        return [
            *(menu.menuAction() for menu in self.bits_menus.values()),
            *(menu.menuAction() for menu in self.settings_menus.values()),
            self._separator(),
            self.copy,
            self.paste,
            self.reset,
            self._separator(),
            self.same_kind,
            self.select_tied,
            self.edit_tied,
            self._separator(),
            self.presets_menu.menuAction(),
        ]

    def set_width(self, part: Part, width: Width) -> None:
        """Give the selected layers this width: one undo step."""
        text = self.tr("Weights at {}") if part is Part.WEIGHT else self.tr("Activations at {}")
        text = text.format(edits.label_of(width, part))
        self._apply(part, lambda spec: edits.with_width(spec, width, part), text)

    # ---- making actions

    def _action(
        self,
        name: str,
        text: str,
        slot: Callable[..., None],
        *keys: str,
        selection: bool = True,
        checkable: bool = False,
    ) -> QAction:
        action = QAction(text, self._owner)
        action.setObjectName(name)
        action.setCheckable(checkable)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(slot)
        self._owner.addAction(action)
        if selection:
            self._need_selection.append(action)
        return action

    def _menu(self, name: str, text: str) -> QMenu:
        menu = QMenu(text, self._owner)
        menu.setObjectName(name)
        menu.setAccessibleName(text)
        menu.setToolTipsVisible(True)
        return menu

    def _separator(self) -> QAction:
        separator = QAction(self)
        separator.setSeparator(True)
        return separator

    def _bits_menu(self, part: Part) -> QMenu:
        weight = part is Part.WEIGHT
        title = self.tr("Weight bits") if weight else self.tr("Activation bits")
        menu = self._menu(f"{part}BitsMenu", title)
        self._widths[part] = {}
        for width in (*WIDTHS, SIGN[part]):
            if width == edits.integer(16):
                menu.addSeparator()
            menu.addAction(self._width(part, width, title))
        menu.addSeparator()
        schemes = self._menu(f"{part}SchemesMenu", self.tr("More schemes"))
        schemes.setToolTip(self.tr("Binary, ternary and shared weights as published"))
        for scheme, widths in SCHEMES[part]:
            if len(widths) > 1:
                inner = self._menu(f"{part}{scheme.word}Menu", scheme.name)
                schemes.addMenu(inner)
                for width in widths:
                    inner.addAction(self._width(part, width, title))
            elif widths[0] != SIGN[part]:
                schemes.addAction(self._width(part, widths[0], title))
        menu.addMenu(schemes)
        schemes.aboutToShow.connect(self._check)
        menu.aboutToShow.connect(self._check)
        return menu

    def _width(self, part: Part, width: Width, title: str) -> QAction:
        digit = next((digit for digit, chosen in edits.digits(part).items() if chosen == width), None)
        keys: list[str] = []
        if digit is not None:
            # Shift and a digit is a sign on most keyboards; where Qt cannot tell them apart, Alt always works.
            keys = [str(digit)] if part is Part.WEIGHT else [f"Shift+{digit}", f"Alt+{digit}"]
        text = width_text(width, part)
        if width in WIDTHS and 1 < width[0] < 16:
            text = str(width[0])
        action = self._action(f"{part}Bits{width_name(width)}", text, _Setter(self, part, width), *keys, checkable=True)
        action.setToolTip(width_about(width, part) or f"{title}: {text}")
        self._widths[part][width] = action
        self._icons.append((action, width[0]))
        return action

    def _settings_menu(self, part: Part) -> QMenu:
        weight = part is Part.WEIGHT
        menu = self._menu(
            f"{part}SettingsMenu", self.tr("Weight settings") if weight else self.tr("Activation settings")
        )
        if weight:
            for granularity in Granularity:
                text = _sentence(granularity_text(granularity))
                self._setting(menu, part, str(granularity), text, granularity=granularity)
            menu.addSeparator()
        for symmetric in (True, False):
            name = "symmetric" if symmetric else "affine"
            self._setting(menu, part, name, _sentence(symmetry_text(symmetric)), symmetric=symmetric)
        menu.addSeparator()
        for observer in WEIGHT_OBSERVERS if weight else Observer:
            text = self.tr("Range by {}").format(observer_text(observer))
            self._setting(menu, part, str(observer), text, observer=observer)
        menu.addSeparator()
        text = self.tr("Power-of-two scale")
        action = self._action(f"{part}Set-powerOfTwo", text, _PowerOfTwo(self, part, text), checkable=True)
        action.setToolTip(self.tr("Round scales up to a power of two, so that a device can rescale by shifting"))
        self._settings.append((action, part, {"power_of_two": True}))
        menu.addAction(action)
        menu.aboutToShow.connect(self._check)
        return menu

    def _setting(self, menu: QMenu, part: Part, name: str, text: str, **settings: Any) -> None:
        action = self._action(f"{part}Set-{name}", text, _Setting(self, part, text, settings), checkable=True)
        self._settings.append((action, part, settings))
        menu.addAction(action)

    def _presets_menu(self) -> QMenu:
        menu = self._menu("presetsMenu", self.tr("Presets for all layers"))
        ends = self._menu("presetsEndsMenu", self.tr("First and last layer at 8 bits"))
        schemes = self._menu("presetsSchemesMenu", self.tr("Published schemes"))
        for preset in (*PRESETS, *SCHEME_PRESETS):
            text = self._preset_text(preset.name)
            action = self._action(f"preset-{preset.name}", text, _Preset(self, preset), selection=False)
            action.setToolTip(self._preset_about(preset) or text)
            (menu if preset in PRESETS else schemes).addAction(action)
            if preset.low:
                slot = _Preset(self, preset, edits.integer(8))
                action = self._action(f"preset-ends-{preset.name}", text, slot, selection=False)
                action.setToolTip(self._preset_about(preset) or text)
                ends.addAction(action)
            if preset.name == "2/8":
                menu.addMenu(ends)
                menu.addSeparator()
        menu.addMenu(schemes)
        menu.addSeparator()
        self.turing = TuringActions(self._document, self._owner)
        self.turing.message.connect(self.message)
        menu.addMenu(self.turing.menu)
        menu.addSeparator()
        slot = _Preset(self, Preset("float", FLOAT, FLOAT))
        menu.addAction(self._action("preset-float", self.tr("All float"), slot, selection=False))
        return menu

    def _preset_text(self, name: str) -> str:
        texts = {
            "8/32": self.tr("Weights 8, activations float"),
            "INT8 with power-of-two scales": self.tr("INT8 with power-of-two scales"),
            "k-means 4 (Deep Compression)": self.tr("k-means 4 (Deep Compression): shared weights"),
            "TWN": self.tr("TWN: ternary weights"),
            "BWN": self.tr("BWN: binary weights"),
            "XNOR-Net": self.tr("XNOR-Net: binary weights and activations"),
            "DoReFa 2/2": self.tr("DoReFa 2/2: weights and activations 2 bits"),
        }
        if name in texts:
            return texts[name]
        if "/" not in name:
            return self.tr("All {}").format(name)
        weight, activation = name.split("/")
        if weight == activation:
            return self.tr("Uniform {}/{}: weights and activations {} bits").format(weight, activation, weight)
        return self.tr("{}/{}: weights {} bits, activations {} bits").format(weight, activation, weight, activation)

    def _preset_about(self, preset: Preset) -> str:
        """What its schemes are, and whether to expect anything of them without training."""
        parts = ((preset.weight, Part.WEIGHT), (preset.activation, Part.ACTIVATION))
        about = [width_about(width, part).removesuffix(training_text()).strip() for width, part in parts]
        if any(needs_training(edits.with_width(Spec(), width, part)) for width, part in parts):
            about.append(training_text())
        return " ".join(text for text in dict.fromkeys(about) if text)

    # ---- state

    def _enable(self) -> None:
        chosen = bool(self._document.selection)
        for action in self._need_selection:
            action.setEnabled(chosen)
        chosen_keys = self._document.selection
        self.select_tied.setEnabled(len(self._document.tying.tied_to(chosen_keys)) > len(chosen_keys))
        for menu in (*self.bits_menus.values(), *self.settings_menus.values()):
            menu.menuAction().setEnabled(chosen)
        self.presets_menu.menuAction().setEnabled(self._document.graph is not None)

    def _check(self) -> None:
        """Tick what the selected layers have; with several values several are ticked."""
        recipe, layers = self._document.recipe, self._document.selected_layers
        for part, actions in self._widths.items():
            specs = _specs(recipe, layers, part)
            widths = {edits.width_of(spec, part) for spec in specs}
            for width, action in actions.items():
                action.setChecked(width in widths)
                action.setEnabled(bool(specs))
        for action, part, settings in self._settings:
            able = [spec for spec in _specs(recipe, layers, part) if all(spec.has(name) for name in settings)]
            action.setEnabled(bool(able))
            action.setChecked(any(getattr(spec, key) == value for spec in able for key, value in settings.items()))

    def _paint_icons(self) -> None:
        for action, bits in self._icons:
            action.setIcon(chip_icon(bits))

    # ---- doing

    def _apply(self, part: Part, change: Callable[[Spec], Spec], text: str) -> None:
        document = self._document
        layers = document.selected_layers
        self._set(edits.changes(document.recipe, layers, part, change), text)

    def _set(self, rows: dict[str, LayerRecipe], text: str) -> None:
        """Make these changes and those that the ties add: one undo step."""
        document = self._document
        changes = edits.tied(document.recipe, rows, document.tying.active)
        if changes:
            document.set_layers(changes, text)
            count = formatting.number(len(changes))
            layers = self.tr("1 layer") if len(changes) == 1 else self.tr("{} layers").format(count)
            further = len(set(changes) - set(rows))
            if further:
                layers = self.tr("{}, {} of them by ties").format(layers, formatting.number(further))
            self.message.emit(f"{text}: {layers}")

    def _select_tied(self) -> None:
        self._document.select(self._document.tying.tied_to(self._document.selection))

    def _reset(self) -> None:
        recipe = self._document.recipe
        chosen = [layer for layer in self._document.selected_layers if not recipe.chosen(layer.key).is_float32]
        self._set({layer.key: LayerRecipe() for layer in chosen}, self.tr("Reset to float"))

    def _select_kind(self) -> None:
        graph = self._document.graph
        if graph is not None:
            kinds = {layer.kind for layer in self._document.selected_layers}
            self._document.select(layer.key for layer in self._shown() if layer.kind in kinds)

    def _selected_as_shown(self) -> list[Layer]:
        chosen = set(self._document.selection)
        return [layer for layer in self._shown() if layer.key in chosen]

    def _copy(self) -> None:
        layers = self._selected_as_shown()
        mime = QMimeData()
        mime.setText(clipboard.to_table(layers, self._document.recipe))
        mime.setData(clipboard.MIME, clipboard.to_json(layers, self._document.recipe).encode())
        QApplication.clipboard().setMimeData(mime)
        count = formatting.number(len(layers))
        self.message.emit(
            self.tr("Copied: 1 layer") if len(layers) == 1 else self.tr("Copied: {} layers").format(count)
        )

    def _paste(self) -> None:
        mime = QApplication.clipboard().mimeData()
        try:
            if mime.hasFormat(clipboard.MIME):
                pasted = clipboard.from_json(bytes(mime.data(clipboard.MIME).data()).decode("utf-8", "replace"))
            else:
                pasted = clipboard.from_table(mime.text(), self.part)
        except RecipeError as error:
            self.message.emit(error_text(error))
            return
        pairs = clipboard.assign(pasted, self._selected_as_shown(), self._shown())
        if not pairs:
            self.message.emit(self.tr("Nothing pasted: select the layers to paste onto."))
            return
        recipe = self._document.recipe
        new = {layer.key: row.onto(layer, recipe.chosen(layer.key)) for layer, row in pairs}
        changes = {key: row for key, row in new.items() if row != recipe.chosen(key)}
        self._set(changes, self.tr("Paste bits"))
        if not changes:
            self.message.emit(self.tr("Nothing changed: the layers have these bits already."))

    def _adopt(self, name: str, recipe: Recipe) -> None:
        self._document.adopt(recipe, self.tr("Preset {}").format(name))


# Slots that carry values. They are called by actions, that is in the GUI thread.


class _Setter:
    def __init__(self, actions: LayerActions, part: Part, width: Width) -> None:
        self._actions, self._part, self._width = actions, part, width

    def __call__(self, checked: bool = False) -> None:
        self._actions.set_width(self._part, self._width)


class _Setting:
    def __init__(self, actions: LayerActions, part: Part, text: str, settings: dict[str, Any]) -> None:
        self._actions, self._part, self._text, self._settings = actions, part, text, settings

    def __call__(self, checked: bool = False) -> None:
        self._actions._apply(self._part, lambda spec: edits.with_settings(spec, **self._settings), self._text)


class _PowerOfTwo:
    def __init__(self, actions: LayerActions, part: Part, text: str) -> None:
        self._actions, self._part, self._text = actions, part, text

    def __call__(self, checked: bool = False) -> None:
        # Qt does not tell a callable object whether the action is ticked. Where only some have it, all get it.
        document = self._actions._document
        specs = _specs(document.recipe, document.selected_layers, self._part)
        on = not all(spec.power_of_two for spec in specs if spec.has("power_of_two"))
        self._actions._apply(self._part, lambda spec: edits.with_settings(spec, power_of_two=on), self._text)


class _Preset:
    def __init__(self, actions: LayerActions, preset: Preset, ends: Width | None = None) -> None:
        self._actions, self._preset, self._ends = actions, preset, ends

    def __call__(self, checked: bool = False) -> None:
        document = self._actions._document
        if document.graph is not None:
            recipe = edits.preset(document.recipe, document.graph.layers, self._preset, self._ends)
            if document.tying.active is not None:
                # Only the ends differ from the rest; what is tied to them keeps their width.
                recipe = lifted(recipe, document.tying.active)
            self._actions._adopt(self._preset.name, recipe)


def _specs(recipe: Recipe, layers: Iterable[Layer], part: Part) -> list[Spec]:
    """The specs of ``part`` of those layers that have it."""
    return [
        edits.part_of(recipe[layer.key], part) for layer in layers if part is Part.WEIGHT or edits.has_activation(layer)
    ]


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
