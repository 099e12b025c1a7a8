#!/usr/bin/env python3
"""Writes bright.onnx: a net of the brain model's shape that marks what is bright, for tests of everything around a net.

    /usr/bin/python3 bright.py
"""
import torch
from torch.nn import functional as F


class Bright(torch.nn.Module):
    def forward(self, image):
        probability = torch.sigmoid(6 * (F.avg_pool2d(image, 3, 1, 1) - 2.0))
        share = probability.mean((1, 2, 3))[:, None]
        return probability, torch.softmax(torch.cat((share + 1, share, share * 0), 1), 1)


torch.onnx.export(Bright(), torch.zeros(2, 1, 192, 192), "bright.onnx", opset_version=13, input_names=["image"], output_names=["probability", "types"],
                  dynamic_axes={"image": {0: "n"}, "probability": {0: "n"}, "types": {0: "n"}})
