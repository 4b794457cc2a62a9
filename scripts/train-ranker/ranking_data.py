"""Reads what write-ranking.ts wrote, and scores rankings. The embedder, or "lexical", is the command line's first argument."""

import json
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np

HERE = Path(__file__).parent
EMBEDDER = sys.argv[1]
LEXICAL = "lexical"
#: What models of words alone do without: where meaning is of no use, they must not lean on it.
MEANING = {"semantic", "sentence", "softSentence", "softAll", "similarity", "soft", "contextSoft", "cosine"}
WORK = HERE / "work" / EMBEDDER
MODELS = HERE.parent.parent / "models"
COLLECTIONS = ["squad", "nq", "scifact-train", "cran", "cisi"]


def without_meaning(features: np.ndarray, names: list[str]) -> np.ndarray:
    """The features, those of meaning 0 where models of words alone are fitted."""
    if EMBEDDER != LEXICAL:
        return features
    return features * np.array([name not in MEANING for name in names])


@dataclass
class Question:
    """The candidates of one question: features by row, relevance grades, the ideal grades."""

    features: np.ndarray
    grades: np.ndarray
    ideal: np.ndarray


def read_ranking(name: str) -> tuple[list[str], list[Question]]:
    """Feature names and questions of one collection; questions without candidates are left out."""
    with open(WORK / f"ranking-{name}.jsonl", encoding="utf8") as lines:
        names = json.loads(next(lines))["features"]
        questions = []
        for line in lines:
            one = json.loads(line)
            if one["features"]:
                ideal = np.array(sorted(one["ideal"], reverse=True), float)
                questions.append(Question(without_meaning(np.array(one["features"]), names), np.array(one["grades"], float), ideal))
    return names, questions


def ndcg10(grades_in_order: np.ndarray, ideal: np.ndarray) -> float:
    """Linear gain, as trec_eval."""
    discounts = 1 / np.log2(np.arange(2, 12))
    gained = (grades_in_order[:10] * discounts[: len(grades_in_order[:10])]).sum()
    return gained / (ideal[:10] * discounts[: len(ideal[:10])]).sum()


def scores_of(questions: list[Question], score) -> np.ndarray:
    """nDCG@10 of every question when candidates are ordered by `score(features)`."""
    return np.array([
        ndcg10(q.grades[np.argsort(-score(q.features), kind="stable")], q.ideal) for q in questions
    ])


def bootstrap_interval(differences: list[np.ndarray], seed: int = 5, rounds: int = 2000) -> tuple[float, float]:
    """95% interval of the macro-averaged mean of paired differences, questions resampled within each collection."""
    random = np.random.default_rng(seed)
    means = [
        np.mean([random.choice(one, len(one)).mean() for one in differences]) for _ in range(rounds)
    ]
    return tuple(np.percentile(means, [2.5, 97.5]))
