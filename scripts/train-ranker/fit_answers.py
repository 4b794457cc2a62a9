"""
Fits the choice of sentences and the confidence in it, says how they do on articles they were not
fitted on, and writes models/EMBEDDER-answering.json. Usage: python fit_answers.py static|student|lexical
"""

import json
from collections import defaultdict

import numpy as np
from ranking_data import EMBEDDER, HERE, LEXICAL, MODELS, WORK, without_meaning
from risk_plot import risk_coverage, svg
from softmax_fit import fit_logistic, fit_softmax

MODEL = MODELS / f"{EMBEDDER}-answering.json"
PLOT = HERE.parent.parent / "docs" / f"risk-coverage-{EMBEDDER}.svg"
FOLDS = 4
SENTENCE_L2 = 1e-3
#: As src/answering/select-sentences.ts.
NEARLY_AS_GOOD = 2.5
MAX_SENTENCES = 3
#: What a reader's questions are taken to be made of, for the fit of confidence.
SHARES = {
    "squad": 0.30, "nq": 0.20, "golden": 0.15,
    "nq-asked-of-squad": 0.10, "squad-asked-of-nq": 0.10, "squad-near-misses": 0.15,
}
#: Of questions that the collection answers; what the default threshold lets through.
ANSWERED = 0.983
OWN, CROSSED = ["squad", "nq"], ["nq-asked-of-squad", "squad-asked-of-nq"]
#: What the curves of the plot are over.
CURVES = {
    "questions the articles answer": OWN,
    "and two fifths about something else": [*OWN, *CROSSED],
    "and near misses": [*OWN, *CROSSED, "squad-near-misses"],
}
#: Half the golden questions are paraphrases that share few words with the text.
SENTENCE_GROUPS = ["squad", "golden"]


def read(name):
    with open(WORK / f"answers-{name}.jsonl", encoding="utf8") as lines:
        header = json.loads(next(lines))
        return header, [one for one in map(json.loads, lines) if one["rows"]]


class Asked:
    def __init__(self, one, header):
        rows = one["rows"]
        self.group = one["group"]
        self.x = without_meaning(np.array([row["features"] for row in rows]), header["sentences"])
        self.evidence = without_meaning(np.array([row["evidence"] for row in rows]), header["confidence"])
        self.gold = np.array([row["gold"] for row in rows], float)
        self.right = np.array([row["right"] for row in rows])

    def quoted(self, weights):
        score = self.x @ weights
        order = np.argsort(-score, kind="stable")
        return [i for i in order[:MAX_SENTENCES] if score[order[0]] - score[i] <= NEARLY_AS_GOOD], order


def auroc(score, label):
    order = np.argsort(score)
    ranks = np.empty(len(score))
    ranks[order] = np.arange(1, len(score) + 1)
    positive = label.sum()
    return (ranks[label > 0].sum() - positive * (positive + 1) / 2) / (positive * (len(label) - positive))


def calibration_error(p, y, bins=10):
    edges = np.quantile(p, np.linspace(0, 1, bins + 1))
    which = np.clip(np.searchsorted(edges, p, side="right") - 1, 0, bins - 1)
    return sum(abs(p[which == b].mean() - y[which == b].mean()) * (which == b).mean() for b in range(bins) if (which == b).any())


def fit_sentences(data):
    return fit_softmax([[(q.x, q.gold) for q in data[name]] for name in SENTENCE_GROUPS], SENTENCE_L2)


def evidence_rows(data, weights):
    rows, labels, shares, names = [], [], [], []
    for name, share in SHARES.items():
        for q in data[name]:
            quoted, order = q.quoted(weights)
            rows.append(q.evidence[order[0]])
            labels.append(float(q.right[quoted].any()))
            shares.append(share / len(data[name]))
            names.append(name)
    return np.array(rows), np.array(labels), np.array(shares), np.array(names)


def split(data, fold):
    fitted, tested = {}, {}
    for name, questions in data.items():
        groups = sorted({q.group for q in questions})
        place = {group: i % FOLDS for i, group in enumerate(groups)}
        fitted[name] = [q for q in questions if place[q.group] != fold]
        tested[name] = [q for q in questions if place[q.group] == fold]
    return fitted, tested


def main():
    data = {}
    for name in SHARES:
        header, questions = read(name)
        data[name] = [Asked(one, header) for one in questions]
    totals = defaultdict(list)
    held = defaultdict(list)
    for fold in range(FOLDS):
        fitted, tested = split(data, fold)
        weights = fit_sentences(fitted)
        x, y, share, _ = evidence_rows(fitted, weights)
        confidence, bias = fit_logistic(x, y, share)
        for name in ("squad", "golden"):
            for q in tested[name]:
                if name == "golden" and not q.right.any() and q.group.isdigit():
                    continue
                quoted, order = q.quoted(weights)
                totals[name].append((q.right[order[0]], q.right[order[:3]].any(), q.right[quoted].any(), len(quoted)))
        x, y, share, names = evidence_rows(tested, weights)
        held["p"].append(1 / (1 + np.exp(-(x @ confidence + bias))))
        held["y"].append(y)
        held["share"].append(share)
        held["name"].append(names)
    for name, rows in totals.items():
        first, three, quoted, count = np.array(rows, float).mean(0)
        print(f"{name}: first sentence right {first:.4f}, one of three {three:.4f}, one quoted {quoted:.4f} ({count:.2f} quoted)")
    p, y, names = (np.concatenate(held[key]) for key in ("p", "y", "name"))
    own = np.isin(names, OWN)
    crossed = np.isin(names, CROSSED)
    print(f"AUROC right against crossed {auroc(p[own | crossed], y[own | crossed]):.4f}")
    near = np.isin(names, ["squad", "squad-near-misses"])
    print(f"AUROC answered right against all else, squad with near misses {auroc(p[near], y[near]):.4f}")
    share = np.concatenate(held["share"])
    curves = []
    for label, kinds in CURVES.items():
        chosen = np.isin(names, kinds)
        curves.append((label, *risk_coverage(p[chosen], y[chosen], share[chosen])))
    if EMBEDDER != LEXICAL:
        PLOT.write_text(svg(curves), encoding="utf8")
    mixed = np.random.default_rng(1).choice(len(p), 20000, p=share / share.sum())
    print(f"calibration error on the mixture {calibration_error(p[mixed], y[mixed]):.4f}, on squad and near misses {calibration_error(p[near], y[near]):.4f}")
    gold = names == "golden"
    answerable_gold = np.concatenate([
        [not q.group.isdigit() for q in split(data, fold)[1]["golden"]] for fold in range(FOLDS)
    ])
    for threshold in (0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5):
        answered = p >= threshold
        print(f"threshold {threshold}: crossed refused {1 - answered[crossed].mean():.3f}, own answered {answered[own].mean():.3f},"
              f" right of these {y[own & answered].mean():.3f}, near misses refused {1 - answered[names == 'squad-near-misses'].mean():.3f},"
              f" golden answered {answered[gold][answerable_gold].mean():.3f}, refused {1 - answered[gold][~answerable_gold].mean():.3f}")

    threshold = round(float(np.quantile(p[own], 1 - ANSWERED)), 2)
    print(f"threshold {threshold}: answers {ANSWERED} of the held-out questions of squad and nq")

    weights = fit_sentences(data)
    x, y, share, _ = evidence_rows(data, weights)
    confidence, bias = fit_logistic(x, y, share)
    meta = json.loads((WORK / "ranking-meta.json").read_text())
    model = {
        "embedder": meta["embedder"],
        "provenance": "scripts/train-ranker: sentences by listwise softmax on squad and corpus/questions.yaml; confidence "
                      "by logistic regression on squad, nq, both asked of the other, squad's unanswerable questions and "
                      f"corpus/questions.yaml, in the shares {json.dumps(SHARES)}. The public collections are not part of the project.",
        "threshold": threshold,
        "sentences": {"bias": 0, "weights": named(header["sentences"], weights)},
        "confidence": {"bias": round(bias, 4), "weights": named(header["confidence"], confidence)},
    }
    MODEL.write_text(json.dumps(model, indent=2) + "\n", encoding="utf8")
    print(MODEL.read_text())


def named(names, weights):
    return {name: round(float(weight), 4) + 0.0 for name, weight in zip(names, weights)}


if __name__ == "__main__":
    main()
