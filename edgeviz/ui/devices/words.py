"""What the fields of a device profile are called, and what each means."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from edgeviz.core.metric import Provenance

translate = QCoreApplication.translate


def group_title(group: str) -> str:
    return {
        "arithmetic": translate("Devices", "Arithmetic"),
        "memory": translate("Devices", "Memory"),
        "power": translate("Devices", "Power"),
        "energy": translate("Devices", "Energy constants"),
        "frequency": translate("Devices", "Frequency and voltage"),
        "runtimes": translate("Devices", "Kernels by runtime"),
    }[group]


def group_text(group: str) -> str:
    return {
        "arithmetic": translate("Devices", "Where a width is empty, layers run at the next wider one, or not at all."),
        "memory": translate("Devices", "Activations that fit on the chip move at its bandwidth, where it is given."),
        "power": translate("Devices", "Of the whole device."),
        "energy": translate("Devices", "All seven, or none: then no energy is modelled."),
        "frequency": translate("Devices", "All six, or none. P(f) = C·V(f)²·f + static; V is linear between levels."),
        "runtimes": translate("Devices", "Weight and activation bits, such as W8A8; 16 and 32 are floats."),
    }[group]  # fmt: skip


def title(path: str) -> str:
    outer, _, inner = path.partition(".")
    if outer == "rates":
        return translate("Devices", "Peak, {} bit").format(inner)
    if outer == "efficiency":
        if inner:
            return translate("Devices", "Efficiency, {} bit").format(inner)
        return translate("Devices", "Efficiency, all widths")
    if outer == "runtimes":
        return inner
    return {
        "layer_overhead": translate("Devices", "Overhead per layer"),
        "bandwidth": translate("Devices", "Bandwidth"),
        "on_chip_bandwidth": translate("Devices", "On-chip bandwidth"),
        "flash": translate("Devices", "Flash"),
        "memory": translate("Devices", "RAM"),
        "on_chip": translate("Devices", "On-chip memory"),
        "idle_power": translate("Devices", "Idle"),
        "load_power": translate("Devices", "Under load"),
        "energy.multiply": translate("Devices", "8-bit multiplication"),
        "energy.add": translate("Devices", "Addition"),
        "energy.mac_fp32": translate("Devices", "FP32 multiply-accumulate"),
        "energy.mac_fp16": translate("Devices", "FP16 multiply-accumulate"),
        "energy.byte": translate("Devices", "Byte of main memory"),
        "energy.static_power": translate("Devices", "Static power"),
        "energy.calibration": translate("Devices", "Calibration factor"),
        "frequency.levels": translate("Devices", "Levels"),
        "frequency.nominal": translate("Devices", "Nominal"),
        "frequency.capacitance": translate("Devices", "Effective capacitance"),
        "frequency.voltage_low": translate("Devices", "Voltage, lowest level"),
        "frequency.voltage_high": translate("Devices", "Voltage, highest level"),
        "frequency.static_power": translate("Devices", "Static power"),
    }[path]


def meaning(path: str) -> str:
    outer = path.partition(".")[0]
    if outer == "rates":
        return translate(
            "Devices", "Multiply-accumulates per second at most, of a unit of this width; 16 and 32 are floats"
        )
    if outer == "efficiency":
        return translate("Devices", "Share of the peak that real layers reach, above 0 and at most 1")
    if outer == "runtimes":
        return translate("Devices", "What this runtime has kernels for on the device, separated by commas")
    return {
        "layer_overhead": translate("Devices", "Time that every layer takes beside its work"),
        "bandwidth": translate("Devices", "Of the main memory, as one inference gets it"),
        "on_chip_bandwidth": translate("Devices", "Of the memory on the chip"),
        "flash": translate("Devices", "Room for the model's file"),
        "memory": translate("Devices", "Room for activations, and for weights where they are not run from flash"),
        "on_chip": translate("Devices", "Fast memory on the chip: caches or SRAM"),
        "idle_power": translate("Devices", "Drawn while it waits"),
        "load_power": translate("Devices", "Drawn under full load"),
        "energy.multiply": translate("Devices", "Energy of one 8-bit integer multiplication"),
        "energy.add": translate("Devices", "Energy of adding a product up"),
        "energy.mac_fp32": translate("Devices", "Energy of one multiply-accumulate in FP32"),
        "energy.mac_fp16": translate("Devices", "Energy of one multiply-accumulate in FP16"),
        "energy.byte": translate("Devices", "Energy of moving one byte to or from main memory"),
        "energy.static_power": translate("Devices", "Drawn for as long as an inference takes"),
        "energy.calibration": translate("Devices", "Joules here for each joule of arithmetic and memory above"),
        "frequency.levels": translate("Devices", "Clocks that can be set, rising, separated by commas"),
        "frequency.nominal": translate("Devices", "The clock at which the peaks above hold"),
        "frequency.capacitance": translate("Devices", "C in P = C·V²·f"),
        "frequency.voltage_low": translate("Devices", "At the lowest level"),
        "frequency.voltage_high": translate("Devices", "At the highest level"),
        "frequency.static_power": translate("Devices", "Drawn at any clock while it computes"),
    }[path]  # fmt: skip


def trust_title(trust: str) -> str:
    return {
        Provenance.MEASURED.value: translate("Devices", "● measured"),
        Provenance.VENDOR.value: translate("Devices", "▫ vendor"),
        Provenance.ASSUMED.value: translate("Devices", "▫ assumed"),
    }[trust]
