#!/usr/bin/env python3
"""Trains the chest net on the training split and keeps the weights that rank validation best.

    /usr/bin/python3 train.py --data chest-xray-pneumonia --out run [--epochs 8]
"""
import pathlib
import sys

import numpy as np
import torch
from torch.nn import functional as F

sys.path.insert(0, str(pathlib.Path(__file__).parents[3] / "train"))
from augment import affine, degrade, hide, move  # noqa: E402
from data import SIDE, load  # noqa: E402
from loop import options, train  # noqa: E402
from metrics import auroc  # noqa: E402
from net import ChestNet  # noqa: E402
from pictures import standardise  # noqa: E402

BATCH, PEAK_RATE = 32, 2e-3


class Chest:
    def __init__(self, data):
        self.net = ChestNet()
        self.images, self.kinds, _ = load(data, "train")
        images, self.truth, _ = load(data, "val")
        self.validation = standardise(torch.from_numpy(images).float()[:, None] / 255)
        self.steps = len(self.images) // BATCH

    def batches(self, random):
        """Every epoch draws as many normal as pneumonia pictures: the ward's mix is not the training set's."""
        sick, well = np.flatnonzero(self.kinds > 0), np.flatnonzero(self.kinds == 0)
        half = self.steps * BATCH // 2
        order = np.concatenate((random.permutation(sick)[:half], random.choice(well, half)))
        if len(order) < self.steps * BATCH:
            order = np.concatenate((order, random.choice(sick, self.steps * BATCH - len(order))))
        order = random.permutation(order)
        for start in range(0, self.steps * BATCH, BATCH):
            chosen = order[start:start + BATCH]
            pictures = torch.from_numpy(self.images[chosen]).float()[:, None] / 255
            pictures = move(pictures, affine(random, BATCH, angle=0.2, scale=0.15, stretch=0.25, shift=0.1), SIDE)
            yield standardise(hide(random, degrade(random, pictures))), torch.from_numpy(self.kinds[chosen])

    def loss(self, net, batch):
        pictures, kinds = batch
        _, logit, kind, _ = net(pictures.to(memory_format=torch.channels_last))
        present = (kinds > 0).float()
        return F.binary_cross_entropy_with_logits(logit, present * 0.94 + 0.03) + 0.3 * F.cross_entropy(kind, kinds, label_smoothing=0.05)

    def validate(self, net):
        logits = torch.cat([net(self.validation[i:i + 64])[1] for i in range(0, len(self.validation), 64)]).numpy()
        present = self.truth > 0
        entropy = F.binary_cross_entropy_with_logits(torch.from_numpy(logits), torch.from_numpy(present).float()).item()
        return {"score": -entropy, "val_auroc": auroc(logits, present)}


if __name__ == "__main__":
    chosen = options(__doc__, epochs=8)
    train(Chest(chosen.data), chosen.out, chosen.epochs, PEAK_RATE, average_over=200, start=chosen.start, seed=chosen.seed)
