"""The figures of the cards: ranking, calibration, overlap, boundary distance, and intervals by patient."""
import numpy as np


def auroc(scores, truth):
    """Probability that a positive scores above a negative, ties counted half (Mann-Whitney)."""
    scores, truth = np.asarray(scores, float), np.asarray(truth, bool)
    positive, negative = scores[truth], scores[~truth]
    if len(positive) == 0 or len(negative) == 0:
        return float("nan")
    ordered = np.sort(negative)
    below, upto = np.searchsorted(ordered, positive, "left"), np.searchsorted(ordered, positive, "right")
    return float((below + upto).sum() / (2 * len(positive) * len(negative)))


def dice(found, truth):
    """Overlap of two boolean pictures; empty against empty is 1."""
    total = int(found.sum()) + int(truth.sum())
    return 2 * int((found & truth).sum()) / total if total else 1.0


def vote(probabilities, truth, patients):
    """Whether each patient's class is right: the class of the highest mean probability over the patient's pictures."""
    patients, right = np.asarray(patients), {}
    for patient in dict.fromkeys(patients.tolist()):
        mine = patients == patient
        right[patient] = bool(np.asarray(probabilities)[mine].mean(0).argmax() == np.asarray(truth)[mine][0])
    return right


def interval(statistic, groups, draws=1000, seed=20261122):
    """[value, low, high]: a statistic of an index array, and its 95 % bootstrap interval where whole groups (patients) are drawn."""
    groups, random = np.asarray(groups), np.random.default_rng(seed)
    members = [np.flatnonzero(groups == group) for group in dict.fromkeys(groups.tolist())]
    drawn = [statistic(np.concatenate([members[i] for i in random.integers(0, len(members), len(members))])) for _ in range(draws)]
    low, high = np.nanpercentile(drawn, (2.5, 97.5))
    return [float(statistic(np.arange(len(groups)))), float(low), float(high)]


def mean_interval(values, groups):
    """interval of the mean of values that are not NaN."""
    values = np.asarray(values, float)
    return interval(lambda chosen: float(np.nanmean(values[chosen])), groups)


def auroc_within(scores, truth, groups):
    """AUROC over the pairs whose two pictures belong to one group: what is left where body part and size say nothing."""
    scores, truth, groups = np.asarray(scores, float), np.asarray(truth, bool), np.asarray(groups)
    won = pairs = 0.0
    for group in set(groups.tolist()):
        mine = groups == group
        count = truth[mine].sum() * (~truth[mine]).sum()
        if count:
            won, pairs = won + auroc(scores[mine], truth[mine]) * count, pairs + count
    return float(won / pairs) if pairs else float("nan")


def logit(probability):
    bounded = np.clip(np.asarray(probability, float), 1e-7, 1 - 1e-7)
    return np.log(bounded / (1 - bounded))


def calibration(raw, truth, rounds=50):
    """Slope and intercept of 1 / (1 + exp(-(slope * logit(raw) + intercept))) (Platt, with his softened targets), by Newton."""
    x, truth = logit(raw), np.asarray(truth, bool)
    target = np.where(truth, (truth.sum() + 1) / (truth.sum() + 2), 1 / ((~truth).sum() + 2))
    design, weights = np.stack((x, np.ones_like(x)), 1), np.array((1.0, 0.0))
    for _ in range(rounds):
        chance = 1 / (1 + np.exp(-design @ weights))
        curve = (design * (chance * (1 - chance))[:, None]).T @ design + 1e-6 * np.eye(2)
        weights = weights - np.linalg.solve(curve, design.T @ (chance - target))
    return [round(float(w), 4) for w in weights]


def calibrated(raw, slope, intercept):
    return 1 / (1 + np.exp(-(slope * logit(raw) + intercept)))


def calibration_error(probability, truth, bins=10):
    """Expected calibration error: mean distance of stated and true parts over ten equal bins of probability, by their weight."""
    probability, truth = np.asarray(probability, float), np.asarray(truth, float)
    place = np.minimum((probability * bins).astype(int), bins - 1)
    return float(sum(abs(probability[place == b].mean() - truth[place == b].mean()) * (place == b).mean() for b in range(bins) if (place == b).any()))


def rim(mask):
    """Pixels of a boolean picture that touch its outside (four neighbours), [k,2]."""
    inside = np.pad(mask, 1)
    return np.argwhere(mask & ~(inside[:-2, 1:-1] & inside[2:, 1:-1] & inside[1:-1, :-2] & inside[1:-1, 2:]))


def hausdorff95(found, truth, pixel_mm):
    """95th percentile of the distances from each rim to the other, the larger way, in mm; NaN where one of them is empty."""
    a, b = rim(found).astype(np.float32), rim(truth).astype(np.float32)
    if len(a) == 0 or len(b) == 0:
        return float("nan")
    squares = ((a[:, None] - b[None]) ** 2).sum(2)
    return float(max(np.percentile(np.sqrt(squares.min(1)), 95), np.percentile(np.sqrt(squares.min(0)), 95)) * pixel_mm)
