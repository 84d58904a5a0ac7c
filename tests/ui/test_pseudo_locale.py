"""Every workspace and dialog in a language that nobody speaks: nothing is left in English, and nothing is cut off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget

from edgeviz.ui import texts, theme
from edgeviz.ui.main_window import MainWindow
from tests.pseudo import PseudoTranslator, clipped, outside, pseudo, said, untranslated
from tests.screenshots.shots import DIALOGS, make_window

#: Names are the same in every language: of methods, tools, formats, devices, keys and units, and of parts of a network.
NAMES = """
    Ctrl Shift Alt Insert Delete Esc Escape Return Enter Space Tab Home End Up Down Left Right PgUp PgDown
    Backspace EdgeViz English Python python3 PySide6 Linux numpy scipy torch onnx onnxruntime pyqtgraph PyTorch
    JAX safetensors LAMP SGD Adam AdamW NSGA-II TPE SynFlow NASWOT DoReFa k-means ALERT Q-learning LSQ PACT TTQ
    BWN XNOR-Net AdaRound FitNets MnasNet NAS-Bench Macro Once-for-All ImageNet CIFAR-10 MNIST Conv Depthwise
    Grouped Linear Embedding Relu NVIDIA Jetson Nano Orin Google Edge TPU Phone Samsung Galaxy Note10 Raspberry
    STM32H743 STM32L4R5 Cortex tflite AIMET QNN QDQ QONNX FP16 FP32 INT8 NCHW NHWC RGB BGR PNG SVG CSV PDF HTML
    JSON TOML NOTSET OpenVINO TensorRT FINN MACs BOPs GMAC GMACs MHz GHz min max nats SQNR ReLU ONNX WCAG
""".split()  # noqa: SIM905
#: Widgets that show what somebody wrote: profiles, spaces, paths, the log, and what Qt says by itself.
DATA = re.compile(
    r"qt_|ScrollLeft|ScrollRight|source_|profileNote|profileName|value_runtimes|spaceBuilder|choicesView|spaceSettings"
    r"|settingsFolder|logPath|logView|logText|aboutVersions|reportNames|errorDetails|adaptExits|layerDetailsTable"
    r"|QLabel $|inspectorFact|host_|bundlePoint|reportTitle"
)


@pytest.fixture
def window(english_again: None, qapp: QApplication, tmp_path: Path) -> Iterator[MainWindow]:
    translator = PseudoTranslator()
    qapp.installTranslator(translator)
    texts.set_translating(True)
    theme.apply_theme(qapp, theme.LIGHT)
    window = make_window(tmp_path)
    yield window
    window.close()
    qapp.removeTranslator(translator)


class Looker:
    """Gathers what is wrong in each place, every text once."""

    def __init__(self, app: QApplication) -> None:
        self.app = app
        self.names = re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in NAMES))
        self.seen: set[str] = set()
        self.wrong: list[str] = []

    def know(self, window: MainWindow) -> None:
        """The names of the open network are names."""
        graph = window.document.graph
        assert graph is not None
        parts = {part for layer in graph.layers for part in layer.key.split(".")}
        parts |= {part for node in graph.nodes for part in re.split(r"\W+", f"{node.key} {node.op}") if part}
        parts |= {tensor for node in graph.nodes for tensor in (*node.inputs, *node.outputs)}
        known = sorted((self.names.pattern, *map(re.escape, parts), "digits"), key=len, reverse=True)
        self.names = re.compile("|".join(rf"(?<!\w)(?:{one})(?!\w)" for one in known))

    def look(self, root: QWidget, place: str) -> None:
        for _ in range(3):
            self.app.processEvents()
        for where, text in said(root):
            if text in self.seen or DATA.search(where):
                continue
            self.seen.add(text)
            if left := untranslated(text, self.names):
                self.wrong.append(f"{place}: {where} says {' '.join(left)!r} in {text[:120]!r}")
        cut = list(clipped(root))
        for _ in range(10 if cut else 0):
            # A text that came from the background in between is laid out an event or two later.
            QTest.qWait(50)
            cut = list(clipped(root))
            if not cut:
                break
        self.wrong += [f"{place}: cut off: {found}" for found in cut]


@pytest.mark.timeout(600)
def test_every_workspace_and_dialog_is_translated_and_has_room_for_longer_words(
    qapp: QApplication, window: MainWindow
) -> None:
    looker = Looker(qapp)
    looker.look(window, "start")
    window.opener.open_demo()
    looker.know(window)
    graph = window.document.graph
    assert graph is not None
    window.document.select([graph.layers[2].key])
    for name in window.workspaces.names:
        window.workspaces.switch(name)
        for dock in window.workspaces.docks(name):
            dock.show()
            dock.raise_()
            qapp.processEvents()
        looker.look(window, name)
    window.workspaces.switch("explore")
    for name, show in DIALOGS.items():
        dialog = show(window)
        looker.look(dialog, name)
        dialog.close()
    wrong = sorted(set(looker.wrong))
    assert not wrong, "\n".join(wrong)


def test_what_is_not_translated_and_what_is_cut_off_is_found(qapp: QApplication) -> None:
    root = QWidget()
    layout = QVBoxLayout(root)
    label, button = QLabel("Battery life"), QPushButton(pseudo("Open…"))
    layout.addWidget(label)
    layout.addWidget(button)
    root.show()
    names = re.compile("ONNX")
    assert [text for _, text in said(root) if untranslated(text, names)] == ["Battery life"]
    assert list(clipped(root)) == []
    button.setFixedWidth(20)
    qapp.processEvents()
    assert len(list(clipped(root))) == 1


def test_brackets_are_matched_within_each_other_and_where_a_text_was_elided() -> None:
    assert pseudo("Open…") == "⟦Open~~⟧…"
    assert outside("⟦Go to ⟦Train~⟧~⟧ (F5)") == " (F5)"
    assert outside("W8 ⟦Some te…") == "W8 "
