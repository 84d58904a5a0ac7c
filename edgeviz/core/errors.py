"""One error type for everything a person can cause and can mend."""

from __future__ import annotations


class EdgeVizError(Exception):
    """An error with a remedy, shown as it stands in the window and on the command line.

    ``what`` says what happened and to which file, layer or field; ``remedy`` says what to do about it;
    ``details`` is the rest, one click away.
    """

    def __init__(self, what: str, remedy: str = "", details: str = "") -> None:
        super().__init__(f"{what} {remedy}".strip())
        self.what = what
        self.remedy = remedy
        self.details = details

    def __reduce__(self) -> tuple[type[EdgeVizError], tuple[str, str, str]]:
        return type(self), (self.what, self.remedy, self.details)


class ModelError(EdgeVizError):
    """A model file that cannot be read, or a model that cannot be run."""


class DataError(EdgeVizError):
    """A data set that cannot be read or does not fit the model."""


class RecipeError(EdgeVizError):
    """A recipe that names a layer or a setting which does not exist."""


class ProjectError(EdgeVizError):
    """A project file that cannot be read or written."""
