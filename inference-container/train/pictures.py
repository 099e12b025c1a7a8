"""Reading a training folder, and the steps of preprocessing that several models share.

What is written here is the contract with the container: model.json names the step, C# repeats it, and the golden
tensors of golden.py hold the two together.
"""
import csv
import pathlib

import numpy as np
import torch
from PIL import Image


class TestSplitClosed(Exception):
    """Something asked for the test split, and it was not evaluate --final."""


_test_is_open = False


def open_test_split():
    """For evaluate --final alone."""
    global _test_is_open
    _test_is_open = True


def rows(root, split):
    """The lines of labels.csv that belong to one split; every reader of pictures goes by them, so the test split is closed here."""
    if split not in ("train", "val") and not _test_is_open:
        raise TestSplitClosed(f"the {split} split of {root} is read by evaluate --final alone")
    with open(pathlib.Path(root) / "labels.csv", newline="") as file:
        return [row for row in csv.DictReader(file) if row["split"] == split]


def grey(path):
    return Image.open(path).convert("L")


def shortened(values, target):
    """[h,...] float64 -> [target,...]: means over equal lengths of the first axis, pixels cut where an edge cuts them."""
    source = len(values)
    sums = np.concatenate((np.zeros_like(values[:1]), np.cumsum(values, 0)))
    edges = np.arange(target + 1) * source / target
    whole = np.minimum(edges.astype(int), source - 1)
    below = sums[whole] + (edges - whole)[:, None] * values[whole]
    return np.diff(below, axis=0) * target / source


def area_average(picture, width, height):
    """[h,w] of any depth of grey -> float32 [height,width]: each new pixel the exact mean of the area that it covers.

    Only makes smaller. Pillow's BOX is not this: it takes whole pixels.
    """
    rows_ = shortened(np.asarray(picture, np.float64), height)
    return np.ascontiguousarray(shortened(rows_.T, width).T, np.float32)


def standardise(pictures, limit=4.0):
    """[n,1,h,w] of any scale -> mean 0, deviation 1 over each picture, clipped: a straight-line window changes nothing."""
    mean = pictures.mean((1, 2, 3), keepdim=True)
    deviation = ((pictures - mean) ** 2).mean((1, 2, 3), keepdim=True).sqrt().clamp(min=1e-6)
    return ((pictures - mean) / deviation).clamp(-limit, limit)


def squared(picture):
    """A picture in the middle of a square of its longer side, the rest its lowest value; an odd rest goes right or below."""
    height, width = picture.shape
    side = max(height, width)
    top, left = (side - height) // 2, (side - width) // 2
    square = np.full((side, side), picture.min(), picture.dtype)
    square[top:top + height, left:left + width] = picture
    return square


def parts(mask, eight=False):
    """Connected parts (four neighbours, or eight) of a boolean picture [h,w], as boolean pictures."""
    steps = ((-1, 0), (1, 0), (0, -1), (0, 1)) + (((-1, -1), (-1, 1), (1, -1), (1, 1)) if eight else ())
    left, found = mask.copy(), []
    for start in map(tuple, np.argwhere(mask)):
        if not left[start]:
            continue
        part, waiting = np.zeros_like(mask), [start]
        left[start] = False
        while waiting:
            y, x = waiting.pop()
            part[y, x] = True
            for dy, dx in steps:
                a, b = y + dy, x + dx
                if 0 <= a < mask.shape[0] and 0 <= b < mask.shape[1] and left[a, b]:
                    left[a, b] = False
                    waiting.append((a, b))
        found.append(part)
    return found


def nearest_part(mask, y, x):
    """The connected part (eight neighbours) nearest to a point, an empty picture where there is none."""
    found = parts(mask, eight=True)
    if not found:
        return np.zeros_like(mask)
    return min(found, key=lambda part: ((np.argwhere(part) - (y, x)) ** 2).sum(1).min())
