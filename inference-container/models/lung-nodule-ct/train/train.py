#!/usr/bin/env python3
"""Trains the nodule net on the training split and keeps the weights that outline validation best at a jitter of 8 px.

    /usr/bin/python3 train.py --data lung-nodule-ct --out run [--epochs 9] [--start best.pt]

--start goes on from weights of an earlier run, at a third of the rate.
"""
import pathlib
import sys

import numpy as np
import torch
from torch.nn import functional as F

sys.path.insert(0, str(pathlib.Path(__file__).parents[3] / "train"))
from augment import affine, degrade  # noqa: E402
from data import JITTER, TRAINED_JITTER, around, centres, jittered, load, scaled  # noqa: E402
from loop import SEED, options, train  # noqa: E402
from metrics import dice  # noqa: E402
from net import SIDE, WINDOW, NoduleNet  # noqa: E402

BATCH, PEAK_RATE = 32, 3e-3


class Nodules:
    def __init__(self, data):
        self.net = NoduleNet()
        self.images, self.masks, _ = load(data, "train")
        self.points = centres(self.masks)
        images, masks, _ = load(data, "val")
        points = jittered(np.random.default_rng(SEED), centres(masks), JITTER)
        self.validation = scaled(torch.from_numpy(np.stack([around(i, y, x) for i, (y, x) in zip(images, points)])).float()[:, None] / 255)
        self.truth = np.stack([around(m, y, x) for m, (y, x) in zip(masks, points)])
        self.steps = len(self.images) // BATCH

    def batches(self, random):
        order = random.permutation(len(self.images))
        for step in range(self.steps):
            chosen = order[step * BATCH:(step + 1) * BATCH]
            points = jittered(random, self.points[chosen], TRAINED_JITTER)
            crops = self._moved(random, chosen, points) if step % 2 else self._straight(random, chosen, points)
            pictures, masks = crops[:, :1], (crops[:, 1:] > 0.5).float()
            yield scaled(degrade(random, pictures, gamma=0.25, contrast=0.2, shading=0.1, blur=0.3, noise=0.04)), masks

    def _straight(self, random, chosen, points):
        """Whole pixels, as the container cuts them; turned by quarters and mirrored."""
        crops = torch.from_numpy(np.stack([np.stack((around(self.images[i], y, x), around(self.masks[i], y, x) * np.uint8(255)))
                                           for i, (y, x) in zip(chosen, points)])).float() / 255
        crops = torch.rot90(crops, int(random.integers(4)), (2, 3))
        return torch.flip(crops, (3,)) if random.random() < 0.5 else crops

    def _moved(self, random, chosen, points):
        """Turned by any angle, larger or smaller, stretched."""
        whole = torch.from_numpy(np.stack((self.images[chosen], self.masks[chosen] * np.uint8(255)), 1)).float() / 255
        matrices = affine(random, BATCH, angle=np.pi, scale=0.3, stretch=0.2, flip=0.5)
        matrices[:, :, :2] *= SIDE / WINDOW
        matrices[:, 0, 2] = torch.from_numpy(2 * points[:, 1] / WINDOW - 1).float()
        matrices[:, 1, 2] = torch.from_numpy(2 * points[:, 0] / WINDOW - 1).float()
        grid = F.affine_grid(matrices, (BATCH, 2, SIDE, SIDE), align_corners=False)
        return F.grid_sample(whole, grid, mode="bilinear", align_corners=False)

    def loss(self, net, batch):
        pictures, masks = batch
        logits, _ = net(pictures.to(memory_format=torch.channels_last))
        probability = torch.sigmoid(logits)
        overlap = (2 * (probability * masks).sum((1, 2, 3)) + 1) / (probability.sum((1, 2, 3)) + masks.sum((1, 2, 3)) + 1)
        return 4 * F.binary_cross_entropy_with_logits(logits, masks) + (1 - overlap).mean()

    def validate(self, net):
        logits = torch.cat([net(self.validation[i:i + 64])[0] for i in range(0, len(self.validation), 64)])[:, 0].numpy()
        each = np.array([dice(found, truth) for found, truth in zip(logits > 0, self.truth)])
        return {"score": each.mean(), "val_dice_mean": each.mean(), "val_dice_median": np.median(each)}


if __name__ == "__main__":
    chosen = options(__doc__, epochs=9)
    train(Nodules(chosen.data), chosen.out, chosen.epochs, PEAK_RATE / 3 if chosen.start else PEAK_RATE, average_over=300, start=chosen.start, seed=chosen.seed)
