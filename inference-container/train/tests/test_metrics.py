import unittest

import numpy as np

import paths  # noqa: F401
from marking import average_precision, overlap, sensitivity_at
from metrics import auroc, dice, vote


class Auroc(unittest.TestCase):
    def test_pairs_counted_one_by_one(self):
        random = np.random.default_rng(1)
        scores, truth = random.integers(0, 6, 60), random.random(60) < 0.4
        pairs = [(a > b) + 0.5 * (a == b) for a in scores[truth] for b in scores[~truth]]
        self.assertAlmostEqual(np.mean(pairs), auroc(scores, truth))

    def test_one_class_has_none(self):
        self.assertTrue(np.isnan(auroc([1, 2], [True, True])))


class Dice(unittest.TestCase):
    def test_empty_against_empty_is_one(self):
        self.assertEqual(1.0, dice(np.zeros((3, 3), bool), np.zeros((3, 3), bool)))

    def test_half_over(self):
        found, truth = np.zeros((2, 4), bool), np.zeros((2, 4), bool)
        found[:, :2], truth[:, 1:3] = True, True
        self.assertEqual(0.5, dice(found, truth))


class Vote(unittest.TestCase):
    def test_mean_decides_not_the_count(self):
        probabilities = [[0.55, 0.45], [0.55, 0.45], [0.0, 1.0], [1.0, 0.0]]
        self.assertEqual({"a": True, "b": False}, vote(probabilities, [1, 1, 1, 1], ["a", "a", "a", "b"]))


class Marks(unittest.TestCase):
    truth = [np.array([[0, 0, 10, 10.0]]), np.zeros((0, 4)), np.array([[20, 20, 30, 30.0]])]

    def test_overlap_of_a_half(self):
        self.assertAlmostEqual(1 / 3, overlap([[0, 0, 10, 10]], [[0, 5, 10, 15]])[0, 0])

    def test_precision_of_found_false_and_missed(self):
        # Right at 0.9, false at 0.8, a repeat at 0.7; the third picture's fracture is missed: recall 1/2 at precision 1.
        boxes = [np.array([[0, 0, 10, 10], [0, 0, 10, 9.0]]), np.array([[0, 0, 5, 5.0]]), np.zeros((0, 4))]
        scores = [np.array([0.9, 0.7]), np.array([0.8]), np.zeros(0)]
        self.assertAlmostEqual(0.5, average_precision(boxes, scores, self.truth))

    def test_sensitivity_stops_before_too_many_false_marks(self):
        boxes = [np.array([[50, 50, 60, 60], [0, 0, 10, 10.0]]), np.array([[0, 0, 5, 5.0]]), np.array([[20, 20, 30, 30.0]])]
        scores = [np.array([0.9, 0.8]), np.array([0.7]), np.array([0.6])]
        self.assertEqual((0.5, 0.8), sensitivity_at(1 / 3, boxes, scores, self.truth))
        self.assertEqual((1.0, 0.6), sensitivity_at(2 / 3, boxes, scores, self.truth))


if __name__ == "__main__":
    unittest.main()
