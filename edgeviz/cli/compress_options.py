"""Options of compress and decompress, apart from the commands: those load numpy, which starting must not."""

from __future__ import annotations

import argparse

from edgeviz.cli.options import add_data_options, positive
from edgeviz.cli.train_options import add_train_options
from edgeviz.core.compress.request import GAPS, MOST_BITS, SUFFIX, TUNE, DeepRequest

_DEFAULT = DeepRequest()


def add_compress_options(parser: argparse.ArgumentParser) -> None:
    add_data_options(parser)
    group = parser.add_argument_group("pruning")
    for kind, text, default in (
        ("conv", "convolutions", _DEFAULT.conv_sparsity),
        ("dense", "all other layers", _DEFAULT.dense_sparsity),
    ):
        group.add_argument(
            f"--{kind}-sparsity",
            type=float,
            metavar="X",
            default=default,
            help=f"share of the weights of {text} that is removed (default {default})",
        )
    group.add_argument(
        "--prune", action="append", default=[], metavar="LAYER=X", help="of one layer, or of all that match a pattern"
    )
    group.add_argument(
        "--ramp",
        type=float,
        default=_DEFAULT.ramp,
        metavar="X",
        help=f"share of the training over which it rises, 0 for at once (default {_DEFAULT.ramp})",
    )
    group = parser.add_argument_group("weight sharing")
    widths = range(1, MOST_BITS + 1)
    for kind, text, default in (
        ("conv", "convolutions", _DEFAULT.conv_bits),
        ("dense", "all other layers", _DEFAULT.dense_bits),
    ):
        group.add_argument(
            f"--{kind}-bits",
            type=int,
            choices=widths,
            metavar="N",
            default=default,
            help=f"{text} share 2^N weights, N from 1 to {MOST_BITS} (default {default})",
        )
    group.add_argument("--bits", action="append", default=[], metavar="LAYER=N", help="of one layer or a pattern")
    for kind, text in (("conv", "convolutions"), ("dense", "all other layers")):
        group.add_argument(
            f"--{kind}-index",
            type=int,
            choices=(0, *GAPS),
            default=0,
            help=f"bits of a gap between the weights of {text} (default 0: whichever is smallest)",
        )
    group.add_argument("--tune-epochs", type=positive, metavar="N", help=f"of the centroids (default {TUNE.epochs})")
    group.add_argument("--tune-rate", type=float, metavar="X", help=f"of the centroids (default {TUNE.rate})")
    add_train_options(parser, suffix=SUFFIX)


def add_decompress_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help=f"a compressed model ({SUFFIX})")
    parser.add_argument("--output", "-o", required=True, metavar="FILE", help="the .onnx file to write")
    parser.add_argument("--force", action="store_true", help="replace the file if it exists")
