"""The training slices, and what is done to them before the net sees them.

Normalisation is the contract with the container (model.json "normalisation"): area average to
192 x 192 pixels of 1.3067 mm, foreground = above a tenth of the 99th percentile, then
(value - mean) / standard deviation of the foreground, clipped to [-3, 5].
"""
import pathlib

import numpy as np
import torch
from torch.nn import functional as F

from net import TYPES
from pictures import area_average, grey, rows

SIDE, STORED, PIXEL_MM = 192, 256, 1.3067


def load(root, split, side=STORED):
    """uint8 images and masks [n,side,side], types [n], the rows of labels.csv."""
    root, chosen = pathlib.Path(root), rows(root, split)
    images = np.stack([np.rint(area_average(grey(root / row["image"]), side, side)).astype(np.uint8) for row in chosen])
    masks = np.stack([area_average(grey(root / row["mask"]), side, side) > 127 for row in chosen])
    types = np.array([TYPES.index(row["tumor_type"]) for row in chosen])
    return images, masks, types, chosen


def prepare(picture):
    """A picture [h,w] of 250.88 mm -> what the net is given [1,192,192], as the container does it."""
    return normalise(torch.from_numpy(area_average(picture, SIDE, SIDE))[None, None])[0]


def inputs(root, split, random, most=None):
    """Pictures of a split as the container would prepare them, [n,1,192,192]; a random part where there are more than most."""
    chosen = rows(root, split)
    if most and len(chosen) > most:
        chosen = [chosen[i] for i in random.permutation(len(chosen))[:most]]
    return torch.stack([prepare(np.asarray(grey(pathlib.Path(root) / row["image"]))) for row in chosen])


def normalise(image):
    """[n,1,h,w] of any scale -> foreground mean 0, deviation 1, clipped to [-3, 5]."""
    flat = image.flatten(1)
    high = flat.kthvalue(int(0.99 * flat.shape[1]), dim=1).values
    front = flat > 0.1 * high[:, None]
    count = front.sum(1).clamp(min=1)
    mean = (flat * front).sum(1) / count
    deviation = (((flat - mean[:, None]) ** 2 * front).sum(1) / count).sqrt().clamp(min=1e-6)
    return ((image - mean[:, None, None, None]) / deviation[:, None, None, None]).clamp(-3, 5)


class Slices:
    """Training slices with tumour-free ones made from them.

    Nobody in the set is healthy, so a tumour-free picture is either the tumour-free half of a
    symmetric view and its mirror image, or the view moved until the tumour has left it. Mirror
    pictures of the tumour's own half are shown too: else symmetry alone would mean "no tumour".
    """

    def __init__(self, root, split, random):
        self.images, self.masks, self.types, _ = load(root, split)
        self.random = random
        self.middles = [self._middle(image, mask) for image, mask in zip(self.images, self.masks)]

    def __len__(self):
        return len(self.images)

    @staticmethod
    def _middle(image, mask):
        """Column of symmetry where the view has one and the tumour lies clear of it, else None."""
        front = image > 30
        columns = np.flatnonzero(front.sum(0) > 8)
        if len(columns) < 64:
            return None
        middle = (columns[0] + columns[-1]) // 2
        half = min(middle, STORED - 1 - middle)
        left = image[:, middle - half:middle].astype(np.float32)
        right = image[:, middle + 1:middle + 1 + half][:, ::-1].astype(np.float32)
        tumour = np.flatnonzero(mask.any(0))
        clear = tumour.min() > middle + 3 or tumour.max() < middle - 3
        return middle if clear and np.corrcoef(left.ravel(), right.ravel())[0, 1] > 0.8 else None

    @staticmethod
    def _mirror(picture, middle, from_left):
        result, half = np.zeros_like(picture), min(middle, STORED - 1 - middle)
        source = picture[:, middle - half:middle] if from_left else picture[:, middle + 1:middle + 1 + half][:, ::-1]
        result[:, middle] = picture[:, middle]
        result[:, middle - half:middle] = source
        result[:, middle + 1:middle + 1 + half] = source[:, ::-1]
        return result

    def _one(self, index):
        image, mask, middle = self.images[index], self.masks[index], self.middles[index]
        draw, shift = self.random.random(), (0.0, 0.0)
        if middle is not None and draw < 0.35:
            tumour_left = np.flatnonzero(mask.any(0)).max() < middle
            from_left = tumour_left if draw < 0.10 else not tumour_left
            image, mask = self._mirror(image, middle, from_left), self._mirror(mask, middle, from_left)
        elif draw > 0.93:
            shift = self._away(mask)
        return image, mask, shift

    def _away(self, mask):
        """A move of the view, in halves of its side, that takes the tumour out of it."""
        rows_, columns = np.flatnonzero(mask.any(1)), np.flatnonzero(mask.any(0))
        moves = ((0.0, 2 * rows_.max() / STORED + 0.1), (0.0, -(2 - 2 * rows_.min() / STORED) - 0.1),
                 (2 * columns.max() / STORED + 0.1, 0.0), (-(2 - 2 * columns.min() / STORED) - 0.1, 0.0))
        return min(moves, key=lambda m: abs(m[0]) + abs(m[1]))

    def batch(self, indices):
        picked = [self._one(i) for i in indices]
        image = torch.from_numpy(np.stack([p[0] for p in picked])).float()[:, None] / 255
        mask = torch.from_numpy(np.stack([p[1] for p in picked])).float()[:, None]
        moved = torch.tensor([p[2] for p in picked], dtype=torch.float32)
        image, mask = self._deform(image, mask, moved)
        return normalise(self._degrade(image)), (mask > 0.5).float(), torch.from_numpy(self.types[indices])

    def _uniform(self, n, low, high):
        return torch.from_numpy(self.random.uniform(low, high, n).astype(np.float32))

    def _deform(self, image, mask, moved):
        n = len(image)
        still = (moved.abs().sum(1) == 0).float()
        angle = self._uniform(n, -0.35, 0.35) * still
        scale = torch.exp(self._uniform(n, -0.2, 0.2) * still)
        flip = torch.where(self._uniform(n, 0, 1) < 0.5, -1.0, 1.0) * still + (1 - still)
        cosine, sine = torch.cos(angle) * scale, torch.sin(angle) * scale
        offset = moved + torch.stack((self._uniform(n, -0.15, 0.15), self._uniform(n, -0.15, 0.15)), 1) * still[:, None]
        matrix = torch.stack((torch.stack((cosine * flip, -sine, offset[:, 0]), 1),
                              torch.stack((sine * flip, cosine, offset[:, 1]), 1)), 1)
        grid = F.affine_grid(matrix, (n, 1, SIDE, SIDE), align_corners=False)
        return (F.grid_sample(image, grid, mode="bilinear", align_corners=False),
                F.grid_sample(mask, grid, mode="bilinear", align_corners=False))

    def _degrade(self, image):
        """Other scanners: gamma, coil shading, blur, Rician noise."""
        n = len(image)
        image = image.clamp(min=0) ** torch.exp(self._uniform(n, -0.5, 0.5))[:, None, None, None]
        shading = torch.from_numpy(self.random.uniform(-0.3, 0.3, (n, 1, 3, 3)).astype(np.float32))
        image = image * torch.exp(F.interpolate(shading, (SIDE, SIDE), mode="bicubic", align_corners=True))
        soft = F.avg_pool2d(F.pad(image, (1, 1, 1, 1), mode="replicate"), 3, 1)
        amount = self._uniform(n, -0.6, 0.8).clamp(min=0)[:, None, None, None]
        image = image * (1 - amount) + soft * amount
        level = self._uniform(n, -0.03, 0.05).clamp(min=0)[:, None, None, None]
        noise = torch.from_numpy(self.random.standard_normal((2, *image.shape), dtype=np.float32))
        return ((image + level * noise[0]) ** 2 + (level * noise[1]) ** 2).sqrt()
