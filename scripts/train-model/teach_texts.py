"""Step 3: the teacher embeds the texts of a random sample of pairs, until the time is used up.

Writes teacher/NNN.npz (ids, vectors as float16, normalised) to the work folder, one file after another, so
that a later step can start with what is there. Run again, it goes on with the missing files. `--texts` makes
a small run to try the steps with. On a busy machine run one process a core (`OMP_NUM_THREADS=1`, `--part 1/2` and `--part 2/2`): threads of one process
wait for each other, processes do not.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from encoder import embed_in_batches, whole
from paths import add_path_arguments
from teacher import load_teacher

SEED = 12
# The teacher reads up to 256 tokens and was trained on 128; a chunk with its headings has about 170.
MAX_TOKENS = 192
TEXTS_PER_FILE = 6000
# Dictionary entries are 107,525 pairs of 12 words; this many keep them near a quarter of the sample.
MAX_WORDNET_PAIRS = 40_000


def text_order(work: Path) -> np.ndarray:
    """Ids of the texts to embed: both texts of a pair near each other, pairs in random order."""
    pairs = np.load(work / "pairs.npz")
    wordnet = pairs["source"] == list(pairs["sources"]).index("wordnet")
    chance = np.random.default_rng(SEED)
    kept = chance.permutation(
        np.concatenate([np.flatnonzero(~wordnet), chance.permutation(np.flatnonzero(wordnet))[:MAX_WORDNET_PAIRS]])
    )
    both = np.stack([pairs["query"][kept], pairs["passage"][kept]], axis=1).ravel()
    _, first = np.unique(both, return_index=True)
    return both[np.sort(first)]


def files(order: np.ndarray) -> Iterator[tuple[int, np.ndarray]]:
    for number, start in enumerate(range(0, len(order), TEXTS_PER_FILE)):
        yield number, order[start : start + TEXTS_PER_FILE]


def is_whole(target: Path, ids: np.ndarray) -> bool:
    """Whether the file is there and holds all these texts: a run with fewer `--texts` may have left a part."""
    if not target.exists():
        return False
    with np.load(target) as file:
        return np.array_equal(file["ids"], ids)


def main() -> None:
    parser = add_path_arguments(argparse.ArgumentParser(description=__doc__))
    parser.add_argument("--minutes", type=float, default=35, help="stop after the file that passes this")
    parser.add_argument("--texts", type=int, help="embed only this many texts (default: all of the sample)")
    parser.add_argument("--part", default="1/1", help="which of how many processes this is, as 1/2")
    arguments = parser.parse_args()
    with open(arguments.work / "texts.jsonl", encoding="utf-8") as lines:
        texts = [json.loads(line) for line in lines]
    folder = arguments.work / "teacher"
    folder.mkdir(exist_ok=True)
    teacher = load_teacher(MAX_TOKENS)
    # The same vectors to 1e-6 as the teacher's own library gives, in half the time on a CPU.
    encoder = whole(teacher[0].auto_model)
    order = text_order(arguments.work)[: arguments.texts]
    part, parts = map(int, arguments.part.split("/"))
    begun, done = time.monotonic(), 0
    for number, ids in files(order):
        target = folder / f"{number:03}.npz"
        if number % parts != part - 1 or is_whole(target, ids):
            continue
        tokens = teacher.tokenizer([texts[i] for i in ids], truncation=True, max_length=MAX_TOKENS)["input_ids"]
        vectors = embed_in_batches(encoder, [np.array(one) for one in tokens])
        partial = folder / f"partial-{part}.npz"
        np.savez(partial, ids=ids, vectors=vectors.astype(np.float16))
        partial.rename(target)
        done += len(ids)
        minutes = (time.monotonic() - begun) / 60
        print(f"file {number}: {done} of {len(order)} texts, {minutes:.1f} min", flush=True)
        if minutes > arguments.minutes:
            break


if __name__ == "__main__":
    main()
