"""
Fits the ranker on the developers' collections and the sample corpus's golden questions, and says how
it does on collections it was not fitted on. Writes models/EMBEDDER-ranking.json.
Usage: python fit_ranker.py static|student|lexical
"""

import json

import numpy as np
from ranking_data import COLLECTIONS, EMBEDDER, MODELS, WORK, bootstrap_interval, read_ranking, scores_of
from softmax_fit import fit_logistic, fit_softmax

GOLDEN = "golden"
L2 = 0.01
#: Candidates the product ranks anew (src/retrieval/rank.ts).
DEPTH = 20
FIXED_WEIGHTS = [0.2, 0.3, 0.4, 0.5, 0.6]
MODEL = MODELS / f"{EMBEDDER}-ranking.json"


def groups_of(data, names):
    return [[(q.features, q.grades) for q in data[name]] for name in names]


def within_depth(score):
    """The product leaves what lies behind DEPTH in its fused order."""
    def deep(x):
        s = score(x).copy()
        s[DEPTH:] = s.min() - 1 - np.arange(max(0, len(s) - DEPTH))
        return s
    return deep


def main():
    data = {}
    for name in [*COLLECTIONS, GOLDEN]:
        features, data[name] = read_ranking(name)
    lexical, semantic = features.index("lexical"), features.index("semantic")

    def fixed(w):
        return lambda x: (1 - w) * x[:, lexical] + w * x[:, semantic]

    fixed_scores = {w: {n: scores_of(data[n], fixed(w)) for n in COLLECTIONS} for w in FIXED_WEIGHTS}
    best = max(FIXED_WEIGHTS, key=lambda w: np.mean([fixed_scores[w][n].mean() for n in COLLECTIONS]))
    print(f"best fixed weight {best}, fitted on all five at once")
    differences = []
    for name in COLLECTIONS:
        others = [n for n in [*COLLECTIONS, GOLDEN] if n != name]
        weights = fit_softmax(groups_of(data, others), L2)
        learned = scores_of(data[name], within_depth(lambda x: x @ weights))
        differences.append(learned - fixed_scores[best][name])
        low, high = bootstrap_interval(differences[-1:])
        print(f"{name}: fixed {fixed_scores[best][name].mean():.4f}, learned without it {learned.mean():.4f}"
              f" ({differences[-1].mean():+.4f}, 95% {low:+.4f} to {high:+.4f})")
    low, high = bootstrap_interval(differences)
    print(f"macro {np.mean([d.mean() for d in differences]):+.4f}, 95% {low:+.4f} to {high:+.4f}")

    weights = fit_softmax(groups_of(data, [*COLLECTIONS, GOLDEN]), L2)
    rows, labels, shares = [], [], []
    for name in [*COLLECTIONS, GOLDEN]:
        for q in data[name]:
            rows.append(q.features[:DEPTH] @ weights)
            labels.append((q.grades[:DEPTH] > 0).astype(float))
            shares.append(np.full(len(rows[-1]), 1 / len(data[name])))
    slope, bias = fit_logistic(
        np.concatenate(rows)[:, None], np.concatenate(labels), np.concatenate(shares), l2=0
    )
    meta = json.loads((WORK / "ranking-meta.json").read_text())
    model = {
        "embedder": meta["embedder"],
        "provenance": "scripts/train-ranker: listwise softmax, L2 0.01, on squad, nq, scifact-train, cran, cisi "
                      "(public collections that are not part of the project) and corpus/questions.yaml, each "
                      "counting the same; scaled by logistic regression to the probability of relevance.",
        "bias": round(bias, 4),
        "weights": {f: round(float(w * slope[0]), 4) + 0.0 for f, w in zip(features, weights)},
    }
    MODEL.write_text(json.dumps(model, indent=2) + "\n", encoding="utf8")
    print(MODEL.read_text())


if __name__ == "__main__":
    main()
