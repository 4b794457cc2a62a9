"""Step 6: nDCG@10 and hit@1 of the model on the developers' collections, alone and beside BM25.

A document is its title and text, whole; every question with a judged document counts. The hybrid is
`(1 - w) * bm25 / max bm25 + w * cosine / max cosine` over all documents, for w = 0.3 and 0.5.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bm25 import bm25_scores
from paths import add_path_arguments
from static_reference import ReferenceEmbedder
from student_reference import OnnxReference

DEPTH = 10
HYBRID_WEIGHTS = (0.3, 0.5)
Embed = Callable[[Sequence[str]], np.ndarray]


@dataclass(frozen=True)
class Collection:
    """A retrieval collection in BEIR layout; `gains[q]` maps a document's place to its judged gain."""

    name: str
    documents: list[str]
    queries: list[str]
    gains: list[dict[int, float]]


def read_collection(folder: Path) -> Collection:
    documents, places = [], {}
    for number, row in enumerate(json_lines(folder / "corpus.jsonl")):
        places[row["_id"]] = number
        documents.append(f"{row.get('title') or ''} {row['text']}".strip())
    judged: dict[str, dict[int, float]] = {}
    with open(folder / "qrels" / "test.tsv", encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            if float(row["score"]) > 0 and row["corpus-id"] in places:
                judged.setdefault(row["query-id"], {})[places[row["corpus-id"]]] = float(row["score"])
    queries = [row for row in json_lines(folder / "queries.jsonl") if row["_id"] in judged]
    return Collection(folder.name, documents, [row["text"] for row in queries], [judged[row["_id"]] for row in queries])


def json_lines(path: Path) -> list[dict]:
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def ndcg_and_hit(scores: np.ndarray, gains: Sequence[dict[int, float]]) -> tuple[float, float]:
    """Mean nDCG@10 (linear gains, as trec_eval) and the share of questions whose first document is judged."""
    discounts = 1 / np.log2(np.arange(2, DEPTH + 2))
    best = np.argsort(-scores, axis=1, kind="stable")[:, :DEPTH]
    total, hits = 0.0, 0
    for row, judged in zip(best, gains, strict=True):
        found = np.array([judged.get(int(place), 0.0) for place in row])
        ideal = np.sort(np.array(list(judged.values())))[::-1][:DEPTH]
        total += (found * discounts[: len(found)]).sum() / (ideal * discounts[: len(ideal)]).sum()
        hits += found[0] > 0
    return total / len(gains), hits / len(gains)


def share_of_max(scores: np.ndarray) -> np.ndarray:
    return scores / np.maximum(scores.max(axis=1, keepdims=True), 1e-9)


def lexical_scores(collection: Collection, work: Path) -> np.ndarray:
    """BM25 scores, kept in the work folder: they do not change with the model."""
    kept = work / "bm25" / f"{collection.name}.npy"
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        np.save(kept, bm25_scores(collection.documents, collection.queries))
    return np.load(kept)


def evaluate(
    embed: Embed, shared: Path, work: Path, only: Sequence[str] | None = None
) -> dict[str, dict[str, tuple[float, float]]]:
    """(nDCG@10, hit@1) of each leg by collection, all or those named, with their macro mean under `macro`."""
    figures: dict[str, dict[str, tuple[float, float]]] = {}
    for folder in sorted(path.parent for path in (shared / "eval").glob("*/corpus.jsonl")):
        if only is not None and folder.name not in only:
            continue
        collection = read_collection(folder)
        semantic = embed(collection.queries) @ embed(collection.documents).T
        lexical = lexical_scores(collection, work)
        legs = {"bm25": lexical, "semantic": semantic}
        for weight in HYBRID_WEIGHTS:
            legs[f"hybrid {weight}"] = (1 - weight) * share_of_max(lexical) + weight * share_of_max(semantic)
        figures[collection.name] = {name: ndcg_and_hit(scores, collection.gains) for name, scores in legs.items()}
    legs_of = next(iter(figures.values()))
    figures["macro"] = {
        leg: tuple(float(np.mean([row[leg][part] for row in figures.values()])) for part in (0, 1)) for leg in legs_of
    }
    return figures


def as_table(figures: dict[str, dict[str, tuple[float, float]]]) -> str:
    legs = list(figures["macro"])
    lines = ["| collection | " + " | ".join(legs) + " |", "| --- |" + " --- |" * len(legs)]
    for name, row in figures.items():
        lines.append(f"| {name} | " + " | ".join(f"{row[leg][0]:.3f}/{row[leg][1]:.3f}" for leg in legs) + " |")
    return "\n".join(lines)


def main() -> None:
    arguments = add_path_arguments(argparse.ArgumentParser(description=__doc__)).parse_args()
    is_student = arguments.model.suffix == ".onnx"
    embedder = OnnxReference(arguments.model) if is_student else ReferenceEmbedder.load(arguments.model)
    print(as_table(evaluate(embedder.embed, arguments.shared, arguments.work)))


if __name__ == "__main__":
    main()
