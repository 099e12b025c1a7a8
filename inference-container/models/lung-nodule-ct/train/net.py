"""A small U-Net that outlines the nodule at the middle of a crop.

Two by two pixels are folded into channels first; one layer at full size then settles the edge. A channel that holds
the distance from the middle tells the net which of several round things is meant.
"""
import torch
from torch import nn
from torch.nn import functional as F

from blocks import convolution, pair

SIDE, WINDOW = 64, 128
OUTPUTS = ("probability", "features")
WIDTHS = (24, 48, 96, 128)


class NoduleNet(nn.Module):
    """image [n,1,64,64], stretched as data.py says -> mask logits [n,1,64,64], features [n,296]."""

    def __init__(self):
        super().__init__()
        a, b, c, d = WIDTHS
        self.down = nn.ModuleList([pair(8, a), pair(a, b), pair(b, c)])
        self.bottom = pair(c, d)
        self.up = nn.ModuleList([pair(d + c, c), pair(c + b, b), pair(b + a, a)])
        self.unfold = nn.Conv2d(a, 16, 1)
        self.edge = nn.Sequential(convolution(5, 8), nn.Conv2d(8, 1, 3, padding=1))
        away = torch.arange(SIDE) - (SIDE - 1) / 2
        self.register_buffer("place", (away[None] ** 2 + away[:, None] ** 2).sqrt()[None, None] / SIDE, persistent=False)

    def forward(self, image):
        x, skips = F.pixel_unshuffle(torch.cat((image, self.place.expand_as(image)), 1), 2), []
        for down in self.down:
            x = down(x)
            skips.append(x)
            x = F.max_pool2d(x, 2)
        x = self.bottom(x)
        features = torch.cat([level.mean((2, 3)) for level in (*skips, x)], 1)
        for up, skip in zip(self.up, reversed(skips)):
            x = up(torch.cat((F.interpolate(x, scale_factor=2.0, mode="nearest"), skip), 1))
        fine = F.pixel_shuffle(self.unfold(x), 2)
        return fine[:, :1] + self.edge(torch.cat((fine, image), 1)), features


class ExportedNet(nn.Module):
    """What the container runs: the mean over the middle of the window and its three mirror images.

    image [n,1,128,128] -> probability [n,1,128,128], 0 beyond the middle 64 x 64; features [n,296] of the middle as it is
    """

    def __init__(self, net):
        super().__init__()
        self.net = net

    def forward(self, image):
        rim = (WINDOW - SIDE) // 2
        image = image[:, :, rim:-rim, rim:-rim]
        mask, features = self.net(image)
        total = torch.sigmoid(mask)
        for axes in ((2,), (3,), (2, 3)):
            total = total + torch.flip(torch.sigmoid(self.net(torch.flip(image, axes))[0]), axes)
        return F.pad(total / 4, (rim, rim, rim, rim)), features


def trained(weights):
    """The net as train.py left it."""
    net = NoduleNet()
    net.load_state_dict(torch.load(weights, map_location="cpu"))
    return net.eval()
