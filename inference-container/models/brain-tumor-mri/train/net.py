"""A U-Net of about one million parameters that outlines a tumour and names its type.

Two by two pixels are folded into channels first, so that the net works at half the image's side
and unfolds to full resolution at its end: four times cheaper than working on single pixels.
"""
import torch
from torch import nn
from torch.nn import functional as F

from blocks import pair

TYPES = ("meningioma", "glioma", "pituitary")
OUTPUTS = ("probability", "types", "features")
WIDTHS = (24, 48, 96, 192)


class TumourNet(nn.Module):
    """image [n,1,192,192], normalised -> mask logits [n,1,192,192], type logits [n,3], features [n,360]."""

    def __init__(self):
        super().__init__()
        a, b, c, d = WIDTHS
        self.down = nn.ModuleList([pair(4, a), pair(a, b), pair(b, c)])
        self.bottom = pair(c, d)
        self.up = nn.ModuleList([pair(d + c, c), pair(c + b, b), pair(b + a, a)])
        self.mask = nn.Conv2d(a, 4, 1)
        self.kind = nn.Sequential(nn.Linear(d + c, 96), nn.ReLU(inplace=True), nn.Dropout(0.3), nn.Linear(96, len(TYPES)))

    def forward(self, image):
        x, skips = F.pixel_unshuffle(image, 2), []
        for down in self.down:
            x = down(x)
            skips.append(x)
            x = F.max_pool2d(x, 2)
        bottom = x = self.bottom(x)
        for up, skip in zip(self.up, reversed(skips)):
            x = up(torch.cat((F.interpolate(x, scale_factor=2.0, mode="nearest"), skip), 1))
        mask = F.pixel_shuffle(self.mask(x), 2)
        # The type is read where the tumour is, and from the place it has in the whole picture.
        attention = F.avg_pool2d(torch.sigmoid(mask.detach()), 16) + 1e-4
        where = (bottom * attention).sum((2, 3)) / attention.sum((2, 3))
        detail = (F.avg_pool2d(skips[2], 2) * attention).sum((2, 3)) / attention.sum((2, 3))
        return mask, self.kind(torch.cat((where, detail), 1)), torch.cat([level.mean((2, 3)) for level in (*skips, bottom)], 1)


class ExportedNet(nn.Module):
    """What the container runs: the mean of the net's answers to a picture and to its mirror image.

    image [n,1,192,192] -> probability [n,1,192,192], types [n,3], features [n,360] of the picture as it is
    """

    def __init__(self, net):
        super().__init__()
        self.net = net

    def forward(self, image):
        mask, kind, features = self.net(image)
        mirrored_mask, mirrored_kind, _ = self.net(torch.flip(image, (3,)))
        probability = (torch.sigmoid(mask) + torch.flip(torch.sigmoid(mirrored_mask), (3,))) / 2
        return probability, (torch.softmax(kind, 1) + torch.softmax(mirrored_kind, 1)) / 2, features


def trained(weights):
    """The net as train.py left it."""
    net = TumourNet()
    net.load_state_dict(torch.load(weights, map_location="cpu"))
    return net.eval()
