"""Figures as SVG text, for files, for print and for readers without scripts. Light colours: paper is white."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, isfinite, log2, log10
from unicodedata import east_asian_width

from edgeviz.core import units
from edgeviz.core.graph import ModelGraph
from edgeviz.core.metric import QUANTITIES
from edgeviz.core.recipe import Recipe
from edgeviz.report.language import ENGLISH, Language
from edgeviz.report.points import Point, front_of
from edgeviz.report.replay import Replay, replay_json
from edgeviz.report.texts import plain

WIDTH, HEIGHT = 760, 420
LEFT, RIGHT, TOP, BOTTOM = 64, 20, 16, 48
TEXT, MUTED, BORDER, ACCENT = "#1B2430", "#5A6574", "#D9DEE5", "#1F5FD6"
GOOD, WARNING, BAD = "#2E8B57", "#B26A00", "#C0392B"
#: Okabe-Ito, by kind of point, each with its shape.
COLOURS = {"mixed": "#0072B2", "uniform": "#B26A00", "float": "#009E73", "other model": "#CC79A7"}
SHADES = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#8A7A00", "#5A6574")
_SCALES = {"bytes": units.SIZE, "s": units.TIME, "J": units.ENERGY, "count": units.COUNT}


@dataclass(frozen=True)
class Axis:
    """Stored values low … high on pixels begin … end; ``factor``: of what is written beside it."""

    title: str
    low: float
    high: float
    begin: float
    end: float
    factor: float

    def at(self, value: float) -> float:
        return self.begin + (value - self.low) / (self.high - self.low) * (self.end - self.begin)

    def ticks(self) -> list[tuple[float, str]]:
        """(pixel, text) at round numbers."""
        step = nice_step((self.high - self.low) * self.factor)
        first = ceil(self.low * self.factor / step - 1e-9)
        last = floor(self.high * self.factor / step + 1e-9)
        decimals = max(0, -floor(log10(step)))
        return [(self.at(n * step / self.factor), f"{n * step:.{decimals}f}") for n in range(first, last + 1)]


def nice_step(span: float, wanted: int = 6) -> float:
    """1, 2 or 5 times a power of ten, so that about ``wanted`` of it fill ``span``."""
    raw = span / wanted if span > 0 and isfinite(span) else 1.0
    power: float = 10.0 ** floor(log10(raw))
    return next((factor * power for factor in (1, 2, 5) if factor * power >= raw), 10 * power)


def axis(name: str, values: Sequence[float], begin: float, end: float, language: Language) -> Axis:
    low, high = min(values, default=0.0), max(values, default=1.0)
    room = 0.05 * (high - low) or abs(high) * 0.1 or 1.0
    low, high = low - room if low < 0 or low - room >= 0 else 0.0, high + room
    unit = QUANTITIES[name].unit
    factor, text = (100.0, "%") if unit == "fraction" else units.choose(_SCALES[unit], high)
    title = language.translate(QUANTITIES[name].title)
    return Axis(f"{title} ({text})" if text else title, low, high, begin, end, factor)


def escape(content: str) -> str:
    return html.escape(plain(content))


def document(body: Sequence[str], width: float, height: float, title: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}" '
        f'height="{height:.0f}" font-family="sans-serif" font-size="12" role="img"><title>{escape(title)}</title>'
        f'<rect width="{width:.0f}" height="{height:.0f}" fill="#FFFFFF"/>' + "".join(body) + "</svg>\n"
    )


def letters(content: str) -> int:
    """How many Latin letters are as wide as ``content``: a syllable of Hangul is as wide as two."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in content)


def text(x: float, y: float, content: str, anchor: str = "start", fill: str = MUTED, size: int = 12) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{fill}" font-size="{size}">'
        f"{escape(content)}</text>"
    )


def line(x1: float, y1: float, x2: float, y2: float, stroke: str = BORDER, more: str = "") -> str:
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{stroke}" {more}/>'


def shape(kind: str, x: float, y: float, size: float) -> str:
    """The symbol of a kind of point, as attributes of a path."""
    s = size
    if kind == "uniform":
        return f"M{x - s:.1f} {y - s:.1f}h{2 * s:.1f}v{2 * s:.1f}h{-2 * s:.1f}z"
    if kind == "float":
        return f"M{x:.1f} {y - 1.3 * s:.1f}l{1.2 * s:.1f} {2.2 * s:.1f}h{-2.4 * s:.1f}z"
    if kind == "other model":
        d = 1.4 * s
        return f"M{x:.1f} {y - d:.1f}l{d:.1f} {d:.1f}l{-d:.1f} {d:.1f}l{-d:.1f} {-d:.1f}z"
    return f"M{x - s:.1f} {y:.1f}a{s:.1f} {s:.1f} 0 1 0 {2 * s:.1f} 0a{s:.1f} {s:.1f} 0 1 0 {-2 * s:.1f} 0z"


# ---- the front


def front_svg(points: Sequence[Point], x: str, y: str, language: Language = ENGLISH) -> str:
    """The trade-off between ``x`` and ``y``, with the front as a line and the chosen points by name."""
    tr = language.translate
    placed = [(one, p.value, q.value) for one in points if (p := one.metric(x)) and (q := one.metric(y))]
    across = axis(x, [row[1] for row in placed], LEFT, WIDTH - RIGHT, language)
    up = axis(y, [row[2] for row in placed], HEIGHT - BOTTOM, TOP, language)
    body = _frame(across, up)
    front = [points[row] for row in front_of(points, x, y)]
    at = {one.name: (across.at(a), up.at(b)) for one, a, b in placed}
    if front:
        path = " ".join(f"{at[one.name][0]:.1f},{at[one.name][1]:.1f}" for one in front)
        body.append(f'<polyline points="{path}" fill="none" stroke="{ACCENT}" stroke-width="2"/>')
    for one, *_ in placed:
        fill = COLOURS[one.kind]
        body.append(f'<path d="{shape(one.kind, *at[one.name], 4)}" fill="{fill}" stroke="#FFFFFF"/>')
    taken: list[tuple[float, float]] = []
    for one, *_ in placed:
        if not one.chosen:
            continue
        a, b = at[one.name]
        body.append(f'<circle cx="{a:.1f}" cy="{b:.1f}" r="9" fill="none" stroke="{TEXT}" stroke-width="1.5"/>')
        right = a > (LEFT + WIDTH) / 2
        # One below the other where two names would lie on one another.
        height = b - 12 if b > TOP + 24 else b + 24
        while any(abs(height - other) < 13 and abs(a - beside) < 160 for beside, other in taken):
            height += 14
        if height > b + 32:
            body.append(line(a, b + 9, a + (-6 if right else 6), height - 4, MUTED))
        taken.append((a, height))
        words = {tr("current"): one.current, tr("pinned"): one.pinned, tr("reference"): one.reference}
        name = f"{language.name(one.name)} ({', '.join(word for word, holds in words.items() if holds)})"
        body.append(text(a + (-8 if right else 8), height, name, "end" if right else "start", TEXT))
    title = tr("{} against {}: {} points, {} on the front")
    title = title.format(tr(QUANTITIES[y].title), tr(QUANTITIES[x].title), len(placed), len(front))
    return document(body, WIDTH, HEIGHT, title)


def _frame(across: Axis, up: Axis) -> list[str]:
    body = []
    for pixel, label in across.ticks():
        body.append(line(pixel, TOP, pixel, HEIGHT - BOTTOM))
        body.append(text(pixel, HEIGHT - BOTTOM + 16, label, "middle"))
    for pixel, label in up.ticks():
        body.append(line(LEFT, pixel, WIDTH - RIGHT, pixel))
        body.append(text(LEFT - 8, pixel + 4, label, "end"))
    body.append(text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 8, across.title, "middle", TEXT))
    middle = (TOP + HEIGHT - BOTTOM) / 2
    body.append(f'<g transform="translate(14 {middle:.1f}) rotate(-90)">{text(0, 0, up.title, "middle", TEXT)}</g>')
    return body


# ---- the widths of a recipe

#: Layers of which each has a bar that can be told from its neighbours.
MOST_BARS = 120


def widths_svg(graph: ModelGraph, recipe: Recipe, name: str, language: Language = ENGLISH) -> str:
    """Bits of each layer's weights and activations, in the order of the network."""
    tr, layers = language.translate, graph.layers[:MOST_BARS]
    height, floor_at = 240, 190
    step = (WIDTH - LEFT - RIGHT) / max(1, len(layers))
    body = []
    for bits in (2, 4, 8, 16, 32):
        y = floor_at - 32 * log2_of(bits)
        body += [line(LEFT, y, WIDTH - RIGHT, y), text(LEFT - 8, y + 4, str(bits), "end")]
    for index, layer in enumerate(layers):
        row, x = recipe[layer.key], LEFT + index * step
        for offset, spec, colour in ((0.08, row.weight, COLOURS["mixed"]), (0.5, row.activation, COLOURS["uniform"])):
            tall = 32 * log2_of(spec.bits)
            body.append(
                f'<rect x="{x + offset * step:.1f}" y="{floor_at - tall:.1f}" width="{0.4 * step:.1f}" '
                f'height="{max(tall, 2):.1f}" fill="{colour}"/>'
            )
    if len(layers) <= 24:
        for index in range(len(layers)):
            body.append(text(LEFT + (index + 0.5) * step, floor_at + 16, str(index + 1), "middle"))
    more = ""
    if len(graph.layers) > MOST_BARS:
        more = "; " + tr("the first {} of {}").format(MOST_BARS, len(graph.layers))
    below = tr("Layer, in the order of the network") + more
    body.append(text((LEFT + WIDTH) / 2, floor_at + 36, below, "middle", TEXT))
    beside = text(0, 0, tr("Bits"), "middle", TEXT)
    body.append(f'<g transform="translate(14 {floor_at / 2:.0f}) rotate(-90)">{beside}</g>')
    for x, colour, label in (
        (WIDTH - 220, COLOURS["mixed"], tr("weights")),
        (WIDTH - 120, COLOURS["uniform"], tr("activations")),
    ):
        body.append(f'<rect x="{x}" y="2" width="10" height="10" fill="{colour}"/>{text(x + 16, 11, label)}')
    return document(body, WIDTH, height, tr("Bits of the layers: {}").format(language.name(name)))


def log2_of(bits: int) -> float:
    return log2(max(1, bits))


# ---- a replayed policy


def replay_svg(replay: Replay, language: Language = ENGLISH) -> str:
    """Latency of each answer and the operating point over time, of one policy's run: the best adaptive one."""
    tr, found = language.translate, replay_json(replay, language)
    run = found["runs"][0]
    label = run["policy"]
    height, bottom, band = 320, 230, 260
    latest = max([row[1] for row in run["in_time"] + run["late"]], default=1.0)
    top = max(latest, found["deadline"]) * 1.1
    end = found["end"] or 1.0

    def x_of(time: float) -> float:
        return LEFT + time / end * (WIDTH - LEFT - RIGHT)

    def y_of(latency: float) -> float:
        return bottom - latency / top * (bottom - TOP - 16)

    body = []
    step = nice_step(top, 4)
    decimals = max(0, -floor(log10(step)))
    for n in range(int(top / step) + 1):
        y = y_of(n * step)
        body += [line(LEFT, y, WIDTH - RIGHT, y), text(LEFT - 8, y + 4, f"{n * step:.{decimals}f}", "end")]
    step = nice_step(end)
    decimals = max(0, -floor(log10(step)))
    for n in range(int(end / step) + 1):
        body.append(text(x_of(n * step), height - 24, f"{n * step:.{decimals}f}", "middle"))
    limit = y_of(found["deadline"])
    body.append(line(LEFT, limit, WIDTH - RIGHT, limit, BAD, 'stroke-dasharray="5 4"'))
    body.append(text(WIDTH - RIGHT, limit - 4, tr("deadline"), "end", BAD))
    for name, colour in (("in_time", GOOD), ("late", BAD)):
        for time, latency in run[name]:
            body.append(f'<circle cx="{x_of(time):.1f}" cy="{y_of(latency):.1f}" r="2" fill="{colour}"/>')
    for time in run["lost"]:
        body.append(f'<path d="M{x_of(time) - 3:.1f} {TOP + 3}l6 6m0 -6l-6 6" stroke="{BAD}" fill="none"/>')
    for index, (time, point) in enumerate(run["points"]):
        until = run["points"][index + 1][0] if index + 1 < len(run["points"]) else end
        body.append(
            f'<rect x="{x_of(time):.1f}" y="{band - 12}" width="{max(0.5, x_of(until) - x_of(time)):.1f}" height="16" '
            f'fill="{SHADES[point % len(SHADES)]}"/>'
        )
    used = sorted({point for _, point in run["points"]})
    body.append(text(LEFT - 8, band, tr("Point"), "end"))
    body.append(text((LEFT + WIDTH) / 2, height - 8, tr("Time (s)"), "middle", TEXT))
    body.append(text(LEFT, 12, f"{tr('Latency (ms)')}, {label}: {found['scenario']}", "start", TEXT))
    x = float(LEFT)
    for point in used[:6]:
        name = found["points"][point][:22]
        body.append(f'<rect x="{x:.0f}" y="{band + 10}" width="10" height="10" fill="{SHADES[point % len(SHADES)]}"/>')
        body.append(text(x + 14, band + 19, name, size=11))
        x += 26 + 6.2 * letters(name)
    return document(body, WIDTH, height, tr("{} in the scenario {}").format(label, found["scenario"]))
