import json
import pathlib
import tempfile
import unittest

import numpy as np

import paths  # noqa: F401
import pictures
from bundle import written
from card import replaced, table
from metrics import auroc_within, calibrated, calibration, calibration_error, hausdorff95, interval
from outliers import distances


class TestSplit(unittest.TestCase):
    def test_closed_to_all_but_a_final_run(self):
        with tempfile.TemporaryDirectory() as folder:
            pathlib.Path(folder, "labels.csv").write_text("image,split\na,train\nb,val\nc,test\n")
            self.assertEqual(["b"], [row["image"] for row in pictures.rows(folder, "val")])
            with self.assertRaises(pictures.TestSplitClosed):
                pictures.rows(folder, "test")


class Manifest(unittest.TestCase):
    def test_written_and_read_is_the_same(self):
        value = {"a": [1, 2.5], "b": {"c": "ü", "d": ["long " * 20, "longer " * 20]}, "e": {}}
        self.assertEqual(value, json.loads(written(value)))


class Card(unittest.TestCase):
    begin, end = "<!-- test figures: written by evaluate, not by hand -->", "<!-- end of test figures -->"

    def test_figures_stand_between_their_marks_and_nothing_else_moves(self):
        card = f"above\n{self.begin}\nold\n{self.end}\nbelow\n"
        new = replaced(card, "test", table({"AUROC": [0.91234, 0.9, 0.92], "pictures": 12}, "head"))
        self.assertTrue(new.startswith("above\n") and new.endswith("\nbelow\n"))
        self.assertIn("| AUROC | 0.912 (0.900 to 0.920) |\n| pictures | 12 |", new)
        self.assertNotIn("old", new)

    def test_card_without_marks_is_refused(self):
        with self.assertRaises(SystemExit):
            replaced("no marks", "test", "")


class Calibration(unittest.TestCase):
    def test_finds_the_curve_that_made_the_truth(self):
        random = np.random.default_rng(5)
        raw = random.uniform(0.02, 0.98, 20000)
        truth = random.random(20000) < calibrated(raw, 0.5, 1.0)
        slope, intercept = calibration(raw, truth)
        self.assertAlmostEqual(0.5, slope, delta=0.05)
        self.assertAlmostEqual(1.0, intercept, delta=0.05)
        self.assertLess(calibration_error(calibrated(raw, slope, intercept), truth), 0.02)

    def test_error_of_one_bin(self):
        self.assertAlmostEqual(0.3, calibration_error([0.95, 0.95, 0.95, 0.95], [1, 1, 1, 0]) + 0.1)


class Intervals(unittest.TestCase):
    def test_one_patient_has_no_spread(self):
        values = np.arange(10.0)
        self.assertEqual([4.5, 4.5, 4.5], interval(lambda i: values[i].mean(), ["p"] * 10, draws=20))

    def test_whole_patients_are_drawn(self):
        groups, values = np.repeat(np.arange(20), 50), np.repeat(np.arange(20) % 2, 50).astype(float)
        value, low, high = interval(lambda i: values[i].mean(), groups, draws=400)
        self.assertEqual(0.5, value)
        self.assertGreater(high - low, 0.3)  # twenty patients, not a thousand pictures


class Within(unittest.TestCase):
    def test_a_shortcut_by_group_vanishes_inside(self):
        groups, truth = np.array(["a"] * 4 + ["b"] * 4), np.array([1, 1, 1, 0, 1, 0, 0, 0], bool)
        self.assertEqual(0.5, auroc_within((groups == "a").astype(float), truth, groups))


class Distances(unittest.TestCase):
    def test_hausdorff_of_squares_two_apart(self):
        first, second = np.zeros((20, 20), bool), np.zeros((20, 20), bool)
        first[4:10, 4:10], second[4:10, 6:12] = True, True
        self.assertAlmostEqual(2 * 0.5, hausdorff95(first, second, 0.5))
        self.assertTrue(np.isnan(hausdorff95(first, np.zeros_like(first), 0.5)))

    def test_mean_of_the_nearest(self):
        known = np.array([[0, 0], [0, 3], [0, 100]], "<f4")
        np.testing.assert_allclose([2.5], distances(np.array([[0, -1.0]], "<f4"), known, 2))


if __name__ == "__main__":
    unittest.main()
