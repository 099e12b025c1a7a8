"""Thresholds and figures of the tumour model. Probabilities are those of the ONNX file."""
import pathlib

import numpy as np
import torch

from data import PIXEL_MM, SIDE, Slices, inputs, normalise, rows
from metrics import auroc, calibrated, calibration, calibration_error, dice, hausdorff95, interval, mean_interval, vote
from net import TYPES
from pictures import grey, parts

SOURCE_MM = 0.49
ON_IT = 0.2  # intersection over union from which a mark is right


def true_masks(data, split):
    """At the source's 512 x 512 pixels."""
    return np.stack([np.asarray(grey(pathlib.Path(data) / row["mask"])) > 127 for row in rows(data, split)])


def at_source(probability):
    """[k,192,192] -> [k,512,512], straight lines between pixel centres, as the container maps it back."""
    return torch.nn.functional.interpolate(torch.from_numpy(probability)[:, None], (512, 512), mode="bilinear", align_corners=False)[:, 0].numpy()


def tumour_free(data, split):
    """Pictures without a tumour made from a split, and which slices they were made from: nobody in the set is healthy."""
    slices, pictures, sources = Slices(data, split, np.random.default_rng(1)), [], []
    for index in range(len(slices)):
        image, mask, middle = slices.images[index], slices.masks[index], slices.middles[index]
        shift = (0.0, 0.0)
        if middle is not None:
            tumour_left = np.flatnonzero(mask.any(0)).max() < middle
            image = slices._mirror(image, middle, not tumour_left)
        else:
            shift = slices._away(mask)
        picture = torch.from_numpy(image).float()[None, None] / 255
        grid = torch.nn.functional.affine_grid(torch.tensor([[[1, 0, shift[0]], [0, 1, shift[1]]]], dtype=torch.float32), (1, 1, SIDE, SIDE), align_corners=False)
        picture = torch.nn.functional.grid_sample(picture, grid, mode="bilinear", align_corners=False)
        if (picture > 0.1).float().mean() > 0.15:
            pictures.append(normalise(picture))
            sources.append(index)
    return torch.cat(pictures), sources


def neighbours(chosen, sources):
    """Pairs of positions in sources whose slices follow each other in one patient's scan."""
    numbers = [int(pathlib.Path(row["image"]).stem) for row in chosen]
    return [(i, i + 1) for i, (a, b) in enumerate(zip(sources, sources[1:])) if chosen[a]["patient"] == chosen[b]["patient"] and numbers[b] - numbers[a] == 1]


def pair_confidence(first, second):
    """The highest confidence of two marks that lie over each other, weighed by area; 0 for none."""
    return max(((p.sum() * a + q.sum() * b) / (p.sum() + q.sum()) for p, a in first for q, b in second if (p & q).any()), default=0.0)


class Marks:
    """Plausible parts of each probability map with their mean probability."""

    def __init__(self, maps, threshold, least, most):
        area = PIXEL_MM ** 2
        self.each = [[(part, float(p[part].mean())) for part in parts(p > threshold) if least <= part.sum() * area <= most] for p in maps]

    def right(self, truth=None):
        """Raw confidence of every mark, and whether it meets a tumour."""
        raw, right = [], []
        for index, marks in enumerate(self.each):
            for part, confidence in marks:
                raw.append(confidence)
                right.append(truth is not None and (part & truth[index]).sum() >= ON_IT * (part | truth[index]).sum())
        return np.array(raw), np.array(right, bool)


def small(masks):
    return torch.nn.functional.interpolate(torch.from_numpy(masks.astype(np.float32))[:, None], (SIDE, SIDE), mode="area")[:, 0].numpy() > 0.5


def calibrate(run, data):
    """probabilityThreshold: of the best mean Dice. Areas: the true ones' 2nd percentile, and a quarter above the largest.
    Calibration: a mark is right from an overlap of 0.2; false ones come from tumour-free pictures too. minimumConfidence: one
    tumour-free picture in twenty bears a finding. highRiskConfidence: one pair of neighbouring tumour-free pictures in two hundred
    does, so one tumour-free series of twenty slices in ten."""
    chosen, found, masks = rows(data, "val"), run(inputs(data, "val", None))["probability"][:, 0], true_masks(data, "val")
    truth = small(masks)
    scores = {t: float(np.mean([dice(f >= t, m) for p, k in chunks(found, masks) for f, m in zip(at_source(p), k)])) for t in (0.35, 0.4, 0.45, 0.5, 0.55)}
    threshold, areas = max(scores, key=scores.get), masks.sum((1, 2)) * SOURCE_MM ** 2
    least, most = round(float(np.percentile(areas, 2)), 1), round(float(areas.max() * 1.25), 1)
    pictures, sources = tumour_free(data, "val")
    free = Marks(run(pictures)["probability"][:, 0], threshold, least, most)
    marked = Marks(found, threshold, least, most)
    raw, right = (np.concatenate(both) for both in zip(marked.right(truth), free.right()))
    slope, intercept = calibration(raw, right)

    def stated(confidence):
        return np.where(np.asarray(confidence) > 0, calibrated(confidence, slope, intercept), 0)

    single = stated([max((c for _, c in marks), default=0.0) for marks in free.each])
    pairs = stated([pair_confidence(free.each[i], free.each[j]) for i, j in neighbours(chosen, sources)])
    grid = np.arange(5, 100) / 100
    confidence = float(next(c for c in grid if (single >= c).mean() <= 0.05))
    high = float(next(c for c in grid if c >= confidence and (pairs >= c).mean() <= 0.005))
    return ({"probabilityThreshold": threshold, "minimumAreaMm2": least, "maximumAreaMm2": most, "minimumConfidence": confidence,
             "highRiskConfidence": high, "calibration": {"slope": slope, "intercept": intercept}},
            {"val_dice_by_threshold": scores, "tumour_free_pictures": len(single), "tumour_free_pairs": len(pairs)})


def chunks(first, second, size=32):
    return ((first[i:i + size], second[i:i + size]) for i in range(0, len(first), size))


def measure(run, data, split, manifest):
    chosen, out, masks = rows(data, split), run(inputs(data, split, None)), true_masks(data, split)
    decision, found = manifest["decision"], out["probability"][:, 0]
    patients, kinds = np.array([row["patient"] for row in chosen]), np.array([TYPES.index(row["tumor_type"]) for row in chosen])
    drawn = [(f >= decision["probabilityThreshold"], m) for p, k in chunks(found, masks) for f, m in zip(at_source(p), k)]
    each, far = np.array([dice(f, m) for f, m in drawn]), np.array([hausdorff95(f, m, SOURCE_MM) for f, m in drawn])

    def by_patient(values):
        means = {p: np.nanmean(values[patients == p]) for p in dict.fromkeys(patients.tolist()) if not np.isnan(values[patients == p]).all()}
        return mean_interval(list(means.values()), list(means))

    figures = {"slices, patients": f"{len(chosen)}, {len(set(patients.tolist()))}", "Dice per slice, mean": mean_interval(each, patients),
               "Dice per slice, median": interval(lambda i: float(np.median(each[i])), patients), "Dice, mean of patients": by_patient(each),
               "95 % Hausdorff distance per slice in mm, mean": mean_interval(far, patients), "95 % Hausdorff distance per slice in mm, median": float(np.nanmedian(far)),
               "95 % Hausdorff distance in mm, mean of patients": by_patient(far), "slices where nothing is outlined (no distance; Dice 0)": int(np.isnan(far).sum())}
    for index, name in enumerate(TYPES):
        mine = kinds == index
        figures[f"{name}: Dice per slice, mean ({mine.sum()} slices of {len(set(patients[mine].tolist()))} patients)"] = mean_interval(np.where(mine, each, np.nan)[mine], patients[mine])
        figures[f"{name}: Dice per slice, median"] = float(np.median(each[mine]))
        figures[f"{name}: 95 % Hausdorff distance in mm, mean of patients"] = by_patient(np.where(mine, far, np.nan))
    right = vote(out["types"], kinds, patients.tolist())
    type_of = {p: kinds[patients == p][0] for p in right}
    figures["type right, by patient"] = mean_interval(list(right.values()), list(right))
    for index, name in enumerate(TYPES):
        mine = [right[p] for p in right if type_of[p] == index]
        figures[f"type right, {name}, by patient"] = f"{sum(mine)} of {len(mine)}"
    common = max(range(len(TYPES)), key=lambda k: sum(t == k for t in type_of.values()))
    figures["baseline: always the commonest type, by patient"] = float(np.mean([t == common for t in type_of.values()]))
    pictures, sources = tumour_free(data, split)
    limits = decision["probabilityThreshold"], decision["minimumAreaMm2"], decision["maximumAreaMm2"]
    free, marked = Marks(run(pictures)["probability"][:, 0], *limits), Marks(found, *limits)

    def stated(confidence):
        return np.where(np.asarray(confidence) > 0, calibrated(confidence, **decision["calibration"]), 0)

    least, high = decision["minimumConfidence"], decision["highRiskConfidence"]
    on_it = stated([max((c for part, c in marks if (part & truth).any()), default=0.0) for marks, truth in zip(marked.each, small(masks))])
    figures["slices whose tumour bears a finding"] = mean_interval(on_it >= least, patients)
    single = stated([max((c for _, c in marks), default=0.0) for marks in free.each])
    figures[f"tumour-free pictures with a finding (made from this split: {len(single)})"] = mean_interval(single >= least, patients[sources])
    pairs = neighbours(chosen, sources)
    figures[f"pairs of neighbouring tumour-free pictures called high risk (of {len(pairs)})"] = int(sum(stated([pair_confidence(free.each[i], free.each[j]) for i, j in pairs]) >= high))
    best = {}
    for i, j in neighbours(chosen, list(range(len(chosen)))):
        best[patients[i]] = max(best.get(patients[i], 0.0), float(stated([pair_confidence(marked.each[i], marked.each[j])])[0]))
    figures["patients with neighbouring slices called high risk"] = f"{sum(c >= high for c in best.values())} of {len(best)}"
    raw, true = (np.concatenate(both) for both in zip(marked.right(small(masks)), free.right()))
    figures["AUROC of a mark's confidence, right against false marks"] = auroc(raw, true)
    figures["Brier score of a mark's confidence"] = float(np.mean((stated(raw) - true) ** 2))
    figures["calibration error of a mark's confidence (ten bins)"] = calibration_error(stated(raw), true)
    return figures
