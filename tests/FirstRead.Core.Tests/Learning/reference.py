#!/usr/bin/python3
"""Reference numbers for the scores of learners' marks: python3 reference.py > scoring-vectors.json

Written apart from the program, from the papers' formulas alone, the slow way: a pixel belongs to a polygon when the winding
number of the polygon around its centre is not zero; Dice and IoU are counts of pixels; boundary distances are taken between
every two boundary pixels. Needs numpy 1.24 or later.
"""
import json
import math

import numpy as np


def mask(polygons, columns, rows):
    x, y = np.meshgrid(np.arange(columns, dtype=float), np.arange(rows, dtype=float))
    inside = np.zeros((rows, columns), dtype=bool)
    for polygon in polygons:
        turns = np.zeros((rows, columns))
        for (x0, y0), (x1, y1) in zip(polygon, polygon[1:] + polygon[:1]):
            a, b = np.arctan2(y0 - y, x0 - x), np.arctan2(y1 - y, x1 - x)
            turn = b - a
            turn = np.where(turn > math.pi, turn - 2 * math.pi, np.where(turn < -math.pi, turn + 2 * math.pi, turn))
            turns += turn
        inside |= np.abs(turns) > math.pi
    return inside


def boundary(region):
    padded = np.pad(region, 1)
    core = padded[1:-1, :-2] & padded[1:-1, 2:] & padded[:-2, 1:-1] & padded[2:, 1:-1]
    return np.argwhere(region & ~core)


def directed(first, second, spacing):
    scale = np.array(spacing)
    return [float(np.sqrt((((second - pixel) * scale) ** 2).sum(axis=1)).min()) for pixel in first]


def score(first, second, columns, rows, spacing):
    """Each of first and second: a list of frames, a frame a list of polygons. Measured on the frames of the first."""
    shared = total = 0
    there, back = [], []
    for one, other in zip(first, second):
        if not one:
            continue
        a, b = mask(one, columns, rows), mask(other, columns, rows)
        shared += int((a & b).sum())
        total += int(a.sum()) + int(b.sum())
        if b.any():
            there += directed(boundary(a), boundary(b), spacing)
            back += directed(boundary(b), boundary(a), spacing)
    return {
        "dice": 2 * shared / total,
        "iou": shared / (total - shared),
        "mean": (sum(there) + sum(back)) / (len(there) + len(back)),
        "percentile95": max(float(np.percentile(there, 95)), float(np.percentile(back, 95))),
    }


def ellipse(x, y, a, b, turn=0.0, points=24):
    angles = [2 * math.pi * (i + 0.37) / points for i in range(points)]
    return [[round(x + a * math.cos(t) * math.cos(turn) - b * math.sin(t) * math.sin(turn), 3),
             round(y + a * math.cos(t) * math.sin(turn) + b * math.sin(t) * math.cos(turn), 3)] for t in angles]


def star(x, y, outer, inner, points=7):
    return [[round(x + (outer if i % 2 == 0 else inner) * math.cos(math.pi * (i + 0.21) / points), 3),
             round(y + (outer if i % 2 == 0 else inner) * math.sin(math.pi * (i + 0.21) / points), 3)] for i in range(2 * points)]


CASES = [
    ("equal ellipses", [[ellipse(30.2, 25.7, 12.4, 8.3)]], [[ellipse(30.2, 25.7, 12.4, 8.3)]], 64, 48, (1.0, 1.0)),
    ("shifted by three columns", [[ellipse(33.2, 25.7, 12.4, 8.3)]], [[ellipse(30.2, 25.7, 12.4, 8.3)]], 64, 48, (0.5, 0.5)),
    ("inside one another, pixels not square", [[ellipse(30.2, 25.7, 6.1, 4.4)]], [[ellipse(31.6, 24.9, 15.3, 13.2)]], 64, 48, (0.9375, 0.4375)),
    ("star and ellipse", [[star(40.3, 40.8, 25.3, 9.1)]], [[ellipse(38.4, 42.2, 18.7, 14.9, 0.6)]], 96, 96, (0.7, 0.7)),
    ("two outlines on one frame", [[ellipse(20.3, 20.4, 8.2, 7.7), ellipse(44.1, 22.6, 6.3, 9.4)]], [[ellipse(31.7, 21.2, 22.6, 11.3)]], 64, 48, (1.2, 0.8)),
    ("two frames of three", [[ellipse(30.2, 25.7, 9.4, 8.3)], [ellipse(31.2, 26.7, 8.4, 6.3)], []],
     [[ellipse(29.6, 24.1, 10.2, 7.9)], [ellipse(30.4, 25.3, 11.1, 9.2)], [ellipse(30.4, 25.3, 7.1, 6.2)]], 64, 48, (0.488, 0.488)),
    ("a frame that the other has not", [[ellipse(30.2, 25.7, 9.4, 8.3)], [ellipse(31.2, 26.7, 8.4, 6.3)]], [[ellipse(29.6, 24.1, 10.2, 7.9)], []], 64, 48, (1.0, 1.0)),
    ("leaves the picture", [[ellipse(2.4, 3.3, 9.7, 8.6)]], [[ellipse(6.8, 5.2, 8.1, 9.9)]], 40, 32, (0.6, 0.9)),
]

vectors = [{"name": name, "columns": columns, "rows": rows, "spacing": list(spacing), "mark": first, "lesion": second,
            **score(first, second, columns, rows, spacing)} for name, first, second, columns, rows, spacing in CASES]
print("[\n" + ",\n".join(json.dumps(vector) for vector in vectors) + "\n]")
