"""What numbers look like."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale

from edgeviz.core.advisor.situation import kilobytes, latency
from edgeviz.core.metric import QUANTITIES, Metric, Provenance
from edgeviz.ui import formatting


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
    yield
    QLocale.setDefault(before)


@pytest.mark.parametrize(
    ("value", "text"),
    [(0, "0 B"), (512, "512 B"), (999, "999 B"), (1000, "1.00 KB"), (12_340, "12.3 KB"), (143_212, "143 KB"),
     (999_700, "1.00 MB"), (575_000_000, "575 MB"), (2.2e9, "2.20 GB")],
)  # fmt: skip
def test_sizes_have_three_digits_and_count_in_thousands(value: float, text: str) -> None:
    assert formatting.size(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(0, "0 ns"), (0.0019, "1.9 ms"), (0.00085, "850 µs"), (0.1432, "143 ms"), (2.44, "2.4 s"), (0.9996, "1.0 s")],
)
def test_latencies_choose_their_unit(value: float, text: str) -> None:
    assert formatting.seconds(value) == text


@pytest.mark.parametrize(("value", "text"), [(0, "0"), (512, "512"), (1230, "1.23 K"), (40_600_000, "40.6 M")])
def test_counts_choose_their_prefix(value: float, text: str) -> None:
    assert formatting.count(value) == text


def test_waiting_times_are_written_in_words() -> None:
    texts = [formatting.duration(value) for value in (0.2, 12, 200, 7500)]
    assert texts == ["under 1 s", "12 s", "3 min 20 s", "2 h 5 min"]


def test_a_smaller_size_is_an_improvement_in_percent() -> None:
    assert formatting.change(QUANTITIES["size"], 26, 100) == formatting.Change("▼74 %", True)


def test_accuracy_changes_in_points_and_less_is_worse() -> None:
    assert formatting.change(QUANTITIES["accuracy"], 0.912, 0.917) == formatting.Change("▼0.5", False)


def test_a_difference_that_would_not_show_is_no_change() -> None:
    assert formatting.change(QUANTITIES["accuracy"], 0.9121, 0.9122) == formatting.Change("±0", None)
    assert formatting.change(QUANTITIES["size"], 100, 100) == formatting.Change("±0", None)


def test_almost_everything_less_is_not_everything_less() -> None:
    assert formatting.change(QUANTITIES["bops"], 4, 1024).text == "▼99.6 %"


def test_a_tenfold_increase_is_a_factor() -> None:
    assert formatting.change(QUANTITIES["latency"], 12, 1).text == "▲×12"


def test_a_change_from_nothing_has_no_percentage() -> None:
    assert formatting.change(QUANTITIES["macs"], 5, 0).text == ""


def test_a_metric_shows_its_value_interval_and_provenance() -> None:
    metric = Metric("accuracy", 0.912, Provenance.MEASURED, 0.906, 0.918, 2000)
    assert formatting.value_text(metric) == "91.2 %"
    assert formatting.interval_text(metric) == "±0.6"
    assert formatting.provenance_text(metric) == "● measured · 2,000 samples"


def test_the_size_of_a_written_file_is_called_exact() -> None:
    assert formatting.provenance_text(Metric("size", 5, Provenance.MEASURED)) == "● exact"


def test_no_metric_is_a_dash() -> None:
    assert formatting.value_text(None) == "–"
    assert formatting.interval_text(None) == ""


def test_the_tooltip_names_interval_baseline_device_date_and_note() -> None:
    metric = Metric("latency", 0.0019, Provenance.MEASURED, 0.0018, 0.002, device="this machine",
                    date="2026-01-02T03:04:05+00:00", note="median of 50 runs")  # fmt: skip
    tooltip = formatting.metric_tooltip(metric, Metric("latency", 0.0038, Provenance.MEASURED))
    for part in (
        "1.8 ms to 2.0 ms",
        "50 % less than float (3.8 ms)",
        "● measured",
        "this machine",
        "26",
        "median of 50",
    ):
        assert part in tooltip


def test_the_tooltip_of_a_size_has_every_byte() -> None:
    assert "143 KB (143,212 bytes)" in formatting.metric_tooltip(Metric("size", 143_212, Provenance.PREDICTED))


def test_an_axis_takes_the_unit_of_its_largest_value() -> None:
    assert formatting.axis_scale(QUANTITIES["size"]) == (1e-3, "KB")
    assert formatting.axis_scale(QUANTITIES["size"], 5e6) == (1e-6, "MB")
    assert formatting.axis_scale(QUANTITIES["accuracy"], 1.0) == (100.0, "%")
    assert formatting.axis_label(QUANTITIES["latency"], "ms") == "Latency (ms)"


def test_numbers_follow_the_locale() -> None:
    QLocale.setDefault(QLocale(QLocale.Language.German, QLocale.Country.Germany))
    assert formatting.percent(0.912) == "91,2 %"
    assert formatting.number(36864) == "36.864"


def test_every_quantity_has_a_title_and_an_explanation() -> None:
    for name in QUANTITIES:
        assert formatting.title(name) != name
        assert formatting.explanation(name)


def test_a_shape_is_shown_without_its_batch() -> None:
    assert formatting.shape(("N", 16, 32, 32)) == "16×32×32"
    assert formatting.shape((1, None)) == "?"
    assert formatting.shape(None) == "–"


@pytest.mark.parametrize("value", [0.0, 3e-9, 0.000105, 0.00094, 0.0019, 0.0123, 0.1434, 2.4])
def test_the_advice_writes_a_time_as_the_figure_bar_does(value: float) -> None:
    assert latency(value) == formatting.seconds(value)


@pytest.mark.parametrize("value", [1234, 41_200, 143_210, 999_700, 1_234_567])
def test_the_advice_writes_a_size_as_the_figure_bar_does(value: int) -> None:
    assert kilobytes(value) == formatting.size(value)
