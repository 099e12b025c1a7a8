#!/usr/bin/env python3
"""Chooses the thresholds of model.json from the validation split, and prints what they cost.

    /usr/bin/python3 calibrate.py --data brain-tumor-mri --weights run/best.pt

Lesions are connected parts of the thresholded probability. The confidence of a part is its mean probability.
False marks are counted on pictures without a tumour, made from validation as in training (a tumour-free half and its
mirror image, or the view moved off the tumour), for nobody in the set is healthy. The test split is never read.
"""
import argparse
import json

import numpy as np
import torch

from data import SIDE, Slices, load, normalise
from net import TumourNet

PIXEL_MM2 = (250.88 / SIDE) ** 2


def parts(mask):
    """Connected parts (four neighbours) of a boolean picture, as boolean pictures."""
    left, found = mask.copy(), []
    while left.any():
        start = tuple(np.argwhere(left)[0])
        part, open_ = np.zeros_like(mask), [start]
        left[start] = False
        while open_:
            y, x = open_.pop()
            part[y, x] = True
            for a, b in ((y - 1, x), (y + 1, x), (y, x - 1), (y, x + 1)):
                if 0 <= a < SIDE and 0 <= b < SIDE and left[a, b]:
                    left[a, b] = False
                    open_.append((a, b))
        found.append(part)
    return found


def probabilities(net, pictures):
    with torch.no_grad():
        return np.concatenate([torch.sigmoid(net(pictures[i:i + 32])[0])[:, 0].numpy() for i in range(0, len(pictures), 32)])


def tumour_free(data):
    """Pictures without a tumour from the validation split."""
    slices, pictures = Slices(data, "val", 1), []
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
    return torch.cat(pictures)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", required=True)
    parser.add_argument("--weights", required=True)
    options = parser.parse_args()
    net = TumourNet()
    net.load_state_dict(torch.load(options.weights, map_location="cpu"))
    net.eval()
    images, masks, types, patients = load(options.data, "val", SIDE)
    found = probabilities(net, normalise(torch.from_numpy(images).float()[:, None]))
    free = probabilities(net, tumour_free(options.data))

    def dice(threshold):
        marked = found > threshold
        both, total = (marked & masks).sum((1, 2)), marked.sum((1, 2)) + masks.sum((1, 2))
        return np.where(total > 0, 2 * both / np.maximum(total, 1), 1.0)

    threshold = max((0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6), key=lambda t: dice(t).mean())
    hits, false = [], []
    for probability, truth in zip(found, masks):
        for part in parts(probability > threshold):
            (hits if (part & truth).any() else false).append((part.sum() * PIXEL_MM2, probability[part].mean()))
    free_marks = [[(p.sum() * PIXEL_MM2, probability[p].mean()) for p in parts(probability > threshold)] for probability in free]
    areas = np.array([a for a, _ in hits])
    truth_areas = masks.sum((1, 2)) * PIXEL_MM2
    least, most = float(np.percentile(truth_areas, 2)), float(truth_areas.max() * 1.25)

    def plausible(mark, confidence):
        return least <= mark[0] <= most and mark[1] >= confidence

    # The confidence that marks at most one tumour-free picture in twenty, but no more than the median hit has.
    for confidence in np.arange(0.5, 0.96, 0.01):
        rate = np.mean([any(plausible(m, confidence) for m in marks) for marks in free_marks])
        if rate <= 0.05:
            break
    sensitivity = np.mean([any(plausible((p.sum() * PIXEL_MM2, probability[p].mean()), confidence) and (p & truth).any()
                               for p in parts(probability > threshold)) for probability, truth in zip(found, masks)])
    print(json.dumps({
        "probabilityThreshold": threshold, "minimumAreaMm2": round(least, 1), "maximumAreaMm2": round(most, 1),
        "minimumConfidence": round(float(confidence), 2), "val_dice_mean": round(float(dice(threshold).mean()), 4),
        "val_dice_median": round(float(np.median(dice(threshold))), 4), "val_slices": len(masks),
        "val_slice_sensitivity": round(float(sensitivity), 4), "tumour_free_pictures": len(free),
        "tumour_free_pictures_marked": round(float(rate), 4), "false_parts_on_tumour_slices": len(false), "hit_parts": len(areas)}, indent=2))


if __name__ == "__main__":
    main()
