"""The chest pictures as the net sees them.

The published copy was squashed to a square, so every picture is: area average to 160 x 160 without regard to
aspect, then (value - mean) / standard deviation of the whole picture, clipped to [-4, 4]. A change of window
that is straight-line leaves it as it was. This is the contract with the container (model.json "input").
"""
import pathlib

import numpy as np
import torch

from net import KINDS
from pictures import area_average, grey, rows, standardise

SIDE = 160


def load(root, split):
    """uint8 pictures [n,160,160], kinds [n] (0 none, 1 bacteria, 2 virus), the rows of labels.csv."""
    chosen = rows(root, split)
    pictures = np.stack([np.rint(area_average(grey(pathlib.Path(root) / row["image"]), SIDE, SIDE)).astype(np.uint8) for row in chosen])
    return pictures, np.array([KINDS.index(row["subtype"]) for row in chosen]), chosen


def prepare(picture):
    """Any picture [h,w] -> what the net is given [1,160,160], as the container does it."""
    return standardise(torch.from_numpy(area_average(picture, SIDE, SIDE))[None, None])[0]


def inputs(root, split, random, most=None):
    """Pictures of a split as the container would prepare them, [n,1,160,160]; a random part where there are more than most."""
    chosen = rows(root, split)
    if most and len(chosen) > most:
        chosen = [chosen[i] for i in random.permutation(len(chosen))[:most]]
    return torch.stack([prepare(np.asarray(grey(pathlib.Path(root) / row["image"]))) for row in chosen])
