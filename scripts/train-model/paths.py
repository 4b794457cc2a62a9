"""Where the scripts read and write unless told otherwise."""

from __future__ import annotations

import argparse
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]


def add_path_arguments(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """Adds --shared (training and evaluation texts), --work (what one step hands to the next) and --model."""
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    for option, default, what in (
        ("--shared", REPOSITORY.parent / "shared", "training and evaluation texts"),
        ("--work", Path(__file__).resolve().parent / "work", "what one step hands to the next"),
        ("--model", REPOSITORY / "models" / "static.safetensors", "the model file"),
    ):
        parser.add_argument(option, type=Path, default=default, help=f"{what} (default: %(default)s)")
    return parser
