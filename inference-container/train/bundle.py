"""A model's folder: its manifest, its ONNX file run as the container runs it, its training modules, its card."""
import hashlib
import importlib
import json
import pathlib
import subprocess
import sys

import numpy as np

HERE = pathlib.Path(__file__).parent
MODELS = HERE.parent / "models"
NAMES = ("brain-tumor-mri", "bone-fracture", "chest-pneumonia", "lung-nodule-ct")


class Bundle:
    def __init__(self, name):
        if name not in NAMES:
            raise SystemExit(f"No such model: {name}. Known: {', '.join(NAMES)}")
        self.name, self.folder = name, MODELS / name
        self.onnx, self.manifest_file = self.folder / "model.onnx", self.folder / "model.json"

    @property
    def manifest(self):
        return json.loads(self.manifest_file.read_text())

    def write_manifest(self, manifest):
        self.manifest_file.write_text(written(manifest) + "\n")

    def module(self, name):
        """net, data or figures of this model. One process works on one model: the names are the same in each folder."""
        folder = str(self.folder / "train")
        if folder not in sys.path:
            sys.path.insert(0, folder)
        return importlib.import_module(name)

    def run(self, pictures, size=16):
        """Outputs of the shipped ONNX file by name, for prepared pictures [n,1,side,side]. Refuses another file than the manifest's."""
        if digest(self.onnx) != self.manifest["sha256"]:
            raise SystemExit(f"{self.onnx} is not the file that {self.manifest_file} means")
        with Runner(self.onnx) as runner:
            found = [runner(np.asarray(pictures[i:i + size])) for i in range(0, len(pictures), size)]
        return {name: np.concatenate([part[name] for part in found]) for name in found[0]}


class Runner:
    """onnxruntime in a child process (see run-onnx.mjs)."""

    def __init__(self, file):
        self.process = subprocess.Popen(["node", str(HERE / "run-onnx.mjs"), str(file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait()

    def __call__(self, pictures):
        self.process.stdin.write(np.array(pictures.shape, "<i4").tobytes() + np.ascontiguousarray(pictures, "<f4").tobytes())
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit("onnxruntime gave no answer; is node_modules installed?")
        return {o["name"]: np.frombuffer(self.process.stdout.read(4 * int(np.prod(o["dims"]))), "<f4").reshape(o["dims"]) for o in json.loads(line)}


def digest(file):
    return hashlib.sha256(file.read_bytes()).hexdigest()


def written(value, indent=0, wide=130):
    """JSON as people write it: what fits on a line stands on one."""
    line = json.dumps(value, ensure_ascii=False)
    if isinstance(value, dict) and line != "{}":
        line = "{ " + line[1:-1] + " }"
    if indent and len(line) + indent <= wide and not (isinstance(value, dict) and indent <= 2):
        return line
    pad = " " * (indent + 2)
    if isinstance(value, dict):
        body = ",\n".join(f"{pad}{json.dumps(k)}: {written(v, indent + 2, wide)}" for k, v in value.items())
        return "{\n" + body + "\n" + " " * indent + "}"
    if isinstance(value, list):
        return "[\n" + ",\n".join(pad + written(v, indent + 2, wide) for v in value) + "\n" + " " * indent + "]"
    return line
