"""Step 2: asks the teacher for one vector per WordPiece token.

Writes vocabulary.txt and tokens.npy (float32 [tokens, 384]) to the work folder.
"""

from __future__ import annotations

import argparse

import numpy as np

from paths import add_path_arguments
from teacher import embed_tokens, load_teacher, vocabulary_of


def main() -> None:
    arguments = add_path_arguments(argparse.ArgumentParser(description=__doc__)).parse_args()
    teacher = load_teacher(max_tokens=3)
    vocabulary = vocabulary_of(teacher)
    vectors = embed_tokens(teacher, vocabulary)
    arguments.work.mkdir(parents=True, exist_ok=True)
    (arguments.work / "vocabulary.txt").write_text("\n".join(vocabulary), encoding="utf-8")
    np.save(arguments.work / "tokens.npy", vectors)
    print(f"{len(vocabulary)} tokens, {vectors.shape[1]} dimensions")


if __name__ == "__main__":
    main()
