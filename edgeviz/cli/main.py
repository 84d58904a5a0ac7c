"""The command line: the window's main jobs without a window.

Nothing heavy is imported here: ``edgeviz --help`` answers at once, and spawned workers import this module again.
"""

from __future__ import annotations

import argparse
import difflib
import importlib
import io
import json
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path

from edgeviz import __version__
from edgeviz.cli.adapt_options import add_adapt_options
from edgeviz.cli.compress_options import add_compress_options, add_decompress_options
from edgeviz.cli.console import Console, FaultError, printable
from edgeviz.cli.device_measure import add_timing_options
from edgeviz.cli.device_options import add_device_commands
from edgeviz.cli.distill import add_distill_options
from edgeviz.cli.lab_options import (
    add_advise_options,
    add_allocate_options,
    add_device_option,
    add_front_options,
    add_sensitivity_options,
)
from edgeviz.cli.options import UsageError, add_data_options, add_recipe_arguments, add_recipe_options
from edgeviz.cli.prune import add_prune_options
from edgeviz.cli.qat import add_qat_options
from edgeviz.cli.report_options import add_report_options
from edgeviz.cli.search_options import add_search_options
from edgeviz.cli.simulate_options import add_simulate_options
from edgeviz.core.errors import EdgeVizError
from edgeviz.core.package import FORMATS

EXIT_OK, EXIT_ERROR, EXIT_USAGE, EXIT_FAULT, EXIT_CANCELLED = 0, 1, 2, 3, 130

DESCRIPTION = """A desktop workbench for putting neural networks on edge devices.

  edgeviz             open the window
  edgeviz FILE        open the window with a project (.edgeviz) or a model (.onnx, .pt2)
  edgeviz COMMAND …   do the same work here, without a window"""

EXIT_CODES = """exit codes:
  0    done
  1    an error that you can mend: the message says how
  2    the command line is wrong
  3    a fault in EdgeViz
  130  cancelled with Ctrl-C

Results go to stdout, progress and messages to stderr. "edgeviz COMMAND --help" lists the options of a command."""


def add_common_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print JSON, and nothing else, on stdout")
    parser.add_argument("--verbose", action="store_true", help="details of errors, and more messages")


def build_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="edgeviz",
        usage="edgeviz [-h] [--version] [FILE | COMMAND ...]",
        description=DESCRIPTION,
        epilog=EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"EdgeViz {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")

    def command(name: str, text: str, handler: str) -> argparse.ArgumentParser:
        found = commands.add_parser(
            name,
            help=text,
            description=text[0].upper() + text[1:] + ".",
            epilog=EXIT_CODES.partition("\n\n")[0],
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        found.set_defaults(handler=handler)
        add_common_options(found)
        return found

    inspect = command("inspect", "show a model's layers and what they cost", "commands:inspect")
    evaluate = command("evaluate", "measure a recipe beside the float model", "commands:evaluate")
    export = command("export", "write a quantized ONNX model, or a package of formats, and check it", "commands:export")
    sensitivity = command("sensitivity", "show how much each layer suffers from each width", "lab:sensitivity")
    front = command("front", "find the recipes that no other recipe beats", "lab:front")
    allocate = command("allocate", "find the best recipe within limits", "lab:allocate")
    compare = command("compare", "say whether one recipe is more accurate than another", "compare:run_compare")
    advise = command("advise", "say what to try next, and why", "advise:run_advise")
    qat = command("qat", "train a model to work at a recipe's widths", "qat:run_qat")
    distill = command("distill", "train a smaller network with the help of teachers", "distill:run_distill")
    prune = command(
        "prune", "take weights or channels out of a model and train the rest (or not: --epochs 0)", "prune:run_prune"
    )
    compress = command(
        "compress", "prune, share weights and Huffman code a model (Deep Compression)", "compress:compress"
    )
    trains = (qat, distill, prune, compress)
    for one in (inspect, evaluate, export, sensitivity, front, allocate, compare, advise, *trains):
        one.add_argument("model", metavar="MODEL", help="a model (.onnx, .pt2) or a project (.edgeviz)")
    for one in (inspect, evaluate, compare, advise):
        add_device_option(one)
    for one in (evaluate, export, advise):
        add_recipe_options(one)
        add_data_options(one)
    for one in (sensitivity, front, allocate):
        add_sensitivity_options(one)
    add_advise_options(advise)
    add_recipe_arguments(compare)
    add_data_options(compare)
    add_front_options(front)
    add_allocate_options(allocate)
    add_qat_options(qat)
    add_distill_options(distill)
    add_prune_options(prune)
    add_compress_options(compress)
    decompress = command("decompress", "write the ONNX model of a compressed file", "compress:decompress")
    add_decompress_options(decompress)
    add_timing_options(evaluate, 0.4)
    evaluate.add_argument("--no-latency", action="store_true", help="do not time the model in onnxruntime")
    evaluate.add_argument("--no-reference", action="store_true", help="do not measure the float model too")
    export.add_argument(
        "--output", "-o", required=True, metavar="FILE", help="the .onnx file to write; with --formats a folder or .zip"
    )
    export.add_argument(
        "--formats", metavar="NAME,NAME", help=f"what to write, several at once: {', '.join(FORMATS)}, or all"
    )
    export.add_argument("--force", action="store_true", help="replace files that exist")
    adapt = command("adapt", "make a model that adapts at run time: exits, skipping, widths, …", "adapt:adapt")
    adapt.add_argument("model", metavar="MODEL", help="a model (.onnx, .pt2) or a project (.edgeviz)")
    add_adapt_options(adapt)
    add_simulate_options(command("simulate", "play run-time policies against a scenario", "simulate:run_simulate"))
    add_report_options(command("report", "write a page for those who decide, a PDF, figures", "report:run_report"))
    add_search_options(command("search", "design a network for a device (architecture search)", "search:run_search"))
    # Its commands say their options themselves.
    group = commands.add_parser(
        "device", prog="edgeviz device", help="list and show device profiles", description="Device profiles."
    )
    add_device_commands(group, add_common_options)
    demo = command("demo", "do the main job once on the bundled model", "demo:demo")
    demo.add_argument(
        "--output", "-o", metavar="DIR", help="without a window: print a table, write models, a project and screenshots"
    )
    demo.add_argument("--no-screenshots", action="store_true", help="do not render the window")
    present = command("present", "show the story of a project on the whole screen", "present:present")
    present.add_argument("file", metavar="FILE", nargs="?", help="a project or a model; without one, the demo")
    command("self-test", "check that this installation works", "self_test:self_test")
    return parser


def main(argv: Sequence[str]) -> int:
    """Run ``argv`` and return the exit code; argparse's own exits (--help, wrong usage) come as SystemExit."""
    arguments = list(argv)
    parser = build_parser()
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A file name that is no text, or a terminal without Unicode, must not end the program after its work.
        sys.stdout.reconfigure(errors="backslashreplace")
    if _wants_window(arguments, parser):
        return _guarded(lambda: window(arguments[0] if arguments else None), False, False)
    options = parser.parse_args(arguments)
    if options.command is None:
        parser.error("a command or a file is expected")
    module, _, name = options.handler.partition(":")
    handler = getattr(importlib.import_module(f"edgeviz.cli.{module}"), name)
    console = Console(verbose=options.verbose)

    def work() -> int:
        try:
            return int(handler(options, console) or EXIT_OK)
        finally:
            console.clear()

    return _guarded(work, options.json, options.verbose)


def _wants_window(arguments: list[str], parser: argparse.ArgumentParser) -> bool:
    if not arguments:
        return True
    first = arguments[0]
    commands = [
        "inspect",
        "evaluate",
        "export",
        "sensitivity",
        "front",
        "allocate",
        "compare",
        "advise",
        "qat",
        "distill",
        "prune",
        "compress",
        "decompress",
        "adapt",
        "simulate",
        "search",
        "report",
        "device",
        "demo",
        "present",
        "self-test",
    ]
    if first.startswith("-") or first in commands:
        return False
    if len(arguments) > 1:
        parser.error(f"unexpected after {first!r}: {arguments[1]!r}")
    if not Path(first).exists() and not Path(first).suffix and os.sep not in first:
        near = difflib.get_close_matches(first, commands, 1)
        parser.error(f"no such command or file: {first!r}" + (f"; did you mean {near[0]!r}?" if near else ""))
    return True


def window(file: str | None = None, demo: bool = False, present: bool = False) -> int:
    """Open the window and return its exit code when it is closed. Raises EdgeVizError without a screen."""
    if file is not None and not Path(file).exists():
        raise EdgeVizError(f"{file} does not exist.", "Check the path.")
    if not has_display():
        command = f"edgeviz inspect {file}" if file else "edgeviz demo --output DIR"
        raise EdgeVizError("No screen was found for the window.", f"Without one, run: {command}")
    run = importlib.import_module("edgeviz.app").run
    return int(run(None if file is None else str(Path(file).absolute()), demo, present))


def has_display() -> bool:
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def _guarded(work: Callable[[], int], as_json: bool, verbose: bool) -> int:
    """Run ``work``; turn every way it can fail into a message and an exit code."""
    try:
        return work()
    except EdgeVizError as error:
        return _report(EXIT_ERROR, error.what, error.remedy, error.details, as_json, verbose)
    except UsageError as error:
        return _report(EXIT_USAGE, f"{error}.", "See --help.", "", as_json, verbose)
    except KeyboardInterrupt:
        return _report(EXIT_CANCELLED, "Cancelled.", "", "", as_json, verbose)
    except BrokenPipeError:
        # The reader (head, less) is gone; without this Python complains once more when it flushes stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_OK
    except FaultError as error:
        return _report(EXIT_FAULT, error.what, "This is a fault in EdgeViz.", error.details, as_json, verbose)
    except Exception as error:
        what = f"{type(error).__name__}: {error}"
        return _report(EXIT_FAULT, what, "This is a fault in EdgeViz.", traceback.format_exc(), as_json, verbose)


def _report(code: int, what: str, remedy: str, details: str, as_json: bool, verbose: bool) -> int:
    if as_json:
        print(json.dumps({"error": {"exit_code": code, "what": what, "remedy": remedy, "details": details}}, indent=1))
    print(printable(f"edgeviz: {what} {remedy}".rstrip()), file=sys.stderr)
    if details and verbose:
        print(printable(details.rstrip()), file=sys.stderr)
    elif details and code == EXIT_FAULT:
        print("edgeviz: add --verbose for the details.", file=sys.stderr)
    return code
