"""The nodule crops, the reader's point, and what the net sees around it.

The published copy cut 128 x 128 pixels of the scan's own size around each nodule and stretched them from their lowest
to their highest value. So at a point the container cuts 128 x 128 native pixels (outside the picture: its lowest value)
and stretches them from -1.2 to 2.8 (model.json "input"); the exported net reads their middle 64 x 64. Here the 128 pixels stay where the copy cut them, and the 64 are cut around a point that is off by up to the jitter.
"""
import pathlib

import numpy as np
import torch
import torch

from net import SIDE, WINDOW
from pictures import grey, nearest_part, rows

JITTER, TRAINED_JITTER = 8, 10  # pixels: what it is judged by, and what it is trained with


def near(mask):
    """The nodule that the crop was centred on; pieces a pixel apart belong together, other nodules in the crop do not."""
    grown = mask.copy()
    grown[1:] |= mask[:-1]
    grown[:-1] |= mask[1:]
    grown[:, 1:] |= grown[:, :-1].copy()
    grown[:, :-1] |= grown[:, 1:].copy()
    return mask & nearest_part(grown, WINDOW / 2, WINDOW / 2)


def load(root, split):
    """uint8 crops [n,128,128], masks of the nodule meant [n,128,128], the rows of labels.csv."""
    root, chosen = pathlib.Path(root), rows(root, split)
    images = np.stack([np.asarray(grey(root / row["image"])) for row in chosen])
    masks = np.stack([near(np.asarray(grey(root / row["mask"])) > 127) for row in chosen])
    return images, masks, chosen


def centres(masks):
    """The pixel of each nodule nearest to its own middle [n,2] as y, x: where an exact reader would put the point."""
    found = []
    for mask in masks:
        pixels = np.argwhere(mask)
        found.append(pixels[((pixels - pixels.mean(0)) ** 2).sum(1).argmin()])
    return np.array(found)


def jittered(random, points, most):
    """Points moved by a whole number of pixels, at most so far, in any direction; the disc is filled evenly."""
    if most == 0:
        return points
    angle, far = random.uniform(0, 2 * np.pi, len(points)), most * np.sqrt(random.uniform(0, 1, len(points)))
    return points + np.stack((np.fix(far * np.sin(angle)), np.fix(far * np.cos(angle))), 1).astype(int)


def around(picture, y, x):
    """The 64 x 64 around a point of a [128,128] picture; the point is the pixel right and below of the middle. Outside: 0."""
    padded = np.pad(picture, SIDE // 2)
    return padded[y:y + SIDE, x:x + SIDE]


def scaled(stretched):
    """What the net is given for values of 0 to 1: -1.2 to 2.8."""
    return (stretched - 0.3) / 0.25


def prepare(picture, point=None):
    """Any picture [h,w] -> what the exported net is given [1,128,128] at a point (x, y; the middle if none is given)."""
    x, y = point or (picture.shape[1] // 2, picture.shape[0] // 2)
    window = np.pad(picture.astype(np.float64), WINDOW // 2, constant_values=picture.min())[y:y + WINDOW, x:x + WINDOW]
    low, high = window.min(), window.max()
    return torch.from_numpy(scaled((window - low) / max(high - low, 1e-9))).float()[None]


def windows(images, points):
    """What the exported net is given [n,1,128,128] for crops [n,128,128] and points [n,2] as y, x: the stretch is the crop's own."""
    rim = (WINDOW - SIDE) // 2
    middles = np.stack([np.pad(around(image, y, x), rim) for image, (y, x) in zip(images, points)])
    return torch.from_numpy(scaled(middles / 255.0)).float()[:, None]


def inputs(root, split, random, most=None):
    """Windows of a split at points off by up to the jitter; a random part where there are more than most."""
    images, masks, _ = load(root, split)
    chosen = random.permutation(len(images))[:most]
    return windows(images[chosen], jittered(random, centres(masks[chosen]), JITTER))
