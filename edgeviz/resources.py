"""Finds the resources (icons, themes, device profiles, demo model) and the documents, in a checkout and installed."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
#: The languages that there are texts in, by their own names: English, and those of resources/translations.
LANGUAGES = {"en": "English", "ko": "한국어"}


def root() -> Path:
    """The folder of the resources: ``edgeviz/_resources`` in a wheel, ``resources`` beside the package in a checkout.

    The wheel's folder comes first, because something else called "resources" may lie beside an installed package.
    """
    installed = _PACKAGE / "_resources"
    return installed if installed.is_dir() else _PACKAGE.parent / "resources"


def resource(*parts: str) -> Path:
    """The path of one resource, such as ``resource("demo", "digits.onnx")``.

    Raises FileNotFoundError when it is not there, which means that the installation is damaged.
    """
    path = root().joinpath(*parts)
    if not path.exists():
        raise FileNotFoundError(f"The resource {'/'.join(parts)} is missing from {root()}: install EdgeViz again.")
    return path


def documents() -> Path:
    """The folder of the documents: ``edgeviz/_docs`` in a wheel, ``docs`` beside the package in a checkout.

    Raises FileNotFoundError when it is not there, which means that the installation is damaged.
    """
    for path in (_PACKAGE / "_docs", _PACKAGE.parent / "docs"):
        if path.is_dir():
            return path
    raise FileNotFoundError(f"The documents are missing beside {_PACKAGE}: install EdgeViz again.")
