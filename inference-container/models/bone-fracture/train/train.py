#!/usr/bin/env python3
"""Trains the fracture net on crops of the training split.

    /usr/bin/python3 train.py --data bone-fracture --out run [--epochs 9] [--start chest/best.pt]

--start takes what fits of other weights: the chest net's stem and body, or all of an earlier run, then at half the rate.
Half of the crops lie on a fracture; the others lie on bone without one, wherever the picture has most structure, so that
bone alone says nothing. Whole pictures are validated.
"""
import pathlib
import sys

import numpy as np
import torch
from torch.nn import functional as F

sys.path.insert(0, str(pathlib.Path(__file__).parents[3] / "train"))
from augment import affine, degrade, uniform  # noqa: E402
from data import load  # noqa: E402
from loop import options, train  # noqa: E402
from marking import average_precision, sensitivity_at  # noqa: E402
from metrics import auroc  # noqa: E402
from net import CELL, SIDE, FractureNet, marks  # noqa: E402
from pictures import standardise  # noqa: E402

BATCH, STEPS, PEAK_RATE, CROP = 32, 100, 2e-3, 224
CELLS = CROP // CELL


class Fractures:
    def __init__(self, data, start=None):
        self.net, self.steps, self.rate = FractureNet(), STEPS, PEAK_RATE
        if start:
            weights = torch.load(start, map_location="cpu")
            self.net.load_state_dict(weights, strict=False)
            self.rate = PEAK_RATE / 2 if "heads.weight" in weights else PEAK_RATE
        self.pictures, self.masks, self.boxes, _ = load(data, "train")
        self.busy = [structure(picture) for picture in self.pictures]
        broken = np.array([len(boxes) > 0 for boxes in self.boxes])
        self.broken, self.whole = np.flatnonzero(broken), np.flatnonzero(~broken)
        self.validation, _, self.truth, _ = load(data, "val")

    def batches(self, random):
        for _ in range(STEPS):
            on = random.choice(self.broken, BATCH // 2 - 2, replace=False)
            off = np.concatenate((random.choice(self.whole, BATCH // 2 - 2, replace=False), random.choice(self.broken, 4)))
            yield self._crops(random, on, off)

    def _crops(self, random, on, off):
        chosen = np.concatenate((on, off))
        aims = [self._on(random, i) for i in on] + [self._off(random, i) for i in off]
        matrices = affine(random, len(chosen), angle=0.3, scale=0.25, stretch=0.2, flip=0.5)
        quarter = torch.tensor([[[1.0, 0], [0, 1]], [[0, 1.0], [-1, 0]], [[-1.0, 0], [0, -1]], [[0, -1.0], [1, 0]]])
        matrices[:, :, :2] = torch.bmm(matrices[:, :, :2], quarter[random.choice(4, len(chosen), p=(0.55, 0.15, 0.15, 0.15))]) * (CROP / SIDE)
        matrices[:, :, 2] = torch.tensor(np.array(aims), dtype=torch.float32) * 2 / SIDE - 1
        layers = torch.from_numpy(np.stack([self._layers(i) for i in chosen])).float() / 255
        grid = F.affine_grid(matrices, (len(chosen), 2, CROP, CROP), align_corners=False)
        crops = F.grid_sample(layers, grid, mode="bilinear", padding_mode="border", align_corners=False)
        return self._toned(random, chosen, crops[:, :1]), self._targets(chosen, matrices, (crops[:, 1:] > 0.4).float())

    def _layers(self, i):
        return np.stack((self.pictures[i], self.masks[i] if self.masks[i] is not None else np.zeros_like(self.pictures[i])))

    def _on(self, random, i):
        x0, y0, x1, y1 = self.boxes[i][random.integers(len(self.boxes[i]))]
        return (x0 + x1) / 2 + random.uniform(-85, 85), (y0 + y1) / 2 + random.uniform(-85, 85)

    def _off(self, random, i):
        cells = self.busy[i]
        place = random.choice(cells.size, p=cells.ravel())
        return tuple((np.array((place % cells.shape[1], place // cells.shape[1])) + random.uniform(-1, 2, 2)) * 16)

    def _toned(self, random, chosen, crops):
        """Another exposure, then standardised as the whole picture would be after the same change."""
        power = torch.exp(uniform(random, len(chosen), -0.5, 0.5))
        mean, deviation = torch.empty(len(chosen)), torch.empty(len(chosen))
        for at, i in enumerate(chosen):
            thin = (torch.from_numpy(self.pictures[i][::4, ::4].astype(np.float32)) / 255) ** power[at]
            mean[at], deviation[at] = thin.mean(), thin.std().clamp(min=1e-3)
        crops = degrade(random, crops, gamma=0, contrast=0, shading=0.15, blur=0.7, noise=0.03) ** power[:, None, None, None]
        mean = mean + deviation * uniform(random, len(chosen), -0.2, 0.2)
        deviation = deviation * torch.exp(uniform(random, len(chosen), -0.2, 0.2))
        return ((crops - mean[:, None, None, None]) / deviation[:, None, None, None]).clamp(-4, 4)

    def _targets(self, chosen, matrices, masks):
        """Centre map, size and offset with their weights, outline, presence with its weight (0 where a fracture is only touched)."""
        n = len(chosen)
        centre, size, weight = torch.zeros(n, 1, CELLS, CELLS), torch.zeros(n, 4, CELLS, CELLS), torch.zeros(n, 1, CELLS, CELLS)
        rows, columns = torch.meshgrid(torch.arange(CELLS) + 0.5, torch.arange(CELLS) + 0.5, indexing="ij")
        for at, i in enumerate(chosen):
            back = np.linalg.inv(matrices[at, :, :2].numpy())
            for x0, y0, x1, y1 in self.boxes[i]:
                middle = back @ (np.array(((x0 + x1), (y0 + y1))) / SIDE - 1 - matrices[at, :, 2].numpy())
                x, y = (middle + 1) * CELLS / 2
                if not (0 <= x < CELLS and 0 <= y < CELLS):
                    continue
                # The extent of an ellipse that fills the box, after the turn: a box's corners would grow with every angle.
                half = np.sqrt((back ** 2 * np.array(((x1 - x0) / SIDE, (y1 - y0) / SIDE)) ** 2).sum(1)) * CELLS / 2
                spread = max(0.6, float(half.min()) * 0.6)
                centre[at, 0] = torch.maximum(centre[at, 0], torch.exp(-((columns - x) ** 2 + (rows - y) ** 2) / (2 * spread ** 2)))
                centre[at, 0, int(y), int(x)] = 1.0
                close = (abs(columns - x) < 1.5) & (abs(rows - y) < 1.5)
                values = (float(np.log(2 * half[0])), float(np.log(2 * half[1])))
                size[at, 0, close], size[at, 1, close] = values
                size[at, 2, close], size[at, 3, close] = x - columns[close], y - rows[close]
                weight[at, 0, close] = 1.0
        outline = F.avg_pool2d(masks, 4)
        sure = (weight.flatten(1).amax(1) > 0) | (masks.flatten(1).amax(1) == 0)
        return centre, size, weight, outline, (weight.flatten(1).amax(1) > 0).float(), sure.float()

    def loss(self, net, batch):
        pictures, (centre, size, weight, outline, present, sure) = batch
        found = net(pictures.to(memory_format=torch.channels_last))
        logits = found["centre"]
        chance, hit = torch.sigmoid(logits), (centre == 1.0).float()
        focal = -(hit * (1 - chance) ** 2 * F.logsigmoid(logits) + (1 - hit) * (1 - centre) ** 4 * chance ** 2 * F.logsigmoid(-logits))
        focal = focal.sum() / hit.sum().clamp(min=1)
        extent = (F.smooth_l1_loss(torch.cat((found["size"], found["offset"]), 1), size, reduction="none") * weight).sum() / weight.sum().clamp(min=1)
        drawn = torch.sigmoid(found["outline"])
        overlap = (2 * (drawn * outline).sum((1, 2, 3)) + 1) / (drawn.sum((1, 2, 3)) + outline.sum((1, 2, 3)) + 1)
        dice = ((1 - overlap) * present).sum() / present.sum().clamp(min=1)
        # One pixel in a hundred lies in a fracture: unweighted, the net does best by drawing nothing.
        entropy = F.binary_cross_entropy_with_logits(found["outline"], outline, pos_weight=torch.tensor(10.0))
        presence = (F.binary_cross_entropy_with_logits(found["presence"], present * 0.94 + 0.03, reduction="none") * sure).mean()
        return focal + 0.5 * extent + dice + 4 * entropy + presence

    def validate(self, net):
        presence, boxes, scores = [], [], []
        for start in range(0, len(self.validation), 16):
            pictures = torch.from_numpy(self.validation[start:start + 16]).float()[:, None] / 255
            found = net(standardise(pictures).to(memory_format=torch.channels_last))
            placed_, sure = marks(found)
            presence += found["presence"].tolist()
            boxes += list(placed_.numpy())
            scores += list(sure.numpy())
        broken = np.array([len(t) > 0 for t in self.truth])
        ranked, precise = auroc(presence, broken), average_precision(boxes, scores, self.truth)
        by_mark = auroc([s.max() for s in scores], broken)
        return {"score": ranked + 0.5 * precise, "val_auroc": ranked, "val_auroc_by_best_mark": by_mark, "val_map50": precise,
                "val_sensitivity_at_1": sensitivity_at(1.0, boxes, scores, self.truth)[0]}


def structure(picture):
    """Where a square has most structure, the rim of the picture apart: parts of 1 by cells of 16 pixels."""
    square = torch.from_numpy(picture).float()[None, None]
    mean = F.avg_pool2d(square, 16)
    spread = (F.avg_pool2d(square ** 2, 16) - mean ** 2).clamp(min=0).sqrt()[0, 0].numpy().astype(float)
    rows, columns = np.flatnonzero(np.ptp(picture, 1)), np.flatnonzero(np.ptp(picture, 0))
    within = np.zeros_like(spread)
    within[rows[0] // 16 + 3:rows[-1] // 16 - 2, columns[0] // 16 + 3:columns[-1] // 16 - 2] = 1
    level = (np.minimum(spread, np.percentile(spread, 95)) + 1e-3) * within
    return level / level.sum()


if __name__ == "__main__":
    chosen = options(__doc__, epochs=9)
    task = Fractures(chosen.data, chosen.start)
    train(task, chosen.out, chosen.epochs, task.rate, average_over=250, seed=chosen.seed)
