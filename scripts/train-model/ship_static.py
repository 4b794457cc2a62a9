"""Step 5: rounds a trained table to int8 and writes the model file."""

from __future__ import annotations

import argparse

import numpy as np

from model_file import StaticModel, quantise, write_model
from paths import add_path_arguments
from word_piece import CONTINUATION_PREFIX, MAX_WORD_CHARACTERS, UNKNOWN_TOKEN

# Raised with every change of the weights: an index remembers which model embedded it.
VERSION = "1.0.0"
METADATA = {
    "name": "sitecite-static",
    "version": VERSION,
    "language": "en",
    "lowercase": "true",
    "strip_accents": "true",
    "unknown_token": UNKNOWN_TOKEN,
    "unknown_tokens": "skipped",
    "special_tokens_added": "false",
    "continuation_prefix": CONTINUATION_PREFIX,
    "max_word_characters": str(MAX_WORD_CHARACTERS),
    "pooling": "mean-then-l2-normalise",
    "tokenizer": "BERT uncased WordPiece: clean text, space around CJK characters, NFD without nonspacing marks, lower-case",
    "vector": "l2_normalise(mean over known tokens of int8_row * scale); the zero vector without known tokens; no length limit",
    "teacher": "sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0)",
    "trained_on": (
        "Open English WordNet; SQuAD 1.1 training questions and sentences; MedQuAD; COVID-QA; PubMedQA; CLAPnq; "
        "digital.gov news; English Wikinews 2020; documentation of the Rust book, Hugo, GitHub's open source guides, "
        "Astro, 18F, Node.js, TypeScript and React"
    ),
    "license": "Apache-2.0; see NOTICE for the licences of the texts it learned from",
}


def main() -> None:
    parser = add_path_arguments(argparse.ArgumentParser(description=__doc__))
    parser.add_argument("--name", default="final", help="which trial to ship")
    arguments = parser.parse_args()
    table = np.load(arguments.work / "trials" / f"{arguments.name}.npy")
    vocabulary = (arguments.work / "vocabulary.txt").read_text(encoding="utf-8").split("\n")
    rows, scales = quantise(table)
    metadata = METADATA | {"dimensions": str(rows.shape[1])}
    write_model(arguments.model, StaticModel(rows, scales, vocabulary, metadata))
    print(f"{arguments.model}: {arguments.model.stat().st_size} bytes")


if __name__ == "__main__":
    main()
