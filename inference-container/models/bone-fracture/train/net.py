"""A residual net that marks fractures: boxes around centres, an outline, and one answer for the picture.

Body and stem are those of the chest net, so that its weights can be a beginning. In training the answer for a crop is a soft
maximum over a map of the same features: one convincing place is enough. The answer for a whole picture is a logistic
regression on that, on the best marks, and on means and maxima of the features (whole.py), fitted on whole training pictures.
"""
import torch
from torch import nn
from torch.nn import functional as F

from blocks import Residual, convolution

SIDE, CELL, MARKS = 448, 8, 8
OUTPUTS = ("presence", "boxes", "scores", "outline", "features")
WIDTHS = (32, 64, 128)
SHARPNESS = 2.0  # of the soft maximum: 0 would be the mean, infinity the maximum


class FractureNet(nn.Module):
    """image [n,1,h,w] (multiples of 16), standardised -> a dict of maps at an eighth, and features [n,224].

    centre [n,1,h/8,w/8] logits; size [n,2,..] log of width and height in cells; offset [n,2,..] of the centre in cells;
    outline [n,1,h/4,w/4] logits; presence [n] logit of a crop; seen [n,290], what the answer for a whole picture is read from
    """

    def __init__(self):
        super().__init__()
        a, b, c = WIDTHS
        self.stem = convolution(4, a, 2)
        self.body = nn.Sequential(Residual(a, a, 1), Residual(a, a, 1), Residual(a, b, 2), Residual(b, b, 1), Residual(b, c, 2), Residual(c, c, 1))
        self.above, self.join = nn.Conv2d(c, b, 1), convolution(b, b)
        self.heads = nn.Conv2d(b, 10, 1)  # centre, size 2, offset 2, outline 4, presence
        self.whole = nn.Linear(2 + a + b + c + b, 1)
        nn.init.constant_(self.heads.bias, 0.0)
        self.heads.bias.data[0] = self.heads.bias.data[9] = -3.0

    def forward(self, image):
        early = self.body[:2](self.stem(F.pixel_unshuffle(image, 2)))
        x = self.body[2:4](early)
        deep = self.body[4:](x)
        features = torch.cat([level.mean((2, 3)) for level in (early, x, deep)], 1)
        x = self.join(x + F.interpolate(self.above(deep), scale_factor=2.0, mode="nearest"))
        maps = self.heads(F.dropout2d(x, 0.1, self.training))
        evidence = maps[:, 9].flatten(1)
        presence = torch.logsumexp(evidence * SHARPNESS, 1) / SHARPNESS
        seen = torch.cat((presence[:, None], maps[:, 0].amax((1, 2))[:, None], features, x.amax((2, 3))), 1)
        return {"centre": maps[:, :1], "size": maps[:, 1:3], "offset": maps[:, 3:5], "outline": F.pixel_shuffle(maps[:, 5:9], 2),
                "presence": presence, "seen": seen, "features": features}


def marks(found, count=MARKS):
    """Boxes [n,count,4] (x0, y0, x1, y1 in input pixels) and scores [n,count], the best first: peaks of the centre map."""
    centre = torch.sigmoid(found["centre"])
    peaks = centre * (centre == F.max_pool2d(centre, 3, 1, 1)).to(centre.dtype)
    scores, places = torch.topk(peaks.flatten(1), count)
    columns = centre.shape[3]

    def at(maps):
        return torch.gather(maps.flatten(2), 2, places[:, None].expand(-1, 2, -1))

    cell = torch.stack((places % columns, torch.div(places, columns, rounding_mode="floor")), 1).to(centre.dtype)
    middle = (cell + 0.5 + at(found["offset"])) * CELL
    half = torch.exp(at(found["size"]).clamp(-3, 4)) * (CELL / 2)
    return torch.cat((middle - half, middle + half), 1).transpose(1, 2), scores


def both_ways(net, image):
    """The mean of what the net finds in a picture and in its mirror image; features are those of the picture as it is."""
    found, mirrored = net(image), net(torch.flip(image, (3,)))
    turned = {name: torch.flip(mirrored[name], (3,)) for name in ("centre", "size", "offset", "outline")}
    turned["offset"] = turned["offset"] * torch.tensor([-1.0, 1.0])[None, :, None, None]
    turned["seen"] = mirrored["seen"]
    return {**found, **{name: (found[name] + turned[name]) / 2 for name in turned}}


class ExportedNet(nn.Module):
    """What the container runs: both ways.

    image [n,1,448,448] -> presence [n,1], boxes [n,8,4], scores [n,8], outline [n,1,112,112] of 0 to 1, features [n,224]
    """

    def __init__(self, net):
        super().__init__()
        self.net = net

    def forward(self, image):
        found = both_ways(self.net, image)
        boxes, scores = marks(found)
        return torch.sigmoid(self.net.whole(found["seen"])), boxes, scores, torch.sigmoid(found["outline"]), found["features"]


def trained(weights):
    """The net as train.py left it."""
    net = FractureNet()
    net.load_state_dict(torch.load(weights, map_location="cpu"), strict=False)  # without the answer for whole pictures before whole.py
    return net.eval()
