"""One training loop for every model: warm-up and cosine rate, averaged weights, a checkpoint an epoch.

A task gives what differs:
    net                     the module to train
    batches(random)         one epoch of batches
    steps                   how many they are
    loss(net, batch)        a scalar tensor
    validate(net)           figures of the validation split, "score" among them: the higher the better

Started again with the same folder it goes on after the last whole epoch. The best averaged weights are best.pt,
every epoch's figures a line of log.jsonl. No task may read the test split here: that is evaluate's, once.
"""
import argparse
import copy
import json
import math
import pathlib
import time

import numpy as np
import torch

SEED = 20261122


def train(task, out, epochs, peak_rate, weight_decay=1e-2, average_over=500, start=None, seed=SEED):
    """Trains task.net for so many epochs. start: weights to begin from, else fresh ones. seed: a second run over the same epochs needs another."""
    out = pathlib.Path(out)
    out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(seed)
    net = task.net.to(memory_format=torch.channels_last)
    if start:
        net.load_state_dict(torch.load(start, map_location="cpu"))
    average = copy.deepcopy(net)
    optimiser = torch.optim.AdamW(net.parameters(), lr=peak_rate, weight_decay=weight_decay)
    first, best, last = 0, -math.inf, out / "last.pt"
    if last.exists():
        state = torch.load(last)
        net.load_state_dict(state["net"]), average.load_state_dict(state["average"]), optimiser.load_state_dict(state["optimiser"])
        first, best = state["epoch"] + 1, state["best"]
    for epoch in range(first, epochs):
        began, losses = time.time(), []
        net.train()
        for step, batch in enumerate(task.batches(np.random.default_rng((seed, epoch)))):
            done = (epoch + step / task.steps) / epochs
            optimiser.param_groups[0]["lr"] = peak_rate * (min(1, done / 0.04) * 0.5 * (1 + math.cos(math.pi * done)) + 1e-3)
            loss = task.loss(net, batch)
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 5.0)
            optimiser.step()
            losses.append(loss.item())
            taken = epoch * task.steps + step + 1
            follow(average, net, min(1 - 1 / average_over, taken / (taken + 9)))
        average.eval()
        with torch.no_grad():
            figures = task.validate(average)
        if figures["score"] > best:
            best = figures["score"]
            save(average.state_dict(), out / "best.pt")
        save({"net": net.state_dict(), "average": average.state_dict(), "optimiser": optimiser.state_dict(), "epoch": epoch, "best": best}, last)
        line = {"epoch": epoch, "loss": round(float(np.mean(losses)), 4), **{k: round(float(v), 4) for k, v in figures.items()}, "seconds": round(time.time() - began, 1)}
        print(json.dumps(line), flush=True)
        with open(out / "log.jsonl", "a") as log:
            log.write(json.dumps(line) + "\n")


def follow(average, net, keep):
    """Moves the averaged weights towards the net's."""
    with torch.no_grad():
        for old, new in zip(average.state_dict().values(), net.state_dict().values()):
            old.mul_(keep).add_(new, alpha=1 - keep) if old.dtype.is_floating_point else old.copy_(new)


def save(state, path):
    """Whole or not at all: a run may be cut off at any moment."""
    part = path.with_suffix(".part")
    torch.save(state, part)
    part.replace(path)


def options(description, epochs):
    """The command line that every train.py has."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", required=True, help="the unpacked training folder, with labels.csv")
    parser.add_argument("--out", required=True, help="folder of checkpoints and log")
    parser.add_argument("--epochs", type=int, default=epochs)
    parser.add_argument("--start", help="weights to begin from instead of fresh ones")
    parser.add_argument("--seed", type=int, default=SEED, help="of crops, changes and order; a run that goes on from another takes another")
    return parser.parse_args()
