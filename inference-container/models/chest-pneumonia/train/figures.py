"""Thresholds and figures of the chest model. Probabilities are those of the ONNX file."""
import pathlib

import numpy as np

from baselines import fitted_scores, grey_levels
from data import inputs, rows
from metrics import auroc, calibrated, calibration, calibration_error, interval, mean_interval


def answers(run, data, split):
    """Raw probability, warmest cell of the heatmap, and truth of each picture, and the rows of labels.csv."""
    chosen, out = rows(data, split), run(inputs(data, split, None))
    return out["probability"][:, 0], out["heatmap"].max((1, 2, 3)), np.array([row["label"] == "pneumonia" for row in chosen]), chosen


def calibrate(run, data):
    """threshold: of the best balanced accuracy, in the middle where several are. highRiskConfidence: at most one normal picture in fifty.
    heatmapThreshold: 19 in 20 of the sick who are called show at least one cell, but not above a half."""
    raw, warmest, sick, _ = answers(run, data, "val")
    grid = np.unique(raw)
    balanced = np.array([((raw[sick] >= t).mean() + (raw[~sick] < t).mean()) / 2 for t in grid])
    best = grid[balanced >= balanced.max() - 1e-9]
    threshold = round(float(np.median(best)), 4)
    warm = min(0.5, float(np.percentile(warmest[sick & (raw >= threshold)], 5)))
    slope, intercept = calibration(raw, sick)
    well = np.sort(calibrated(raw[~sick], slope, intercept))
    high = float(well[-(len(well) // 50 + 1)])
    return ({"threshold": threshold, "highRiskConfidence": round(high + 5e-5, 4), "heatmapThreshold": max(0.01, round(warm, 3)),
             "calibration": {"slope": slope, "intercept": intercept}},
            {"val_balanced_accuracy": float(balanced.max()), "val_high_risk_of_sick": float((calibrated(raw[sick], slope, intercept) > high).mean())})


def measure(run, data, split, manifest):
    raw, _, sick, chosen = answers(run, data, split)
    decision, patients = manifest["decision"], [row["patient"] for row in chosen]
    stated = calibrated(raw, **decision["calibration"])
    called = raw >= decision["threshold"]
    kinds = np.array([row["subtype"] for row in chosen])
    grey, known = [[grey_levels(pathlib.Path(data) / row["image"]) for row in which] for which in (chosen, rows(data, "train"))]
    plain = fitted_scores(known, [row["label"] == "pneumonia" for row in rows(data, "train")], grey)

    def only(kind):
        mine = np.flatnonzero((kinds == kind) | ~sick)
        return interval(lambda i: auroc(raw[mine][i], sick[mine][i]), np.array(patients)[mine])

    return {
        "pictures (normal, bacterial, viral)": ", ".join(str(int((kinds == k).sum())) for k in ("none", "bacteria", "virus")),
        "patients": len(set(patients)),
        "AUROC": interval(lambda i: auroc(raw[i], sick[i]), patients),
        "AUROC, bacterial against normal": only("bacteria"),
        "AUROC, viral against normal": only("virus"),
        "baseline AUROC, metadata": "0.5: every picture is 224 x 224 and the set names nothing else",
        "baseline AUROC, seven grey-level statistics": interval(lambda i: auroc(plain[i], sick[i]), patients),
        "AUROC within each original size": "as above: all of one size; the published copy lost the originals' sizes",
        f"sensitivity at the threshold {decision['threshold']} of validation": mean_interval(np.where(sick, called, np.nan), patients),
        "specificity at that threshold": mean_interval(np.where(sick, np.nan, ~called), patients),
        "balanced accuracy": interval(lambda i: (called[i][sick[i]].mean() + (~called[i][~sick[i]]).mean()) / 2, patients),
        "accuracy": mean_interval(called == sick, patients),
        "called high risk: sick": mean_interval(np.where(sick, stated >= decision["highRiskConfidence"], np.nan), patients),
        "called high risk: normal": mean_interval(np.where(sick, np.nan, stated >= decision["highRiskConfidence"]), patients),
        "Brier score, calibrated": mean_interval((stated - sick) ** 2, patients),
        "Brier score, as the net gives it": mean_interval((raw - sick) ** 2, patients),
        "calibration error (ten bins), calibrated": calibration_error(stated, sick),
        "calibration error (ten bins), as the net gives it": calibration_error(raw, sick),
    }
