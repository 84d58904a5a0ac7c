"""The options of report. Light: --help waits for nothing."""

from __future__ import annotations

import argparse

from edgeviz.cli.lab_options import add_device_option
from edgeviz.resources import LANGUAGES


def add_report_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("project", metavar="PROJECT", help="a project (.edgeviz)")
    parser.add_argument("--output", "-o", required=True, metavar="FILE", help="the .html file to write")
    parser.add_argument("--pdf", action="store_true", help="write a PDF beside it")
    parser.add_argument("--figures", metavar="DIR", help="write the figures there, as SVG and PNG")
    parser.add_argument("--title", default="", metavar="TEXT", help="the title; without it a question about the model")
    parser.add_argument("--question", default="", metavar="TEXT", help="the question that the report answers")
    parser.add_argument("--author", default="", metavar="NAME", help="who wrote it")
    parser.add_argument(
        "--sections",
        default="",
        metavar="NAME,NAME",
        help="what it holds: model, front, chosen, layers, replay, provenance, reproduce; all by default",
    )
    parser.add_argument("--language", choices=LANGUAGES, default="en", help="of what the report says; en by default")
    parser.add_argument("--force", action="store_true", help="replace files that exist")
    add_device_option(parser)
