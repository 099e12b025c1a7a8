"""Thresholds and figures of the nodule model. Probabilities are those of the ONNX file, points are jittered with a fixed seed."""
import numpy as np

from data import JITTER, TRAINED_JITTER, WINDOW, centres, jittered, load, windows
from loop import SEED
from metrics import auroc, calibrated, calibration, calibration_error, dice, hausdorff95, mean_interval
from net import SIDE
from pictures import nearest_part

NEAREST, SMALLEST = 8, 6  # pixels: how far the outline may lie from the point, and its least area


def outline(probability, threshold, nearest=NEAREST, smallest=SMALLEST):
    """The part of a [128,128] map at or next to its middle pixel; empty where none is near or large enough."""
    part = nearest_part(probability >= threshold, WINDOW // 2, WINDOW // 2)
    near = part.any() and ((np.argwhere(part) - WINDOW // 2) ** 2).sum(1).min() <= nearest ** 2
    return part if near and part.sum() >= smallest else np.zeros_like(part)


def asked(run, images, points):
    return run(windows(images, points))["probability"][:, 0]


def shifted(mask, point):
    """A crop's mask as the window around the point has it."""
    padded = np.pad(mask, WINDOW // 2)
    y, x = point
    return padded[y:y + WINDOW, x:x + WINDOW]


def elsewhere(random, masks):
    """A point of each crop at least 20 pixels from its nodule, where the middle of the window still lies inside the crop."""
    points = []
    for mask in masks:
        pixels = np.argwhere(mask)
        while True:
            point = random.integers(SIDE // 2, WINDOW - SIDE // 2, 2)
            if ((pixels - point) ** 2).sum(1).min() >= 400:
                break
        points.append(point)
    return np.array(points)


def confidences(found, outlines):
    """Mean probability inside each outline, NaN where there is none."""
    return np.array([p[o].mean() if o.any() else np.nan for p, o in zip(found, outlines)])


def calibrate(run, data):
    """probabilityThreshold: of the best mean Dice at a jitter of up to 8. Calibration: an outline is right from a Dice of 0.5 on;
    wrong ones come from the same points and from points without a nodule. highRiskDiameterMm: not from data, see the card."""
    images, masks, _ = load(data, "val")
    random = np.random.default_rng(SEED)
    points = jittered(random, centres(masks), JITTER)
    found, truth = asked(run, images, points), [shifted(m, p) for m, p in zip(masks, points)]
    scores = {t: float(np.mean([dice(outline(p, t), m) for p, m in zip(found, truth)])) for t in (0.35, 0.4, 0.45, 0.5, 0.55)}
    threshold = max(scores, key=scores.get)
    fits = [outline(p, threshold) for p in found]
    empty = asked(run, images, elsewhere(random, masks))
    false = [outline(p, threshold) for p in empty]
    raw = np.concatenate((confidences(found, fits), confidences(empty, false)))
    right = np.concatenate(([dice(o, m) >= 0.5 for o, m in zip(fits, truth)], np.zeros(len(false), bool)))
    slope, intercept = calibration(raw[~np.isnan(raw)], right[~np.isnan(raw)])
    return ({"probabilityThreshold": threshold, "maximumDistance": NEAREST, "minimumAreaPixels": SMALLEST, "calibration": {"slope": slope, "intercept": intercept}},
            {"val_dice_by_threshold": scores, "outlines_at_points_without_a_nodule": float(np.mean([o.any() for o in false]))})


def measure(run, data, split, manifest):
    images, masks, chosen = load(data, split)
    decision, patients = manifest["decision"], [row["patient"] for row in chosen]
    middles, figures = centres(masks), {"slices, nodules, patients": f"{len(chosen)}, {len({(row['patient'], row['nodule']) for row in chosen})}, {len(set(patients))}"}

    def at(jitter):
        points = jittered(np.random.default_rng(SEED + jitter), middles, jitter)
        found = asked(run, images, points)
        return found, [outline(p, decision["probabilityThreshold"]) for p in found], [shifted(m, p) for m, p in zip(masks, points)]

    for jitter in (0, 4, 8, 12):
        found, fits, truth = at(jitter)
        each = np.array([dice(o, m) for o, m in zip(fits, truth)])
        figures[f"mean Dice, point off by up to {jitter} px" + (" (beyond what it was trained with)" if jitter > TRAINED_JITTER else "")] = mean_interval(each, patients)
        if jitter == JITTER:
            kept = found, fits, truth, each
    found, fits, truth, each = kept
    area, agreement = np.array([m.sum() for m in masks]), np.array([float(row["reader_agreement"] or "nan") for row in chosen])
    figures["median Dice, up to 8 px"] = float(np.median(each))
    figures["no outline at all, up to 8 px"] = mean_interval([not o.any() for o in fits], patients)
    for name, mine in ((f"below {30} px", area < 30), ("30 to 99 px", (area >= 30) & (area < 100)), ("100 px and more", area >= 100)):
        figures[f"mean Dice, up to 8 px, nodules of {name}"] = mean_interval(np.where(mine, each, np.nan), patients)
    for name, mine in (("below 0.7", agreement < 0.7), ("0.7 to 0.8", (agreement >= 0.7) & (agreement < 0.8)), ("0.8 and more", agreement >= 0.8)):
        figures[f"mean Dice, up to 8 px, where readers agree by {name}"] = mean_interval(np.where(mine, each, np.nan), patients)
    figures["mean Dice of the readers among each other, same slices"] = mean_interval(agreement, patients)
    disc = np.hypot(*np.ogrid[-64:64, -64:64]) <= np.sqrt(np.median(area) / np.pi)
    figures["baseline mean Dice, a fixed disc at the point"] = mean_interval([dice(disc, m) for m in truth], patients)
    figures["95 % Hausdorff distance in pixels, up to 8 px (mean where both are there)"] = mean_interval([hausdorff95(o, m, 1.0) for o, m in zip(fits, truth)], patients)
    figures["area, found over true, median"] = float(np.median([o.sum() / m.sum() for o, m in zip(fits, truth)]))
    empty = asked(run, images, elsewhere(np.random.default_rng(SEED + 1), masks))
    false = [outline(p, decision["probabilityThreshold"]) for p in empty]
    raw, right = np.concatenate((confidences(found, fits), confidences(empty, false))), np.concatenate((each >= 0.5, np.zeros(len(false), bool)))
    there = ~np.isnan(raw)
    stated = calibrated(raw[there], **decision["calibration"])
    figures["points without a nodule (20 px off) that still get an outline"] = mean_interval([o.any() for o in false], patients)
    figures["AUROC of confidence, right outlines (Dice 0.5) against wrong and needless ones"] = auroc(stated, right[there])
    figures["Brier score of that confidence"] = float(np.mean((stated - right[there]) ** 2))
    figures["calibration error of that confidence (ten bins)"] = calibration_error(stated, right[there])
    return figures
