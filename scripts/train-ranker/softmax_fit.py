"""Listwise softmax regression: the relevant candidates of a question should have the share of the softmax that their grades have."""

import numpy as np
from scipy.optimize import minimize


def fit_softmax(groups, l2: float) -> np.ndarray:
    """
    Weights over raw features. `groups` are lists of (features, targets); every group counts the
    same, whatever its number of questions. Questions without a target are left out.
    """
    features, targets, lengths, shares = [], [], [], []
    for group in groups:
        used = [(x, t) for x, t in group if t.sum() > 0]
        for x, t in used:
            features.append(x)
            targets.append(t / t.sum())
            lengths.append(len(x))
            shares.append(1 / len(used))
    x = np.concatenate(features)
    scale = x.std(0) + 1e-9
    x = (x - x.mean(0)) / scale
    t = np.concatenate(targets)
    share = np.array(shares)
    starts = np.concatenate([[0], np.cumsum(lengths)[:-1]])

    def loss(w):
        s = x @ w
        top = np.maximum.reduceat(s, starts)
        e = np.exp(s - np.repeat(top, lengths))
        total = np.add.reduceat(e, starts)
        log_total = np.log(total) + top
        p = e / np.repeat(total, lengths)
        value = (share * (log_total - np.add.reduceat(t * s, starts))).sum() + l2 * (w**2).sum()
        gradient = x.T @ (np.repeat(share, lengths) * (p - t)) + 2 * l2 * w
        return value, gradient

    return minimize(loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B").x / scale


def fit_logistic(x: np.ndarray, y: np.ndarray, weight: np.ndarray, l2: float = 1e-3) -> tuple[np.ndarray, float]:
    """Weighted logistic regression: weights over raw features, and the bias."""
    mean, scale = x.mean(0), x.std(0) + 1e-9
    z = np.hstack([(x - mean) / scale, np.ones((len(x), 1))])
    weight = weight / weight.sum()

    def loss(w):
        s = z @ w
        value = (weight * (np.logaddexp(0, s) - y * s)).sum() + l2 * (w[:-1] ** 2).sum()
        gradient = z.T @ (weight * (1 / (1 + np.exp(-s)) - y)) + 2 * l2 * np.append(w[:-1], 0)
        return value, gradient

    w = minimize(loss, np.zeros(z.shape[1]), jac=True, method="L-BFGS-B").x
    weights = w[:-1] / scale
    return weights, float(w[-1] - weights @ mean)
