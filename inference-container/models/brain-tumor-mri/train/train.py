#!/usr/bin/env python3
"""Trains the net on the training split and keeps the weights that outline validation best.

    /usr/bin/python3 train.py --data brain-tumor-mri --out run [--epochs 17] [--start best.pt]

--start goes on from weights of an earlier run, at a third of the rate.
"""
import pathlib
import sys

import numpy as np
import torch
from torch.nn import functional as F

sys.path.insert(0, str(pathlib.Path(__file__).parents[3] / "train"))
from data import SIDE, Slices, load, normalise  # noqa: E402
from loop import options, train  # noqa: E402
from metrics import dice, vote  # noqa: E402
from net import TumourNet  # noqa: E402

BATCH, PEAK_RATE = 16, 2e-3


class Tumours:
    def __init__(self, data):
        self.net, self.slices = TumourNet(), Slices(data, "train", None)
        pictures, self.masks, self.types, rows = load(data, "val", SIDE)
        self.pictures, self.patients = normalise(torch.from_numpy(pictures).float()[:, None]), [row["patient"] for row in rows]
        self.steps = len(self.slices) // BATCH

    def batches(self, random):
        self.slices.random = random
        order = random.permutation(len(self.slices))
        for step in range(self.steps):
            yield self.slices.batch(order[step * BATCH:(step + 1) * BATCH])

    def loss(self, net, batch):
        image, mask, types = batch
        mask_logits, type_logits = net(image.to(memory_format=torch.channels_last))[:2]
        probability, area = torch.sigmoid(mask_logits), mask.sum((1, 2, 3))
        entropy = F.binary_cross_entropy_with_logits(mask_logits, mask)
        overlap = (2 * (probability * mask).sum((1, 2, 3)) + 1) / (probability.sum((1, 2, 3)) + area + 1)
        present = area > 20
        missed = (1 - overlap)[present].mean() if present.any() else 0.0
        kind = F.cross_entropy(type_logits[present], types[present], label_smoothing=0.05) if present.any() else 0.0
        return 2 * entropy + missed + 0.3 * kind

    def validate(self, net):
        """Mean and median Dice per slice, type accuracy by patient (mean of its slices' probabilities)."""
        each, kinds = [], []
        for start in range(0, len(self.pictures), 32):
            mask_logits, type_logits = net(self.pictures[start:start + 32])[:2]
            each += [dice(found, truth) for found, truth in zip(mask_logits[:, 0].numpy() > 0, self.masks[start:start + 32])]
            kinds.append(torch.softmax(type_logits, 1).numpy())
        right = vote(np.concatenate(kinds), self.types, self.patients)
        return {"score": np.mean(each), "val_dice_mean": np.mean(each), "val_dice_median": np.median(each), "val_type_accuracy_by_patient": np.mean(list(right.values()))}


if __name__ == "__main__":
    chosen = options(__doc__, epochs=17)
    train(Tumours(chosen.data), chosen.out, chosen.epochs, PEAK_RATE / 3 if chosen.start else PEAK_RATE, start=chosen.start, seed=chosen.seed)
