"""Thresholds and figures of the fracture model. Answers are those of the ONNX file."""
import pathlib

import numpy as np

from baselines import fitted_scores, grey_levels
from data import inputs, load, rows
from marking import average_precision, matched, overlap, sensitivity_at
from metrics import auroc, auroc_within, calibrated, calibration, calibration_error, dice, interval, mean_interval
from net import SIDE
from pictures import area_average

OVERLAP, MOST_BOXES, ON_IT = 0.3, 5, 0.2
PARTS, VIEWS = ("hand", "leg", "hip", "shoulder", "mixed"), ("frontal", "lateral", "oblique")


def answers(run, data, split):
    """Presence [n], boxes and scores a picture after overlapping ones are dropped, outlines [n,112,112]."""
    out = run(inputs(data, split, None), size=8)
    kept = [apart(b, s) for b, s in zip(out["boxes"], out["scores"])]
    return out["presence"][:, 0], [b for b, _ in kept], [s for _, s in kept], out["outline"][:, 0]


def apart(boxes, scores):
    """The better of boxes that overlap, at most MOST_BOXES."""
    chosen = []
    for i in np.argsort(-scores, kind="stable"):
        if all(overlap(boxes[i], boxes[j])[0, 0] <= OVERLAP for j in chosen):
            chosen.append(i)
    return boxes[chosen[:MOST_BOXES]], scores[chosen[:MOST_BOXES]]


def outlines_of(masks):
    """True outlines at the size of the net's, where there are any."""
    return [None if mask is None else area_average(mask, SIDE // 4, SIDE // 4) > 127 for mask in masks]


def calibrate(run, data):
    """presenceThreshold: of the best balanced accuracy. scoreThreshold: one false
    mark in two pictures. Calibration: a mark is right from an overlap of 0.2 with a fracture. highRiskConfidence: borne by at most
    one normal picture in twenty. outlineThreshold: of the best Dice on pictures with fractures."""
    presence, boxes, scores, drawn = answers(run, data, "val")
    _, masks, truth, _ = load(data, "val")
    broken = np.array([len(t) > 0 for t in truth])
    grid = np.unique(presence)
    balanced = np.array([((presence[broken] >= t).mean() + (presence[~broken] < t).mean()) / 2 for t in grid])
    sensitivity, score = sensitivity_at(0.5, boxes, scores, truth)
    sure, hit, _ = matched(boxes, scores, truth, ON_IT)
    slope, intercept = calibration(sure, hit)
    least = float(grid[balanced.argmax()])
    best = np.array([calibrated(s.max(), slope, intercept) if p >= least else 0.0 for p, s in zip(presence, scores)])
    high = float(np.sort(best[~broken])[-((~broken).sum() // 20 + 1)])
    real = outlines_of(masks)
    by_threshold = {t: float(np.mean([dice(d >= t, r) for d, r in zip(drawn, real) if r is not None])) for t in (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)}
    return ({"presenceThreshold": round(least, 4), "scoreThreshold": round(score, 4), "highRiskConfidence": round(high + 5e-5, 4), "overlap": OVERLAP,
             "mostBoxes": MOST_BOXES, "outlineThreshold": max(by_threshold, key=by_threshold.get), "calibration": {"slope": slope, "intercept": intercept}},
            {"val_balanced_accuracy": float(balanced.max()), "val_sensitivity_at_half": sensitivity, "val_outline_dice": by_threshold,
             "val_high_risk_of_broken": float((best[broken] > high).mean())})


def metadata(row):
    """Size, body part, view: what a worklist knows without the pixels."""
    width, height = int(row["original_width"]), int(row["original_height"])
    return [np.log(width * height), float(width > height), *(float(row[k]) for k in PARTS + VIEWS)]


def measure(run, data, split, manifest):
    presence, boxes, scores, drawn = answers(run, data, split)
    _, masks, truth, chosen = load(data, split)
    decision, blocks = manifest["decision"], [row["group"] for row in chosen]
    broken = np.array([len(t) > 0 for t in truth])
    known, label = rows(data, "train"), [row["label"] == "fractured" for row in rows(data, "train")]
    plain = fitted_scores([metadata(row) for row in known], label, [metadata(row) for row in chosen])
    levels = fitted_scores([grey_levels(pathlib.Path(data) / row["image"]) for row in known], label, [grey_levels(pathlib.Path(data) / row["image"]) for row in chosen])
    part = np.array(["+".join(p for p in PARTS if row[p] == "1") or "none named" for row in chosen])
    size = np.array([f"{row['original_width']} x {row['original_height']}" for row in chosen])
    both = np.array([f"{p}, {s}" for p, s in zip(part, size)])

    def of(values):
        return interval(lambda i: auroc(values[i], broken[i]), blocks)

    def within(values, groups):
        return interval(lambda i: auroc_within(values[i], broken[i], groups[i]), blocks)

    figures = {"pictures (fractured, normal), fractures": f"{broken.sum()}, {(~broken).sum()}, {sum(len(t) for t in truth)}",
               "AUROC of presence": of(presence), "baseline AUROC, metadata (size, body part, view)": of(plain),
               "AUROC above the metadata baseline": interval(lambda i: auroc(presence[i], broken[i]) - auroc(plain[i], broken[i]), blocks),
               "baseline AUROC, seven grey-level statistics": of(levels)}
    for name, groups in (("body part", part), ("original size", size), ("body part and original size", both)):
        figures[f"AUROC within {name}"] = within(presence, groups)
        figures[f"baseline AUROC, metadata, within {name}"] = within(plain, groups)
    for name, groups in (("", part), ("", size)):
        for group in sorted(set(groups.tolist())):
            mine = groups == group
            if min(broken[mine].sum(), (~broken[mine]).sum()) >= 5:
                figures[f"AUROC, {group} alone ({broken[mine].sum()} of {mine.sum()} fractured)"] = auroc(presence[mine], broken[mine])
    called = presence >= decision["presenceThreshold"]
    figures["sensitivity at the presence threshold of validation"] = mean_interval(np.where(broken, called, np.nan), blocks)
    figures["specificity at that threshold"] = mean_interval(np.where(broken, np.nan, ~called), blocks)
    for count in (0.5, 1.0, 2.0):
        def found(i, count=count):
            return sensitivity_at(count, [boxes[k] for k in i], [scores[k] for k in i], [truth[k] for k in i])[0]
        figures[f"fractures marked at {count:g} false mark{'s' if count != 1 else ''} an image (overlap 0.2 and more)"] = interval(found, blocks, 300) if count == 1.0 else found(range(len(boxes)))
    figures["box mAP50"] = interval(lambda i: average_precision([boxes[k] for k in i], [scores[k] for k in i], [truth[k] for k in i]), blocks, 300)
    real, line = outlines_of(masks), decision.get("outlineThreshold", 0.2)
    lined = np.array([np.nan if r is None else dice(d >= line, r) for d, r in zip(drawn, real)])
    figures["mean Dice of outlines, fractured pictures"] = mean_interval(lined, blocks)
    figures["normal pictures without any outline (Dice of empty against empty is 1)"] = mean_interval([np.nan if b else not (d >= line).any() for b, d in zip(broken, drawn)], blocks)
    sure, hit, _ = matched(boxes, scores, truth, ON_IT)
    stated = calibrated(sure, **decision["calibration"])
    figures["AUROC of a mark's confidence, right against false marks"] = auroc(stated, hit)
    figures["Brier score of a mark's confidence"] = float(np.mean((stated - hit) ** 2))
    figures["calibration error of a mark's confidence (ten bins)"] = calibration_error(stated, hit)
    return figures
