"""Marks against the boxes of the truth: average precision, and how many are found at how many false marks."""
import numpy as np


def overlap(a, b):
    """Intersection over union of boxes [n,4] against [m,4] (x0, y0, x1, y1)."""
    a, b = np.asarray(a, float).reshape(-1, 4), np.asarray(b, float).reshape(-1, 4)
    low, high = np.maximum(a[:, None, :2], b[None, :, :2]), np.minimum(a[:, None, 2:], b[None, :, 2:])
    both = np.clip(high - low, 0, None).prod(2)
    areas = (a[:, 2:] - a[:, :2]).clip(0).prod(1)[:, None] + (b[:, 2:] - b[:, :2]).clip(0).prod(1)[None]
    return both / np.maximum(areas - both, 1e-9)


def matched(boxes, scores, truth, least):
    """Every mark of every picture, the surest first: its score, and whether it is the first to meet its fracture."""
    found = []
    for marks, sure, real in zip(boxes, scores, truth):
        taken, over = set(), overlap(marks, real)
        for index in np.argsort(-np.asarray(sure), kind="stable"):
            free = [j for j in range(len(real)) if j not in taken and over[index, j] >= least]
            best = max(free, key=lambda j: over[index, j], default=None)
            if best is not None:
                taken.add(best)
            repeat = best is None and any(over[index, j] >= least for j in taken)
            found.append((float(sure[index]), best is not None, repeat))
    found.sort(key=lambda f: -f[0])
    return np.array([f[0] for f in found]), np.array([f[1] for f in found], bool), np.array([f[2] for f in found], bool)


def average_precision(boxes, scores, truth, least=0.5):
    """Area under precision by recall, precision made falling; a second mark on the same fracture is false."""
    _, hit, _ = matched(boxes, scores, truth, least)
    real = sum(len(t) for t in truth)
    recall, precision = np.cumsum(hit) / max(real, 1), np.cumsum(hit) / np.arange(1, len(hit) + 1)
    precision = np.maximum.accumulate(precision[::-1])[::-1]
    return float((np.diff(np.concatenate(([0.0], recall))) * precision).sum())


def sensitivity_at(false_marks, boxes, scores, truth, least=0.2):
    """Part of the fractures marked when so many marks a picture are false, and the score at which that is.

    A mark counts as on the fracture from an overlap of 0.2: it points a reader there. Repeats on one fracture count neither way.
    """
    sure, hit, repeat = matched(boxes, scores, truth, least)
    wrong = np.cumsum(~hit & ~repeat) / max(len(truth), 1)
    within = np.flatnonzero(wrong <= false_marks)
    if len(within) == 0:
        return 0.0, 1.0
    last = within[-1]
    return float(hit[:last + 1].sum() / max(sum(len(t) for t in truth), 1)), float(sure[last])
