import contextlib
import io
import tempfile
import unittest

import torch

import paths  # noqa: F401
from loop import train


class Line:
    """Fits y = 3x."""
    steps = 4

    def __init__(self):
        torch.manual_seed(7)
        self.net = torch.nn.Sequential(torch.nn.Conv2d(1, 1, 1), torch.nn.Dropout(0.0))

    def batches(self, random):
        for _ in range(self.steps):
            yield torch.from_numpy(random.standard_normal((8, 1, 2, 2), dtype="float32"))

    def loss(self, net, batch):
        return ((net(batch) - 3 * batch) ** 2).mean()

    def validate(self, net):
        return {"score": -float((net[0].weight - 3).abs())}


class Loop(unittest.TestCase):
    def run_for(self, out, epochs, plan=6):
        """Stops after so many of the planned epochs, as a machine that goes away would."""
        task = Line()
        seen, validate = [], task.validate

        def stopping(net):
            seen.append(validate(net))
            if len(seen) > epochs:
                raise KeyboardInterrupt
            return seen[-1]

        task.validate = stopping
        with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(KeyboardInterrupt):
            train(task, out, plan, 0.1)
        return torch.load(f"{out}/last.pt")

    def test_cut_off_and_started_again_ends_where_an_uncut_run_does(self):
        with tempfile.TemporaryDirectory() as whole, tempfile.TemporaryDirectory() as cut:
            expected = self.run_for(whole, 6)
            self.run_for(cut, 2)
            actual = self.run_for(cut, 6)
            self.assertEqual(expected["epoch"], actual["epoch"])
            for key, value in expected["average"].items():
                torch.testing.assert_close(value, actual["average"][key])

    def test_best_weights_are_kept(self):
        with tempfile.TemporaryDirectory() as out:
            last = self.run_for(out, 6)
            best = torch.load(f"{out}/best.pt")
            self.assertAlmostEqual(last["best"], -float((best["0.weight"] - 3).abs()), places=6)


if __name__ == "__main__":
    unittest.main()
