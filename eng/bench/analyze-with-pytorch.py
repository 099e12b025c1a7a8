#!/usr/bin/env python3
"""What people write with pydicom and torch: the peer of ./firstread bench analyze.

usage: analyze-with-pytorch.py PATH BUNDLE TARGET

Same weights (the bundle's ONNX graph, run by torch), same preprocessing (model.json's), a JSON of probabilities and a PNG.
It checks nothing: no rules, no features, no linking of slices, no measuring.
"""
import json
import pathlib
import sys

import numpy as np
import pydicom
import torch
from PIL import Image

from onnx_in_torch import Graph

BATCH = 4


def shortened(values, first, step, count):
    """Means over [first + k step, first + (k + 1) step) of the first axis; nothing is beyond its ends."""
    sums = np.concatenate((np.zeros_like(values[:1]), np.cumsum(values, 0, dtype=np.float64)))
    edges = np.clip(first + np.arange(count + 1) * step, 0, len(values))
    whole = np.minimum(edges.astype(int), len(values) - 1)
    return np.diff(sums[whole] + (edges - whole)[:, None] * values[whole], axis=0) / step


def prepared(dataset, rules):
    picture = dataset.pixel_array.astype(np.float32) * float(dataset.get("RescaleSlope", 1)) + float(dataset.get("RescaleIntercept", 0))
    if dataset.PhotometricInterpretation == "MONOCHROME1":
        picture = picture.min() + picture.max() - picture
    side, normalisation = rules["side"], rules["normalisation"]
    if rules["aspect"] == "physical":
        steps = [rules["pixelMm"] / float(mm) for mm in dataset.PixelSpacing]
    else:
        steps = [length / side for length in picture.shape]
    for axis in (0, 1):
        length, step = picture.shape[0], steps[axis]
        picture = shortened(picture, length / 2 - side / 2 * step, step, side).T
    if normalisation["kind"] == "foreground":
        flat = np.sort(picture, axis=None)
        front = picture[picture > normalisation["foregroundPart"] * flat[int(normalisation["percentile"] * flat.size) - 1]]
    else:
        front = picture
    return np.clip((picture - front.mean()) / max(front.std(), 1e-6), normalisation["minimum"], normalisation["maximum"]).astype(np.float32)


source, bundle, target = map(pathlib.Path, sys.argv[1:4])
model = json.loads((bundle / "model.json").read_text())
graph = Graph(bundle / model["file"])
found, best, shown = [], -1.0, None
paths = sorted(path for path in source.rglob("*") if path.is_file()) if source.is_dir() else [source]
with torch.no_grad():
    for start in range(0, len(paths), BATCH):
        datasets = [pydicom.dcmread(path) for path in paths[start:start + BATCH]]
        answer = graph(torch.from_numpy(np.stack([prepared(dataset, model["input"]) for dataset in datasets]))[:, None])
        for dataset, probability in zip(datasets, answer[model["output"]["probability"]].flatten(1).amax(1).tolist()):
            found.append({"sopInstanceUid": dataset.SOPInstanceUID, "probability": round(probability, 5)})
            if probability > best:
                best, shown = probability, dataset
grey = shown.pixel_array.astype(np.float32)
low, high = np.percentile(grey[::8, ::8], (1, 99))
picture = Image.fromarray((np.clip((grey - low) / max(high - low, 1), 0, 1) * 255).astype(np.uint8))
picture.thumbnail((1280, 1280))
target.mkdir(parents=True, exist_ok=True)
picture.save(target / "overlay.png")
(target / "findings.json").write_text(json.dumps(found))
