"""EdgeViz: a workbench for putting neural networks on edge devices."""

__version__ = "0.1.0"
