"""What the window must not wait for."""

import subprocess
import sys


def test_the_window_is_imported_without_the_engine_and_without_scipy() -> None:
    code = (
        "import sys, edgeviz.ui.main_window; "
        "print([m for m in ('torch', 'onnx', 'onnxruntime', 'scipy.optimize', 'sklearn') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120)
    assert done.stdout.strip() == "[]", done.stderr
