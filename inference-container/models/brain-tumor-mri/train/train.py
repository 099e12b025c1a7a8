#!/usr/bin/env python3
"""Trains the net on the training split and keeps the weights that outline validation best.

    /usr/bin/python3 train.py --data brain-tumor-mri --out run [--epochs 36]

Every epoch is checkpointed; started again with the same --out it goes on where it stopped.
The test split is never read here.
"""
import argparse
import copy
import json
import math
import pathlib
import time

import numpy as np
import torch
from torch.nn import functional as F

from data import SIDE, Slices, load, normalise
from net import TumourNet

SEED, BATCH, PEAK_RATE = 20261122, 16, 2e-3


def loss_of(mask_logits, type_logits, mask, types):
    probability, area = torch.sigmoid(mask_logits), mask.sum((1, 2, 3))
    entropy = F.binary_cross_entropy_with_logits(mask_logits, mask)
    overlap = (2 * (probability * mask).sum((1, 2, 3)) + 1) / (probability.sum((1, 2, 3)) + area + 1)
    present = area > 20
    dice = (1 - overlap)[present].mean() if present.any() else 0.0
    kind = F.cross_entropy(type_logits[present], types[present], label_smoothing=0.05) if present.any() else 0.0
    return 2 * entropy + dice + 0.3 * kind


def validate(net, images, masks, types, patients):
    """Mean Dice per slice and per patient, type accuracy by patient (mean of its slices' logits)."""
    net.eval()
    dice, votes = [], {}
    with torch.no_grad():
        for start in range(0, len(images), 32):
            mask_logits, type_logits = net(images[start:start + 32])
            found, truth = mask_logits > 0, masks[start:start + 32] > 0.5
            both = (found & truth).sum((1, 2, 3)).float()
            total = found.sum((1, 2, 3)) + truth.sum((1, 2, 3))
            dice += torch.where(total > 0, 2 * both / total.clamp(min=1), torch.ones_like(both)).tolist()
            for offset, logits in enumerate(type_logits):
                votes.setdefault(patients[start + offset], []).append((logits, int(types[start + offset])))
    right = [int(torch.stack([l for l, _ in v]).mean(0).argmax() == v[0][1]) for v in votes.values()]
    return float(np.mean(dice)), float(np.median(dice)), float(np.mean(right))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", required=True, help="unpacked brain-tumor-mri folder")
    parser.add_argument("--out", required=True, help="folder of checkpoints and log")
    parser.add_argument("--epochs", type=int, default=36)
    options = parser.parse_args()
    out = pathlib.Path(options.out)
    out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(SEED)
    net = TumourNet().to(memory_format=torch.channels_last)
    average = copy.deepcopy(net)
    optimiser = torch.optim.AdamW(net.parameters(), lr=PEAK_RATE, weight_decay=1e-2)
    first, best, last = 0, 0.0, out / "last.pt"
    if last.exists():
        state = torch.load(last)
        net.load_state_dict(state["net"]), average.load_state_dict(state["average"]), optimiser.load_state_dict(state["optimiser"])
        first, best = state["epoch"] + 1, state["best"]
    slices = Slices(options.data, "train", SEED + first)
    pictures, masks, types, patients = load(options.data, "val", SIDE)
    pictures = normalise(torch.from_numpy(pictures).float()[:, None])
    masks = torch.from_numpy(masks).float()[:, None]
    steps = len(slices) // BATCH
    for epoch in range(first, options.epochs):
        began, losses = time.time(), []
        net.train()
        order = slices.random.permutation(len(slices))
        for step in range(steps):
            done = (epoch + step / steps) / options.epochs
            rate = PEAK_RATE * (min(1, done / 0.05) if done < 0.05 else 0.5 * (1 + math.cos(math.pi * (done - 0.05) / 0.95)) + 1e-3)
            optimiser.param_groups[0]["lr"] = rate
            image, mask, kind = slices.batch(order[step * BATCH:(step + 1) * BATCH])
            mask_logits, type_logits = net(image.to(memory_format=torch.channels_last))
            loss = loss_of(mask_logits, type_logits, mask, kind)
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 5.0)
            optimiser.step()
            losses.append(loss.item())
            keep = min(0.998, (epoch * steps + step + 1) / (epoch * steps + step + 10))
            with torch.no_grad():
                for old, new in zip(average.state_dict().values(), net.state_dict().values()):
                    old.mul_(keep).add_(new, alpha=1 - keep) if old.dtype.is_floating_point else old.copy_(new)
        mean, median, kind_accuracy = validate(average, pictures, masks, types, patients)
        if mean > best:
            best = mean
            torch.save(average.state_dict(), out / "best.pt")
        torch.save({"net": net.state_dict(), "average": average.state_dict(), "optimiser": optimiser.state_dict(), "epoch": epoch, "best": best}, last)
        line = {"epoch": epoch, "loss": round(float(np.mean(losses)), 4), "val_dice_mean": round(mean, 4), "val_dice_median": round(median, 4),
                "val_type_accuracy_by_patient": round(kind_accuracy, 4), "seconds": round(time.time() - began, 1)}
        print(json.dumps(line), flush=True)
        with open(out / "log.jsonl", "a") as log:
            log.write(json.dumps(line) + "\n")


if __name__ == "__main__":
    main()
