"""The bone radiographs as the net sees them.

In the middle of a square of the longer side, the rest the picture's lowest value; area average to 448 x 448;
(value - mean) / standard deviation of the square, clipped to [-4, 4]. The contract with the container (model.json).
"""
import csv
import pathlib

import numpy as np
import torch

from net import SIDE
from pictures import area_average, grey, rows, squared, standardise


def load(root, split):
    """uint8 squares [n,448,448], masks (None where normal), boxes [k,4] in the square's pixels, rows of labels.csv."""
    root, chosen = pathlib.Path(root), rows(root, split)
    boxes = {}
    with open(root / "boxes.csv", newline="") as file:
        for row in csv.DictReader(file):
            boxes.setdefault(row["image"], []).append([float(row[k]) for k in ("x_min", "y_min", "x_max", "y_max")])
    pictures, masks, marked = np.empty((len(chosen), SIDE, SIDE), np.uint8), [], []
    for at, row in enumerate(chosen):
        picture = np.asarray(grey(root / row["image"]))
        height, width = picture.shape
        longest = max(width, height)
        pictures[at] = np.rint(area_average(squared(picture), SIDE, SIDE))
        masks.append(np.rint(area_average(squared(np.asarray(grey(root / row["mask"]))), SIDE, SIDE)).astype(np.uint8) if row["image"] in boxes else None)
        corner = np.array([(longest - width) // 2, (longest - height) // 2] * 2, np.float32)
        marked.append((np.array(boxes.get(row["image"], []), np.float32).reshape(-1, 4) + corner) * np.float32(SIDE / longest))
    return pictures, masks, marked, chosen


def prepare(picture):
    """Any picture [h,w] -> what the net is given [1,448,448], as the container does it."""
    return standardise(torch.from_numpy(area_average(squared(picture), SIDE, SIDE))[None, None])[0]


def inputs(root, split, random, most=None):
    """Pictures of a split as the container would prepare them, [n,1,448,448]; a random part where there are more than most."""
    chosen, most = rows(root, split), min(most, 400) if most else None  # memory
    if most and len(chosen) > most:
        chosen = [chosen[i] for i in random.permutation(len(chosen))[:most]]
    return torch.stack([prepare(np.asarray(grey(pathlib.Path(root) / row["image"]))) for row in chosen])
