"""The lexical yardstick: BM25 (k1 0.9, b 0.4) over Porter stems without stop and question words."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cache

import numpy as np
import snowballstemmer

# Lucene's defaults for English text search research (Anserini).
K1, B = 0.9, 0.4
LUCENE_STOP_WORDS = (
    "a an and are as at be but by for if in into is it no not of on or such that the their then there these "
    "they this to was will with"
)
QUESTION_WORDS = "what which who whom whose when where why how do does did"
STOP_WORDS = frozenset(f"{LUCENE_STOP_WORDS} {QUESTION_WORDS}".split())

_stemmer = snowballstemmer.stemmer("porter")


@cache
def stem(word: str) -> str:
    return _stemmer.stemWord(word)


def terms(text: str) -> list[str]:
    return [stem(word) for word in re.findall(r"\w+", text.lower()) if word not in STOP_WORDS]


def bm25_scores(documents: Sequence[str], queries: Sequence[str]) -> np.ndarray:
    """Every query's score for every document, float32 [queries, documents]."""
    postings: dict[str, list[tuple[int, int]]] = defaultdict(list)
    lengths = np.zeros(len(documents))
    for place, document in enumerate(documents):
        counts = Counter(terms(document))
        lengths[place] = counts.total()
        for term, count in counts.items():
            postings[term].append((place, count))
    norm = K1 * (1 - B + B * lengths / lengths.mean())
    scores = np.zeros((len(queries), len(documents)), dtype=np.float32)
    for row, query in zip(scores, queries, strict=True):
        # Once each: the published yardstick ignores repetition in a question.
        for term in dict.fromkeys(terms(query)):
            found = np.array(postings.get(term, []), dtype=np.int64).reshape(-1, 2)
            if len(found):
                places, counts = found[:, 0], found[:, 1]
                rarity = math.log(1 + (len(documents) - len(found) + 0.5) / (len(found) + 0.5))
                row[places] += rarity * counts / (counts + norm[places])
    return scores
