"""Which policy goes into a bundle, before its place is chosen; what its program cannot follow is said here."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QDialog, QFileDialog, QFormLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from edgeviz.core.adaptive.model import AdaptiveModel
from edgeviz.core.adaptive.policies import POLICIES, make_policy
from edgeviz.core.adaptive.policies.base import Policy, Setting
from edgeviz.core.adaptive.policies.rules import Rules
from edgeviz.core.adaptive.policies.static import Static
from edgeviz.core.adaptive.portable import portable_policy
from edgeviz.core.errors import EdgeVizError
from edgeviz.ui import formatting, theme
from edgeviz.ui.dialogs.parts import PrimaryButton, StateLabel, caption
from edgeviz.ui.simulator.words import policy_meaning, policy_title
from edgeviz.ui.texts import error_text, name_text
from edgeviz.ui.training.fields import ChoiceBox, dress


class BundleDialog(QDialog):
    """Of ``model``, with the window's ``rules``; ``setting``: the scenario that is open, for this model's points."""

    #: A place was chosen: the path, the policy.
    chosen = Signal(str, object)

    def __init__(
        self, model: AdaptiveModel, rules: Rules, setting: Setting | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("bundleDialog")
        self.setWindowTitle(self.tr("Export a bundle"))
        tr = self.tr
        self.model, self.rules, self.setting = model, rules, setting
        about = caption(tr(
            "A folder or .zip with the ONNX files, adaptive.json and a program that runs them with onnxruntime alone. "
            "The policy goes into adaptive.json and chooses there before each answer."
        ), "bundleAbout")  # fmt: skip
        kinds = [(key, policy_title(kind.title), policy_meaning(key)) for key, kind in POLICIES.items()]
        self.policy_box = ChoiceBox(kinds)
        dress(self.policy_box, "bundlePolicy", tr("Policy"), tr("What chooses the operating point before each answer"))
        self.point_box = ChoiceBox([(point.name, name_text(point.name), "") for point in model.points])
        dress(self.point_box, "bundlePoint", tr("Operating point"), tr("The one that is never changed"))
        self.point_label = QLabel(tr("Point"))
        self.point_label.setBuddy(self.point_box)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        label = QLabel(tr("Policy"))
        label.setBuddy(self.policy_box)
        form.addRow(label, self.policy_box)
        form.addRow(self.point_label, self.point_box)
        self.problem = StateLabel("bundleProblem")
        self.export_button = PrimaryButton(tr("Export…"), "bundleExport")
        self.export_button.clicked.connect(self.choose_target)
        close = QPushButton(tr("Close"))
        close.setObjectName("bundleClose")
        close.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(close)
        row.addWidget(self.export_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.PADDING, theme.PADDING, theme.PADDING, theme.PADDING)
        layout.setSpacing(2 * theme.GRID)
        layout.addWidget(about)
        layout.addLayout(form)
        layout.addWidget(self.problem)
        layout.addStretch(1)
        layout.addLayout(row)
        self.policy_box.changed.connect(self._show_state)
        self.point_box.changed.connect(self._show_state)
        self.policy_box.choose(Rules.key)
        self._show_state()
        self.resize(theme.px(440), theme.px(280))

    @property
    def policy(self) -> Policy:
        key = str(self.policy_box.chosen)
        if key == Rules.key:
            return self.rules
        return make_policy(key, {"point": self.point_box.chosen} if key == Static.key else None)

    @Slot()
    def _show_state(self) -> None:
        is_fixed = self.policy_box.chosen == Static.key
        self.point_label.setVisible(is_fixed)
        self.point_box.setVisible(is_fixed)
        try:
            found = portable_policy(self.policy, self.model.points, self.setting)
        except EdgeVizError as error:
            self.problem.say(error_text(error), "bad")
            self.export_button.setEnabled(False)
            return
        self.export_button.setEnabled(True)
        if "chosen_by" in found:
            text = self.tr("In this scenario it comes to one fixed point: {}").format(found["point"])
        elif self.setting is None:
            text = ""
        else:
            text = self.tr("Deadline {}, as in the scenario that is open").format(
                formatting.seconds(self.setting.deadline)
            )
        self.problem.say(text)

    @Slot()
    def choose_target(self) -> None:
        tr = self.tr
        name = self.model.name.replace("/", "-").replace(" ", "_").replace(",", "")
        kinds = [tr("New folder (*)"), tr("Zip archive (*.zip)")]
        path, kind = QFileDialog.getSaveFileName(self, tr("Export a bundle"), name, ";;".join(kinds))
        if path:
            is_zip = kind == kinds[1] and not path.lower().endswith(".zip")
            self.chosen.emit(f"{path}.zip" if is_zip else path, self.policy)
            self.accept()
