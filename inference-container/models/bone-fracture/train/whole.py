#!/usr/bin/env python3
"""Fits the answer for whole pictures on the training split, the trained net held still; validation chooses the ridge and scales it.

    /usr/bin/python3 whole.py --data bone-fracture --weights run/best.pt --out run/whole.pt

Logistic regression on net.py's "seen" of the fractured training pictures and of 800 normal ones. Slope and offset that make it a
probability on validation (Platt) are folded into it, so training's share of fractures is not taken for the ward's.
"""
import argparse
import pathlib
import sys

import numpy as np
import torch

sys.path.insert(0, str(pathlib.Path(__file__).parents[3] / "train"))
from data import load  # noqa: E402
from loop import SEED  # noqa: E402
from metrics import auroc, calibrated, calibration  # noqa: E402
from net import both_ways, trained  # noqa: E402
from pictures import standardise  # noqa: E402

NORMAL = 800


def seen(net, pictures, ways):
    found = []
    with torch.no_grad():
        for start in range(0, len(pictures), 8):
            batch = standardise(torch.from_numpy(pictures[start:start + 8]).float()[:, None] / 255).to(memory_format=torch.channels_last)
            found.append(ways(batch)["seen"])
    return torch.cat(found).double().numpy()


def fitted(design, truth, ridge, rounds=30):
    """Weights of ridge logistic regression, the last one the intercept."""
    design, weights = np.concatenate((design, np.ones((len(design), 1))), 1), np.zeros(design.shape[1] + 1)
    penalty = np.diag([ridge] * (design.shape[1] - 1) + [0.0])
    for _ in range(rounds):
        chance = 1 / (1 + np.exp(-np.clip(design @ weights, -30, 30)))
        weights -= np.linalg.solve((design * (chance * (1 - chance))[:, None]).T @ design + penalty, design.T @ (chance - truth) + penalty @ weights)
    return weights


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", required=True)
    parser.add_argument("--weights", required=True)
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    net = trained(options.weights).to(memory_format=torch.channels_last)
    pictures, _, boxes, _ = load(options.data, "train")
    truth = np.array([len(b) > 0 for b in boxes])
    chosen = np.concatenate((np.flatnonzero(truth), np.random.default_rng(SEED).permutation(np.flatnonzero(~truth))[:NORMAL]))
    known, truth = seen(net, pictures[chosen], net), truth[chosen].astype(float)
    pictures, _, boxes, _ = load(options.data, "val")
    held, broken = seen(net, pictures, lambda batch: both_ways(net, batch)), np.array([len(b) > 0 for b in boxes])
    mean, deviation = known.mean(0), np.maximum(known.std(0), 1e-6)
    best = None
    for ridge in (3, 10, 30, 100, 300, 1000, 3000):
        weights = fitted((known - mean) / deviation, truth, ridge)
        score = (held - mean) / deviation @ weights[:-1] + weights[-1]
        print(f"ridge {ridge}: validation AUROC {auroc(score, broken):.4f}; of the crops' presence alone {auroc(held[:, 0], broken):.4f}, of the best mark {auroc(held[:, 1], broken):.4f}")
        if best is None or auroc(score, broken) > best[0]:
            best = auroc(score, broken), weights, score
    _, weights, score = best
    slope, offset = calibration(1 / (1 + np.exp(-score)), broken)
    print(f"slope {slope}, offset {offset}; mean probability {calibrated(1 / (1 + np.exp(-score)), slope, offset).mean():.4f} of {broken.mean():.4f}")
    line = weights[:-1] / deviation
    net.whole.weight.data[0] = torch.from_numpy(line * slope).float()
    net.whole.bias.data[0] = float((weights[-1] - (mean * line).sum()) * slope + offset)
    torch.save(net.state_dict(), options.out)


if __name__ == "__main__":
    main()
