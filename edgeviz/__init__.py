"""EdgeViz: a workbench for putting neural networks on edge devices."""

import os

__version__ = "0.1.0"

# EdgeViz says nothing to anybody. From 1.32 on onnxruntime keeps a session id and sends events on Linux too, and looks
# at this when it is imported; who wants that sets the variable to 0.
os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
