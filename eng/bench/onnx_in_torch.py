"""Runs a bundle's ONNX graph with torch's own functions, so that the Python peer has the same weights to the bit.

Only the operators that the reference models use. What depends on nothing is computed once, when the graph is read.
"""
import struct

import numpy as np
import torch
from torch.nn import functional as F

TYPES = {1: np.float32, 6: np.int32, 7: np.int64, 9: np.bool_}


def varint(data, at):
    value = shift = 0
    while True:
        byte = data[at]
        at, value, shift = at + 1, value | (byte & 127) << shift, shift + 7
        if byte < 128:
            return value, at


def fields(data):
    """Numbers and values of a protobuf message."""
    at = 0
    while at < len(data):
        key, at = varint(data, at)
        if key & 7 == 0:
            value, at = varint(data, at)
            value = value - (1 << 64) if value >> 63 else value
        else:
            size, at = {1: (8, at), 5: (4, at)}.get(key & 7) or varint(data, at)
            value, at = data[at:at + size], at + size
        yield key >> 3, value


def packed(value):
    """A repeated number, packed or not."""
    if isinstance(value, int):
        return [value]
    found, at = [], 0
    while at < len(value):
        number, at = varint(value, at)
        found.append(number - (1 << 64) if number >> 63 else number)
    return found


def tensor(message):
    shape, kind, name, values = [], 1, "", None
    for number, value in fields(message):
        if number == 1:
            shape += packed(value)
        elif number == 2:
            kind = value
        elif number == 8:
            name = value.decode()
        elif number == 9:
            values = np.frombuffer(value, TYPES[kind])
        elif number == 4:
            values = np.frombuffer(value, np.float32)
        elif number == 7:
            values = np.array(packed(value), np.int64)
    return name, torch.from_numpy(np.array(values, TYPES[kind]).reshape(shape))


def attribute(message):
    name, found, many = "", None, []
    for number, value in fields(message):
        if number == 1:
            name = value.decode()
        elif number == 2:
            found = struct.unpack("<f", value)[0]
        elif number == 3:
            found = value
        elif number == 4:
            found = value.decode(errors="replace")
        elif number == 5:
            found = tensor(value)[1]
        elif number == 8:
            many += packed(value)
    return name, many or found


class Graph:
    def __init__(self, path):
        model = memoryview(open(path, "rb").read())
        graph = bytes(next(value for number, value in fields(model) if number == 7))
        self.values, self.nodes, self.outputs = {}, [], []
        for number, value in fields(graph):
            if number == 1:
                node = {1: [], 2: [], 4: "", 5: []}
                for part, inner in fields(value):
                    if part in node:
                        node[part] = inner.decode() if part == 4 else node[part] + [inner.decode() if part < 3 else attribute(inner)]
                self.nodes.append((node[4], node[1], node[2], dict(node[5])))
            elif number == 5:
                name, held = tensor(value)
                self.values[name] = held
            elif number == 12:
                self.outputs.append(next(inner for part, inner in fields(value) if part == 1).decode())
        self.nodes = [node for node in self.nodes if not self._known(node)]

    def _known(self, node):
        if any(name and name not in self.values for name in node[1]):
            return False
        self._run(node, self.values)
        return True

    def __call__(self, image):
        values = dict(self.values, image=image)
        for node in self.nodes:
            self._run(node, values)
        return {name: values[name] for name in self.outputs}

    @staticmethod
    def _run(node, values):
        kind, inputs, outputs, options = node
        taken = [values[name] if name else None for name in inputs]
        values[outputs[0]] = OPERATORS[kind](options, *taken)


def padded(options, x, pads, value=None):
    pads = [int(p) for p in pads]
    half = len(pads) // 2
    sides = [side for axis in reversed(range(half)) for side in (pads[axis], pads[axis + half])]
    return F.pad(x, sides, value=float(value) if value is not None else 0.0) if any(sides) else x


def convolved(options, x, weight, bias=None):
    return F.conv2d(x, weight, bias, options.get("strides", 1), options.get("pads", [0, 0])[:2], groups=options.get("group", 1))


def resized(options, x, roi, scales, sizes=None):
    return F.interpolate(x, scale_factor=[float(s) for s in scales[2:]], mode="nearest")


def sliced(options, x, starts, ends, axes=None, steps=None):
    for place, (start, end) in enumerate(zip(starts.tolist(), ends.tolist())):
        axis, step = (int(axes[place]) if axes is not None else place), (int(steps[place]) if steps is not None else 1)
        x = torch.flip(x, (axis,)) if step == -1 else x.narrow(axis, start % x.shape[axis], min(end if end >= 0 else end + x.shape[axis], x.shape[axis]) - start % x.shape[axis])
    return x


def deepened(options, x):
    return F.pixel_shuffle(x, options["blocksize"]) if options.get("mode", "CRD") == "CRD" else NotImplemented


def axes_of(options, axes):
    return tuple(axes.tolist()) if axes is not None else tuple(options["axes"])


OPERATORS = {
    "Add": lambda o, a, b: a + b, "Sub": lambda o, a, b: a - b, "Mul": lambda o, a, b: a * b, "Div": lambda o, a, b: a / b,
    "MatMul": lambda o, a, b: a @ b, "Gemm": lambda o, x, w, b: F.linear(x, w if o.get("transB") else w.T, b),
    "Conv": convolved, "Relu": lambda o, x: F.relu(x), "Sigmoid": lambda o, x: torch.sigmoid(x), "Softmax": lambda o, x: torch.softmax(x, o.get("axis", -1)),
    "MaxPool": lambda o, x: F.max_pool2d(x, o["kernel_shape"], o["strides"], o.get("pads", [0, 0])[:2]),
    "AveragePool": lambda o, x: F.avg_pool2d(x, o["kernel_shape"], o["strides"]),
    "Resize": resized, "Pad": padded, "Slice": sliced, "DepthToSpace": deepened,
    "Concat": lambda o, *parts: torch.cat(parts, o["axis"]), "Flatten": lambda o, x: x.flatten(o.get("axis", 1)),
    "Reshape": lambda o, x, shape: x.reshape([x.shape[i] if s == 0 else s for i, s in enumerate(shape.tolist())]),
    "Transpose": lambda o, x: x.permute(o["perm"]), "Identity": lambda o, x: x, "Constant": lambda o: o["value"],
    "Unsqueeze": lambda o, x, axes=None: x.unsqueeze(axes_of(o, axes)[0]), "Squeeze": lambda o, x, axes=None: x.squeeze(axes_of(o, axes)[0]),
    "Cast": lambda o, x: x.to({1: torch.float32, 7: torch.int64}[o["to"]]), "Shape": lambda o, x: torch.tensor(x.shape),
    "ReduceMean": lambda o, x: x.mean(o["axes"], keepdim=bool(o.get("keepdims", 1))),
    "ReduceSum": lambda o, x, axes=None: x.sum(axes_of(o, axes), keepdim=bool(o.get("keepdims", 1))),
    "ReduceLogSumExp": lambda o, x: x.logsumexp(o["axes"], keepdim=bool(o.get("keepdims", 1))),
}
