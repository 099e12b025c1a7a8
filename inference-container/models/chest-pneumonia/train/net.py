"""A residual net of about 0.7 million parameters whose last layer is the heatmap.

The answer for the picture is a soft maximum over the map, so what the map shows is what decided.
"""
import math

import torch
from torch import nn
from torch.nn import functional as F

from blocks import Residual, convolution

KINDS = ("none", "bacteria", "virus")
OUTPUTS = ("probability", "heatmap", "features")
WIDTHS = (32, 64, 128)
SHARPNESS = 2.0  # of the soft maximum: 0 would be the mean, infinity the maximum


class ChestNet(nn.Module):
    """image [n,1,160,160], standardised -> map logits [n,1,10,10], picture logit [n], kind logits [n,3], features [n,224]."""

    def __init__(self):
        super().__init__()
        a, b, c = WIDTHS
        self.stem = convolution(4, a, 2)
        self.body = nn.Sequential(Residual(a, a, 1), Residual(a, a, 1), Residual(a, b, 2), Residual(b, b, 1), Residual(b, c, 2), Residual(c, c, 1))
        self.map = nn.Conv2d(c, 1, 1)
        self.kind = nn.Sequential(nn.Dropout(0.3), nn.Linear(c, len(KINDS)))

    def forward(self, image):
        x, levels = self.stem(F.pixel_unshuffle(image, 2)), []
        for block in self.body:
            x = block(x)
            levels.append(x.mean((2, 3)))
        where = self.map(F.dropout2d(x, 0.2, self.training))
        cells = int(where.shape[2]) * int(where.shape[3])
        logit = (torch.logsumexp(where.flatten(1) * SHARPNESS, 1) - math.log(cells)) / SHARPNESS
        return where, logit, self.kind(levels[-1]), torch.cat(levels[1::2], 1)


class ExportedNet(nn.Module):
    """What the container runs: image -> probability [n,1], heatmap [n,1,10,10] of 0 to 1, features [n,224]."""

    def __init__(self, net):
        super().__init__()
        self.net = net

    def forward(self, image):
        where, logit, _, features = self.net(image)
        return torch.sigmoid(logit)[:, None], torch.sigmoid(where), features


def trained(weights):
    """The net as train.py left it."""
    net = ChestNet()
    net.load_state_dict(torch.load(weights, map_location="cpu"))
    return net.eval()
