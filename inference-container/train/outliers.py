"""Out of distribution: the mean distance to the nearest training features, the features whitened inside the net."""
import numpy as np
import torch

NEIGHBOURS, WIDTH, ROWS = 5, 64, 1000


def whitening(features, width=WIDTH):
    """Mean [f] and matrix [f,width] that bring training features to their main directions, each of deviation about 1."""
    mean, deviation = features.mean(0), features.std(0).clamp(min=1e-4)
    directions, lengths, _ = torch.linalg.svd(torch.cov(((features - mean) / deviation).T))
    return mean, directions[:, :width] / torch.sqrt(lengths[:width] + 0.1) / deviation[:, None]


class Whitened(torch.nn.Module):
    """The exported net with its last output, the features, whitened over the training split."""

    def __init__(self, exported, mean, matrix):
        super().__init__()
        self.exported = exported
        self.register_buffer("mean", mean)
        self.register_buffer("matrix", matrix)

    def forward(self, image):
        *answers, features = self.exported(image)
        return (*answers, (features - self.mean) @ self.matrix)


def distances(features, known, neighbours=NEIGHBOURS):
    """Mean Euclidean distance of each row to its nearest rows of known."""
    features, known = features.astype(np.float64), known.astype(np.float64)
    squares = (features ** 2).sum(1)[:, None] + (known ** 2).sum(1) - 2 * features @ known.T
    return np.sqrt(np.sort(np.maximum(squares, 0), 1)[:, :neighbours]).mean(1)


def strangers(prepare, own, noise_seed=1):
    """What is done to a model's own pictures that it should refuse: pictures by name. own: float pictures [h,w]."""
    random = np.random.default_rng(noise_seed)
    return {
        "noise": [prepare(random.random(picture.shape).astype(np.float32)) for picture in own],
        "smooth noise": [prepare(blurred(random.standard_normal(picture.shape))) for picture in own],
        "inverted": [prepare(picture.max() + picture.min() - picture) for picture in own],
        "turned by a quarter": [prepare(np.rot90(picture).copy()) for picture in own],
        "upside down": [prepare(picture[::-1].copy()) for picture in own],
    }


def blurred(picture):
    return torch.nn.functional.avg_pool2d(torch.from_numpy(picture.astype(np.float32))[None, None], 15, 1, 7)[0, 0].numpy()
