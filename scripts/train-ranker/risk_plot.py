"""Draws risk-coverage curves as SVG: how often answers are wrong when only the surest share of questions is answered."""

from html import escape

import numpy as np

WIDTH, HEIGHT, LEFT, BOTTOM = 640, 400, 60, 50
COLOURS = ["#1f5fa8", "#b3471d", "#2f7d3b"]
MAX_RISK = 0.6


def risk_coverage(p, right, shares):
    """Coverage and risk when the questions are answered in order of confidence, each counting its share."""
    order = np.argsort(-p, kind="stable")
    answered = np.cumsum(shares[order])
    wrong = np.cumsum((shares * (1 - right))[order])
    return answered / answered[-1], wrong / answered


def place(coverage, risk):
    x = LEFT + coverage * (WIDTH - LEFT - 20)
    y = HEIGHT - BOTTOM - min(risk, MAX_RISK) / MAX_RISK * (HEIGHT - BOTTOM - 20)
    return f"{x:.1f},{y:.1f}"


def svg(curves):
    """`curves`: (label, coverage, risk) each."""
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="13">',
        "<title>Share of wrong answers by the share of questions that are answered</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
    ]
    for step in range(0, 7):
        risk = step / 10
        start, end = place(0, risk), place(1, risk)
        parts.append(f'<path d="M{start} L{end}" stroke="#ddd" fill="none"/>')
        y = float(start.split(",")[1])
        parts.append(f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{risk:.1f}</text>')
    for step in range(0, 11, 2):
        x = float(place(step / 10, 0).split(",")[0])
        parts.append(f'<text x="{x:.1f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle">{step / 10:.1f}</text>')
    parts.append(f'<text x="{(WIDTH + LEFT) / 2}" y="{HEIGHT - 12}" text-anchor="middle">share of questions answered</text>')
    parts.append(
        f'<text transform="translate(16 {HEIGHT / 2}) rotate(-90)" text-anchor="middle">share of the answers that are wrong</text>'
    )
    for number, (label, coverage, risk) in enumerate(curves):
        colour = COLOURS[number % len(COLOURS)]
        # The first few answers say little, and a point for each hundredth is as fine as the eye.
        at = np.searchsorted(coverage, np.linspace(0.02, 1, 99))
        points = " L".join(place(coverage[i], risk[i]) for i in np.clip(at, 0, len(coverage) - 1))
        parts.append(f'<path d="M{points}" stroke="{colour}" stroke-width="2" fill="none"/>')
        parts.append(f'<text x="{LEFT + 14}" y="{34 + 20 * number}" fill="{colour}">{escape(label)}</text>')
    return "\n".join([*parts, "</svg>"]) + "\n"
