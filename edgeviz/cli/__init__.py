"""The command line: the window's main jobs without a window."""
