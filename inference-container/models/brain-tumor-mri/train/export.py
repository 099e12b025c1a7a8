#!/usr/bin/env python3
"""Writes the trained weights as the ONNX file that the container runs.

    /usr/bin/python3 export.py --weights run/best.pt --out ../model.onnx

Input  image        float32 [n,1,192,192]  normalised as data.py says
Output probability  float32 [n,1,192,192]  of each pixel lying in the tumour
       types        float32 [n,3]          meningioma, glioma, pituitary; sums to 1
       features     float32 [n,192]        the deepest level's means, for the distance from the training set
"""
import argparse
import pathlib
import sys

import torch

sys.path.insert(0, str(pathlib.Path(__file__).parents[3] / "train"))
from data import SIDE  # noqa: E402
from net import ExportedNet, TumourNet  # noqa: E402


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", required=True)
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    net = TumourNet()
    net.load_state_dict(torch.load(options.weights, map_location="cpu"))
    torch.onnx.export(ExportedNet(net.eval()), torch.zeros(2, 1, SIDE, SIDE), options.out, opset_version=13,
                      input_names=["image"], output_names=["probability", "types", "features"],
                      dynamic_axes={name: {0: "n"} for name in ("image", "probability", "types", "features")})


if __name__ == "__main__":
    main()
