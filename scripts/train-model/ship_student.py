"""Step S3: writes a trained student as an ONNX file, its weights rounded to 8 bits.

Weights are rounded to 7 of the 8 bits, one scale a column: processors without VNNI instructions add pairs of
products in 16 bits, which would overflow with all eight. So every processor computes the same integers.
Activations are rounded as they come, by the largest of their tensor.
"""

from __future__ import annotations

import argparse
import logging
import tempfile
from pathlib import Path

import onnx
from onnxruntime.quantization import QuantType, quantize_dynamic

from encoder import MAX_TOKENS, Encoder
from paths import REPOSITORY, add_path_arguments
from student_graph import student_graph
from student_reference import BEGIN, END, load_student
from word_piece import CONTINUATION_PREFIX, MAX_WORD_CHARACTERS, UNKNOWN_TOKEN

# Raised with every change of the weights: an index remembers which model embedded it.
VERSION = "1.1.0"


def describe(encoder: Encoder, vocabulary: list[str]) -> dict[str, object]:
    return {
        "name": "sitecite-student",
        "version": VERSION,
        "language": "en",
        "dimensions": encoder.shape.dimensions,
        "max_tokens": MAX_TOKENS,
        "begin_token": BEGIN,
        "end_token": END,
        "unknown_token": UNKNOWN_TOKEN,
        "unknown_tokens": "skipped",
        "lowercase": True,
        "strip_accents": True,
        "continuation_prefix": CONTINUATION_PREFIX,
        "max_word_characters": MAX_WORD_CHARACTERS,
        "vector": (
            "of one window: l2_normalise(turn @ mean over tokens); of a text: l2_normalise(mean over its windows, "
            "weighted by their tokens); the zero vector without known tokens"
        ),
        "teacher": "sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0)",
        "shape": encoder.shape.as_dict(),
        "license": "Apache-2.0; see NOTICE for the licences of the texts it learned from",
        "vocabulary": vocabulary,
    }


def quantise_graph(model: onnx.ModelProto, target: Path) -> None:
    """Rounds the weights of all products with constants."""
    with tempfile.TemporaryDirectory() as folder:
        float_file, rounded = Path(folder) / "float.onnx", Path(folder) / "rounded.onnx"
        onnx.save(model, float_file)
        # It recommends a preparation that this small graph does not need.
        logging.disable(logging.WARNING)
        quantize_dynamic(
            float_file,
            rounded,
            op_types_to_quantize=["MatMul"],
            per_channel=True,
            reduce_range=True,
            weight_type=QuantType.QInt8,
            extra_options={"MatMulConstBOnly": True},
        )
        logging.disable(logging.NOTSET)
        target.parent.mkdir(parents=True, exist_ok=True)
        partial = target.with_name(target.name + ".partial")
        partial.write_bytes(rounded.read_bytes())
        partial.rename(target)


def main() -> None:
    parser = add_path_arguments(argparse.ArgumentParser(description=__doc__))
    parser.set_defaults(model=REPOSITORY / "models" / "student.onnx")
    parser.add_argument("--name", default="student", help="which trial to ship")
    parser.add_argument("--dimensions", type=int, help="cut the vectors to their first dimensions")
    parser.add_argument("--float", action="store_true", help="round nothing but the word embeddings, to compare")
    arguments = parser.parse_args()
    encoder = load_student(arguments.work / "trials" / f"{arguments.name}.pt", arguments.dimensions)
    vocabulary = (arguments.work / "vocabulary.txt").read_text(encoding="utf-8").split("\n")
    model = student_graph(encoder, describe(encoder, vocabulary))
    if arguments.float:
        onnx.save(model, arguments.model)
    else:
        quantise_graph(model, arguments.model)
    print(f"{arguments.model}: {arguments.model.stat().st_size} bytes")


if __name__ == "__main__":
    main()
