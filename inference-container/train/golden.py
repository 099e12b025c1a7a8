#!/usr/bin/env python3
"""Writes golden tensors: what the training code makes of pictures that a formula gives, for the container's tests to meet.

    /usr/bin/python3 golden.py --out tests/golden-tensors

No picture of the training data is in them. cases.json names each file: float32, little endian, every step-th row of the
tensor [1,side,side], from row step/2 (rounded down) on. All numbers of the formula are whole; // rounds down:

    inside  = (2x + 1 - w)^2 * h^2 + (2y + 1 - h)^2 * w^2 <= w^2 * h^2 * 4 // 5
    value   = inside ? maximum // 4 + maximum * (x + 2y) // (2 * (w + 2h)) + (31x + 17y + 7 * (xy % 13)) % 64 * maximum // 512
                     : (x + y) % 3
"""
import argparse
import importlib
import json
import pathlib
import sys

import numpy as np

HERE = pathlib.Path(__file__).parent
CASES = (
    {"model": "brain-tumor-mri", "width": 512, "height": 512, "maximum": 255, "pixelMm": 0.49},
    {"model": "brain-tumor-mri", "width": 256, "height": 256, "maximum": 4095, "pixelMm": 0.98},
    {"model": "chest-pneumonia", "width": 224, "height": 224, "maximum": 255},
    {"model": "chest-pneumonia", "width": 1211, "height": 907, "maximum": 4095},
    {"model": "bone-fracture", "width": 1100, "height": 1373, "maximum": 4095},
    {"model": "bone-fracture", "width": 641, "height": 500, "maximum": 65535},
    {"model": "lung-nodule-ct", "width": 512, "height": 512, "maximum": 4095, "point": [200, 180]},
    {"model": "lung-nodule-ct", "width": 512, "height": 512, "maximum": 4095, "point": [20, 500]},
)
STEPS = {"brain-tumor-mri": 4, "chest-pneumonia": 4, "bone-fracture": 16, "lung-nodule-ct": 4}


def formula(width, height, maximum):
    """The picture, float32 [height,width]."""
    x, y = np.arange(width, dtype=np.int64)[None], np.arange(height, dtype=np.int64)[:, None]
    inside = (2 * x + 1 - width) ** 2 * height ** 2 + (2 * y + 1 - height) ** 2 * width ** 2 <= width ** 2 * height ** 2 * 4 // 5
    body = maximum // 4 + maximum * (x + 2 * y) // (2 * (width + 2 * height)) + (31 * x + 17 * y + 7 * (x * y % 13)) % 64 * maximum // 512
    return np.where(inside, body, (x + y) % 3).astype(np.float32)


def preparation(model):
    """data.prepare of one model: its folder's modules have the same names as the others'."""
    for name in ("data", "net"):
        sys.modules.pop(name, None)
    folder = str(HERE.parent / "models" / model / "train")
    sys.path.insert(0, folder)
    try:
        return importlib.import_module("data").prepare
    finally:
        sys.path.remove(folder)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", required=True, type=pathlib.Path)
    out = parser.parse_args().out
    out.mkdir(parents=True, exist_ok=True)
    index = []
    for case in CASES:
        prepare, step = preparation(case["model"]), STEPS[case["model"]]
        picture = formula(case["width"], case["height"], case["maximum"])
        tensor = prepare(picture, case["point"]) if "point" in case else prepare(picture)
        name = f"{case['model']}-{case['width']}x{case['height']}" + ("-at-{}-{}".format(*case["point"]) if "point" in case else "") + ".f32"
        tensor.numpy()[0, step // 2::step].astype("<f4").tofile(out / name)
        index.append({**case, "side": tensor.shape[-1], "step": step, "file": name})
    lines = ",\n".join("    " + json.dumps(case) for case in index)
    (out / "cases.json").write_text(f'{{\n  "comment": "written by inference-container/train/golden.py, which gives the formula",\n  "cases": [\n{lines}\n  ]\n}}\n')


if __name__ == "__main__":
    main()
