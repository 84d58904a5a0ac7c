"""The window: the only part of EdgeViz that imports Qt."""
