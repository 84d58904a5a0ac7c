"""How stored values become positions on the plot, and positions texts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from edgeviz.core.metric import QUANTITIES
from edgeviz.ui import formatting
from edgeviz.ui.plots.cloud import Cloud

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Projection:
    """The two quantities of a plot, each shown in its stored unit times a factor; x perhaps as a logarithm."""

    x_name: str
    y_name: str
    x_factor: float = 1.0
    y_factor: float = 1.0
    x_unit: str = ""
    y_unit: str = ""
    log: bool = False

    @staticmethod
    def of(cloud: Cloud, log: bool) -> Projection:
        """With units in which the largest value of each axis reads well. ``cloud`` has at least one point."""
        x_factor, x_unit = formatting.axis_scale(QUANTITIES[cloud.x_name], float(np.max(np.abs(cloud.x))))
        y_factor, y_unit = formatting.axis_scale(QUANTITIES[cloud.y_name], float(np.max(np.abs(cloud.y))))
        return Projection(cloud.x_name, cloud.y_name, x_factor, y_factor, x_unit, y_unit, log)

    @property
    def labels(self) -> tuple[str, str]:
        """Titles of both axes with their units."""
        x, y = QUANTITIES[self.x_name], QUANTITIES[self.y_name]
        return formatting.axis_label(x, self.x_unit), formatting.axis_label(y, self.y_unit)

    def x(self, values: Floats) -> Floats:
        """Positions of stored values; on a logarithmic axis these are positive."""
        scaled = values * self.x_factor
        return np.log10(scaled) if self.log else scaled

    def y(self, values: Floats) -> Floats:
        return values * self.y_factor

    def point(self, x: float, y: float) -> tuple[float, float]:
        """The position of one pair of stored values."""
        return float(self.x(np.asarray(x))), y * self.y_factor

    def read_x(self, position: float) -> str:
        stored = (10**position if self.log else position) / self.x_factor
        return formatting.quantity_text(QUANTITIES[self.x_name], stored)

    def read_y(self, position: float) -> str:
        return formatting.quantity_text(QUANTITIES[self.y_name], position / self.y_factor)
