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
