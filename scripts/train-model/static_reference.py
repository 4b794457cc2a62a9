"""Embeds a file of texts with the shipped model: what every other embedder of this model must equal.

The rule: the text's known WordPiece ids (`word_piece.py`; unknown ones left out, no [CLS]/[SEP], no length
limit); the mean of their rows (int8 times the row's scale); divided by its own length. A text without a
known token is the zero vector.

Reads one text a line (.txt) or one JSON value a line (.jsonl: a string, or an object with `text`); writes
float32 vectors as .npy.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from model_file import read_model
from paths import add_path_arguments
from word_piece import WordPieceTokenizer


class ReferenceEmbedder:
    """Texts to unit vectors, float32 [texts, dimensions]."""

    def __init__(self, table: np.ndarray, tokenizer: WordPieceTokenizer) -> None:
        self.table = table.astype(np.float32)
        self.tokenizer = tokenizer

    @classmethod
    def load(cls, model_path: Path) -> ReferenceEmbedder:
        model = read_model(model_path)
        return cls(model.table(), WordPieceTokenizer(model.vocabulary))

    def embed(self, texts: Sequence[str]) -> np.ndarray:
        return self.pool(self.tokenizer.encode(texts))

    def pool(self, lists: Sequence[np.ndarray]) -> np.ndarray:
        """Unit vectors of token id lists; summed in double precision, so that order hardly matters."""
        vectors = np.zeros((len(lists), self.table.shape[1]))
        for place, ids in enumerate(lists):
            if len(ids):
                vectors[place] = self.table[ids].mean(axis=0, dtype=np.float64)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        return (vectors / np.where(lengths > 0, lengths, 1)).astype(np.float32)


def read_texts(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8").split("\n")
    if lines[-1] == "":
        lines.pop()
    if path.suffix != ".jsonl":
        return lines
    values = [json.loads(line) for line in lines]
    return [value if isinstance(value, str) else value["text"] for value in values]


def main() -> None:
    parser = add_path_arguments(argparse.ArgumentParser(description=__doc__))
    parser.add_argument("texts", type=Path)
    parser.add_argument("vectors", type=Path)
    arguments = parser.parse_args()
    vectors = ReferenceEmbedder.load(arguments.model).embed(read_texts(arguments.texts))
    np.save(arguments.vectors, vectors)
    print(f"{len(vectors)} vectors of {vectors.shape[1]} dimensions")


if __name__ == "__main__":
    main()
