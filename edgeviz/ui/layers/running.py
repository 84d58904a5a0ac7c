"""The columns that say how each layer really runs: its part of the time, its widths in the file and in the kernel."""

from __future__ import annotations

from collections.abc import Sequence

from edgeviz.core.layer_profile import LayerKernel, LayerProfile
from edgeviz.ui import formatting


class LayersRunning:
    """Texts of what was measured. ``is_old``: the recipe is another one by now; the figures are kept and dimmed."""

    def __init__(self, profile: LayerProfile | None = None, is_old: bool = False) -> None:
        self.profile = profile
        self.is_old = is_old
        shares = [profile.share(kernel.key) or 0.0 for kernel in profile.kernels] if profile is not None else []
        self._most = max(shares, default=0.0)
        #: Cells by layer: a table asks for them at every repaint.
        self._texts: dict[str, tuple[str, str, str, str]] = {}

    @property
    def is_empty(self) -> bool:
        return self.profile is None

    def kernel(self, key: str) -> LayerKernel | None:
        return self.profile.kernel_of.get(key) if self.profile is not None else None

    # ---- cells

    def text(self, at: int, key: str) -> str:
        """The cell in column ``at``: share of the time in percent, stored bits, what is computed, kernel."""
        if key not in self._texts:
            self._texts[key] = self._cells(key)
        return self._texts[key][at]

    def _cells(self, key: str) -> tuple[str, str, str, str]:
        nothing, profile, kernel = formatting.NOTHING, self.profile, self.kernel(key)
        if profile is None or kernel is None:
            return nothing, nothing, nothing, nothing
        share = profile.share(key)
        latency = nothing if share is None else formatting.number(100 * share, 1)
        stored = formatting.number(kernel.stored_bits)
        return latency, stored, kernel.computes or nothing, kernel.kernel or nothing

    def share(self, key: str) -> float:
        """Length of the bar: the part of the slowest layer's time, 0 to 1."""
        share = self.profile.share(key) if self.profile is not None else None
        return share / self._most if share and self._most else 0.0

    def sort_value(self, at: int, key: str) -> float:
        """Of the first two columns, which are numbers."""
        kernel, share = self.kernel(key), self.profile.share(key) if self.profile is not None else None
        number = share if at == 0 else kernel.stored_bits if kernel is not None else None
        return -1.0 if number is None else number

    def summary(self, keys: Sequence[str]) -> str:
        """One line about one or several layers: "● 12.5 % · FusedConv FP32, stored 4 bits"."""
        profile = self.profile
        if profile is None:
            return ""
        shares = [share for key in keys if (share := profile.share(key)) is not None]
        parts = [formatting.percent(sum(shares))] if shares else []
        kernels = dict.fromkeys(f"{k.kernel} {k.computes}" for key in keys if (k := self.kernel(key)) and k.kernel)
        parts += kernels
        one = self.kernel(keys[0]) if len(keys) == 1 else None
        if one is not None and one.saves_size_only:
            parts.append(formatting.translate("Layers", "stored in {} bits").format(one.stored_bits))
        if self.is_old:
            parts.append(formatting.translate("Layers", "before the last edits"))
        return f"● {formatting.joined(parts)}" if parts else formatting.NOTHING

    # ---- words

    def title(self, at: int) -> str:
        translate = formatting.translate
        return (
            translate("Layers", "Latency % ●"),
            translate("Layers", "Stored"),
            translate("Layers", "Computes"),
            translate("Layers", "Kernel"),
        )[at]

    def about(self, at: int) -> str:
        return self._about_latency() if at == 0 else self._about_widths()

    def _about_latency(self) -> str:
        lines = [
            formatting.translate(
                "Layers",
                "Measured: the layer's part of the time of all kernels, in percent, by onnxruntime's profiler. "
                "The bar is the part of the slowest layer.",
            ),
            *self._between(),
            formatting.translate(
                "Layers", "In a narrow panel other columns give way to these; the inspector has them."
            ),
            *self._where(),
        ]
        return "\n".join(lines)

    def _about_widths(self) -> str:
        return "\n".join([
            formatting.translate(
                "Layers",
                "Stored: bits of the weights in the exported file. Computes: what the kernel multiplies. "
                "Kernel: the operator in onnxruntime's optimized graph.",
            ),
            *self._where(),
        ])  # fmt: skip

    def tooltip(self, key: str) -> str:
        """Everything known about one layer, a fact a line."""
        profile, kernel = self.profile, self.kernel(key)
        if profile is None or kernel is None:
            return formatting.translate("Layers", "Not measured.")
        return "\n".join([key, *facts(profile, kernel), *self._where()])

    def _between(self) -> list[str]:
        """What lies between layers: quantizing, pooling, adding …"""
        profile = self.profile
        whole = profile.layer_seconds + profile.between_seconds if profile is not None else 0.0
        if profile is None or not whole:
            return []
        sums: dict[str, float] = {}
        for each in profile.between:
            sums[each.op] = sums.get(each.op, 0.0) + each.seconds
        largest = sorted(sums, key=lambda op: -sums[op])[:3]
        text = formatting.translate("Layers", "Between layers: {} ({})")
        share = formatting.percent(profile.between_seconds / whole)
        return [text.format(share, ", ".join(largest) or formatting.NOTHING)]

    def _where(self) -> list[str]:
        """On which device and when, and whether that is still the recipe."""
        profile = self.profile
        if profile is None:
            return []
        about = profile.environment
        lines = [
            formatting.translate("Layers", "● {} · batch {} · {} runs · {}").format(
                profile.device, formatting.number(about.batch), formatting.number(profile.runs),
                formatting.date_text(about.date),
            )
        ]  # fmt: skip
        if self.is_old:
            lines.append(formatting.translate("Layers", "Measured before the last edits: measure the layers again."))
        return lines


def facts(profile: LayerProfile, kernel: LayerKernel) -> list[str]:
    """Sentences about one layer: time, kernel, widths, and what that means."""
    translate = formatting.translate
    lines = []
    time, share = profile.time_of.get(kernel.key), profile.share(kernel.key)
    if time is not None and time.seconds is not None and share is not None:
        text = translate("Layers", "{} ({} to {}, 95 %), {} of all kernels' time")
        low, high = time.low if time.low is not None else time.seconds, time.high or time.seconds
        lines.append(text.format(*map(formatting.seconds, (time.seconds, low, high)), formatting.percent(share)))
        if time.unpacking > 0:
            text = translate("Layers", "{} of it unpack the weights, at every run")
            lines.append(text.format(formatting.seconds(time.unpacking)))
    if kernel.shared_with:
        lines.append(
            translate("Layers", "Its time is counted with {}: one kernel does both.").format(kernel.shared_with)
        )
    if not kernel.kernel:
        lines.append(translate("Layers", "No kernel of its own was found in the optimized graph."))
        return lines
    text = translate("Layers", "Kernel {}: computes in {}, weights stored in {} bits")
    lines.append(text.format(kernel.kernel, kernel.computes, kernel.stored_bits))
    if kernel.resident_bits != kernel.stored_bits:
        text = translate("Layers", "In memory the weights take {} bits: they are widened when the model is loaded.")
        lines.append(text.format(kernel.resident_bits))
    if kernel.saves_size_only:
        lines.append(translate("Layers", "W{} here saves size, not time.").format(kernel.stored_bits))
    return lines
