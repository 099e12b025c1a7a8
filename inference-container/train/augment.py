"""What other machines, other hands and other windows do to a picture, drawn anew for every batch.

All take and give float pictures [n,1,h,w] of values 0 to 1, and draw from one numpy generator, so that a seed repeats them.
"""
import numpy as np
import torch
from torch.nn import functional as F


def uniform(random, n, low, high):
    return torch.from_numpy(random.uniform(low, high, n).astype(np.float32))


def affine(random, n, angle=0.0, scale=0.0, stretch=0.0, shift=0.0, flip=0.0):
    """Matrices [n,2,3] for affine_grid: radians, log scale, log ratio of the two scales, halves of the side, part mirrored."""
    turn, size, ratio = uniform(random, n, -angle, angle), torch.exp(uniform(random, n, -scale, scale)), torch.exp(uniform(random, n, -stretch, stretch) / 2)
    mirror = torch.where(uniform(random, n, 0, 1) < flip, -1.0, 1.0)
    cosine, sine = torch.cos(turn) * size, torch.sin(turn) * size
    return torch.stack((torch.stack((cosine * ratio * mirror, -sine / ratio, uniform(random, n, -shift, shift)), 1),
                        torch.stack((sine * ratio * mirror, cosine / ratio, uniform(random, n, -shift, shift)), 1)), 1)


def move(pictures, matrices, side, padding="zeros"):
    grid = F.affine_grid(matrices, (len(pictures), 1, side, side), align_corners=False)
    return F.grid_sample(pictures, grid, mode="bilinear", padding_mode=padding, align_corners=False)


def degrade(random, pictures, gamma=0.5, contrast=0.3, shading=0.2, blur=0.8, noise=0.05):
    """Gamma and contrast of another window, uneven exposure, blur or sharpening, noise."""
    n, _, height, width = pictures.shape
    each = (slice(None), None, None, None)
    pictures = pictures.clamp(min=0, max=1) ** torch.exp(uniform(random, n, -gamma, gamma))[each]
    pictures = (pictures - 0.5) * torch.exp(uniform(random, n, -contrast, contrast))[each] + 0.5 + uniform(random, n, -contrast / 3, contrast / 3)[each]
    field = torch.from_numpy(random.uniform(-shading, shading, (n, 1, 3, 3)).astype(np.float32))
    pictures = pictures * torch.exp(F.interpolate(field, (height, width), mode="bicubic", align_corners=True))
    soft = F.avg_pool2d(F.pad(pictures, (1, 1, 1, 1), mode="replicate"), 3, 1)
    amount = uniform(random, n, -blur / 2, blur)[each]
    pictures = pictures * (1 - amount) + soft * amount
    level = uniform(random, n, -noise, noise).clamp(min=0)[each]
    return (pictures + level * torch.from_numpy(random.standard_normal(pictures.shape, dtype=np.float32))).clamp(0, 1)


def hide(random, pictures, part=0.5, largest=0.35):
    """Covers a rectangle with its picture's mean in a part of the pictures: no single spot may decide."""
    pictures, side = pictures.clone(), pictures.shape[-1]
    for picture in pictures:
        if random.random() < part:
            height, width = (random.uniform(0.1, largest, 2) * side).astype(int)
            y, x = random.integers(0, side - height), random.integers(0, side - width)
            picture[:, y:y + height, x:x + width] = picture.mean()
    return pictures
