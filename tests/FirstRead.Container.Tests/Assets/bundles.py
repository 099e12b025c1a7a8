#!/usr/bin/env python3
"""Writes bundles/: nets of a few kilobytes that see what is bright, one of each kind that reads single pictures.

    /usr/bin/python3 bundles.py

They are right about pictures that the tests draw, and about nothing else; what is tested is everything around a net.
"""
import hashlib
import json
import pathlib

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

HERE = pathlib.Path(__file__).parent / "bundles"


def bright(image, limit, sharp=8.0):
    return torch.sigmoid(sharp * (image - limit))


def features(image):
    """Four coarse grey values: what a test can aim at."""
    return F.adaptive_avg_pool2d(image, 2).flatten(1)


class Spot(nn.Module):
    """classification: a bright spot anywhere."""

    def forward(self, image):
        heat = bright(F.avg_pool2d(image, 8), 1.5)
        return heat.amax((2, 3)), heat, features(image)


class Boxes(nn.Module):
    """detection: the four quarters' brightest cells, a box of 16 pixels around each."""

    def forward(self, image):
        outline = bright(F.avg_pool2d(image, 4), 1.5)
        score, place = F.max_pool2d(F.avg_pool2d(image, 8), 4, return_indices=True)
        score, place = bright(score.flatten(1), 1.5), place.flatten(1)
        column, row = (place % 8).float() * 8 + 4, torch.div(place, 8, rounding_mode="floor").float() * 8 + 4
        boxes = torch.stack((column - 8, row - 8, column + 8, row + 8), 2)
        return score.amax(1, keepdim=True), boxes, score, outline, features(image)


class AtPoint(nn.Module):
    """outlineAtPoint: whatever is brighter than the middle of its range."""

    def forward(self, image):
        return bright(image, 0.5, 20.0), features(image)


CHEST = {"what": "a chest radiograph of a child", "modalities": ["DX", "CR"], "sopClasses": ["1.2.840.10008.5.1.4.1.1.1", "1.2.840.10008.5.1.4.1.1.1.1", "1.2.840.10008.5.1.4.1.1.7"],
         "bodyParts": ["CHEST"], "bodyPartWords": ["CHEST", "THORAX"], "excludedWords": ["LATERAL"], "views": ["AP", "PA"], "ageYears": [1, 5], "ageRequired": True, "minimumPixels": 64}
HAND = {"what": "a radiograph of a hand", "modalities": ["DX", "CR"], "bodyParts": ["HAND"], "bodyPartWords": ["HAND"]}
LUNG = {"what": "a CT slice of the chest", "modalities": ["CT"], "bodyParts": ["CHEST"], "bodyPartWords": ["CHEST", "LUNG"], "pixelMm": [0.3, 1.2]}
STANDARD = {"kind": "picture", "minimum": -4, "maximum": 4}

BUNDLES = {
    "spot-anywhere": (Spot(), 64, ["probability", "heatmap", "features"], {
        "kind": "classification", "appliesTo": CHEST,
        "input": {"tensor": "image", "side": 64, "aspect": "squash", "voi": "tables", "normalisation": STANDARD},
        "output": {"probability": "probability", "heatmap": "heatmap", "features": "features"},
        "decision": {"threshold": 0.5, "highRiskConfidence": 0.9, "heatmapThreshold": 0.5},
        "finding": {"label": "Bright spot", "code": {"value": "52988006", "scheme": "SCT", "meaning": "Lesion"}}}),
    "spot-boxes": (Boxes(), 64, ["presence", "boxes", "scores", "outline", "features"], {
        "kind": "detection", "appliesTo": HAND,
        "input": {"tensor": "image", "side": 64, "aspect": "fit", "normalisation": STANDARD},
        "output": {"presence": "presence", "boxes": "boxes", "scores": "scores", "outline": "outline", "features": "features"},
        "decision": {"presenceThreshold": 0.5, "scoreThreshold": 0.5, "highRiskConfidence": 0.9, "outlineThreshold": 0.5, "overlap": 0.3, "mostBoxes": 5},
        "finding": {"label": "Bright spot", "code": {"value": "52988006", "scheme": "SCT", "meaning": "Lesion"}}}),
    "spot-at-point": (AtPoint(), 64, ["probability", "features"], {
        "kind": "outlineAtPoint", "appliesTo": LUNG,
        "input": {"tensor": "image", "side": 64, "aspect": "crop", "normalisation": {"kind": "stretch", "minimum": 0, "maximum": 1}},
        "output": {"probability": "probability", "features": "features"},
        "decision": {"probabilityThreshold": 0.5, "maximumDistance": 8, "minimumAreaPixels": 4, "highRiskDiameterMm": 8},
        "finding": {"label": "Bright spot", "code": {"value": "52988006", "scheme": "SCT", "meaning": "Lesion"}}}),
}


def main():
    for name, (net, side, outputs, manifest) in BUNDLES.items():
        folder = HERE / name
        folder.mkdir(parents=True, exist_ok=True)
        torch.onnx.export(net, torch.zeros(2, 1, side, side), str(folder / "model.onnx"), opset_version=13, input_names=["image"], output_names=outputs,
                          dynamic_axes={tensor: {0: "n"} for tensor in ("image", *outputs)})
        # Coarse grey values of nearly flat pictures: what is half black and half white is unlike all of them.
        rows = (np.random.default_rng(1).standard_normal((40, 4)) * 0.3 + (0.5 if name == "spot-at-point" else 0)).astype("<f4")
        rows.tofile(folder / "features.f32")
        digest = {file: hashlib.sha256((folder / file).read_bytes()).hexdigest() for file in ("model.onnx", "features.f32")}
        text = json.dumps({
            "$schema": "../../../../../inference-container/models/model.schema.json", "schema": 2, "name": name, "version": "1.0.0", "file": "model.onnx", "sha256": digest["model.onnx"],
            **manifest, "outOfDistribution": {"file": "features.f32", "sha256": digest["features.f32"], "count": 40, "width": 4, "neighbours": 3, "threshold": 1.2}}, indent=2)
        (folder / "model.json").write_text(text + "\n")
        (folder / "README.md").write_text(f"# {name}\n\nA test's: it marks what is bright. Written by ../../bundles.py.\n")


if __name__ == "__main__":
    main()
