#!/usr/bin/env python3
"""Chooses the thresholds of model.json from the validation split, and prints what they cost.

    /usr/bin/python3 calibrate.py --data brain-tumor-mri --weights run/best.pt

Marks are connected parts of the thresholded probability; their confidence is their mean probability. Nobody in the set is
healthy, so false marks are counted on pictures without a tumour made from validation as in training: a tumour-free half
and its mirror image, or the view moved off the tumour. The test split is never read.

    probabilityThreshold   of the best mean Dice
    minimumConfidence      the smallest that marks at most one tumour-free picture in twenty
    highRiskConfidence     the smallest that marks at most one pair of neighbouring tumour-free pictures in two hundred
                           together: a tumour-free series of twenty slices has nineteen pairs, so about one in ten
"""
import argparse
import json
import pathlib
import sys

import numpy as np
import torch

sys.path.insert(0, str(pathlib.Path(__file__).parents[3] / "train"))
from data import SIDE, Slices, load, normalise  # noqa: E402
from net import ExportedNet, TumourNet  # noqa: E402
from pictures import parts, rows  # noqa: E402

PIXEL_MM2 = (250.88 / SIDE) ** 2


def probabilities(net, pictures):
    with torch.no_grad():
        return np.concatenate([net(pictures[i:i + 32])[0][:, 0].numpy() for i in range(0, len(pictures), 32)])


def tumour_free(data):
    """Pictures without a tumour from the validation split, and which slices they were made from."""
    slices, pictures, sources = Slices(data, "val", np.random.default_rng(1)), [], []
    for index in range(len(slices)):
        image, mask, middle = slices.images[index], slices.masks[index], slices.middles[index]
        if middle is not None:
            tumour_left = np.flatnonzero(mask.any(0)).max() < middle
            image, shift = slices._mirror(image, middle, not tumour_left), (0.0, 0.0)
        else:
            shift = slices._away(mask)
        picture = torch.from_numpy(image).float()[None, None] / 255
        grid = torch.nn.functional.affine_grid(torch.tensor([[[1.0, 0, shift[0]], [0, 1.0, shift[1]]]], dtype=torch.float32), (1, 1, SIDE, SIDE), align_corners=False)
        picture = torch.nn.functional.grid_sample(picture, grid, mode="bilinear", align_corners=False)
        if (picture > 0.1).float().mean() > 0.15:
            pictures.append(normalise(picture))
            sources.append(index)
    return torch.cat(pictures), sources


def neighbours(data, sources):
    """Pairs of positions in sources whose slices follow each other in one patient's scan."""
    chosen = rows(data, "val")
    numbers = [int(pathlib.Path(row["image"]).stem) for row in chosen]
    return [(i, i + 1) for i, (a, b) in enumerate(zip(sources, sources[1:]))
            if chosen[a]["patient"] == chosen[b]["patient"] and numbers[b] - numbers[a] == 1]


def pair_confidence(first, second, plausible):
    """The highest confidence of two plausible marks that lie over each other, weighed by area; 0 for none."""
    return max(((p.sum() * a + q.sum() * b) / (p.sum() + q.sum()) for p, a in first for q, b in second
                if plausible(p) and plausible(q) and (p & q).any()), default=0.0)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", required=True)
    parser.add_argument("--weights", required=True)
    options = parser.parse_args()
    net = TumourNet()
    net.load_state_dict(torch.load(options.weights, map_location="cpu"))
    net = ExportedNet(net.eval())
    images, masks, types, chosen = load(options.data, "val", SIDE)
    patients = [row["patient"] for row in chosen]
    found = probabilities(net, normalise(torch.from_numpy(images).float()[:, None]))
    pictures, sources = tumour_free(options.data)
    free = probabilities(net, pictures)

    def dice(threshold):
        marked = found > threshold
        both, total = (marked & masks).sum((1, 2)), marked.sum((1, 2)) + masks.sum((1, 2))
        return np.where(total > 0, 2 * both / np.maximum(total, 1), 1.0)

    threshold = max((0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6), key=lambda t: dice(t).mean())
    truth_areas = masks.sum((1, 2)) * PIXEL_MM2
    least, most = round(float(np.percentile(truth_areas, 2)), 1), round(float(truth_areas.max() * 1.25), 1)

    def marks(probability):
        return [(part, float(probability[part].mean())) for part in parts(probability > threshold)]

    def plausible(part):
        return least <= part.sum() * PIXEL_MM2 <= most

    found_marks, free_marks = [marks(p) for p in found], [marks(p) for p in free]

    def best(of, truth=None):
        return max((c for part, c in of if plausible(part) and (truth is None or (part & truth).any())), default=0.0)

    free_best = np.array([best(m) for m in free_marks])
    found_best = np.array([best(m, truth) for m, truth in zip(found_marks, masks)])
    free_pairs = np.array([pair_confidence(free_marks[i], free_marks[j], plausible) for i, j in neighbours(options.data, sources)])
    by_patient = {}
    for i, j in neighbours(options.data, list(range(len(found_marks)))):
        pair = pair_confidence(found_marks[i], found_marks[j], plausible)
        by_patient[patients[i]] = max(by_patient.get(patients[i], 0.0), pair)

    grid = np.arange(50, 100) / 100
    confidence = float(next(c for c in grid if (free_best >= c).mean() <= 0.05))
    high = float(next(c for c in grid if c >= confidence and (free_pairs >= c).mean() <= 0.005))
    print(json.dumps({
        "probabilityThreshold": threshold, "minimumAreaMm2": least, "maximumAreaMm2": most,
        "minimumConfidence": confidence, "highRiskConfidence": high,
        "val_slices": len(masks), "val_dice_mean": round(float(dice(threshold).mean()), 4), "val_dice_median": round(float(np.median(dice(threshold))), 4),
        "val_slices_with_the_tumour_marked": round(float((found_best >= confidence).mean()), 4),
        "tumour_free_pictures": len(free_best), "tumour_free_pictures_marked": round(float((free_best >= confidence).mean()), 4),
        "tumour_free_pairs": len(free_pairs), "tumour_free_pairs_marked_high": round(float((free_pairs >= high).mean()), 4),
        "patients_with_neighbouring_slices": len(by_patient),
        "of_them_high_risk": round(float(np.mean([c >= high for c in by_patient.values()])), 4)}, indent=2))


if __name__ == "__main__":
    main()
