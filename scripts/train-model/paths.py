"""Where the scripts read and write unless told otherwise."""

from __future__ import annotations

import argparse
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]


def add_path_arguments(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """Adds --shared (training and evaluation texts), --work (what one step hands to the next) and --model."""
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--shared", type=Path, default=REPOSITORY.parent / "shared")
    parser.add_argument("--work", type=Path, default=Path(__file__).resolve().parent / "work")
    parser.add_argument("--model", type=Path, default=REPOSITORY / "models" / "static.safetensors")
    return parser
