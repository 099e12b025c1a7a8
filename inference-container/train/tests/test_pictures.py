import unittest

import numpy as np
import torch

import paths  # noqa: F401
from pictures import area_average, nearest_part, parts, squared, standardise


class AreaAverage(unittest.TestCase):
    def test_pixels_are_cut_where_the_edge_cuts_them(self):
        picture = np.arange(6, dtype=np.float32)[None].repeat(3, 0)
        np.testing.assert_allclose([[0.3333333, 1.6666667, 3.3333333, 4.6666667]], area_average(picture, 4, 1), rtol=1e-6)

    def test_mean_is_kept_at_odd_ratios(self):
        picture = np.random.default_rng(2).random((97, 61))
        self.assertAlmostEqual(picture.mean(), area_average(picture, 23, 41).astype(float).mean(), places=6)


class Standardise(unittest.TestCase):
    def test_straight_line_window_changes_nothing(self):
        picture = torch.rand(1, 1, 20, 30, generator=torch.Generator().manual_seed(3))
        torch.testing.assert_close(standardise(picture), standardise(picture * 311 - 1024), rtol=1e-4, atol=1e-4)


class Squared(unittest.TestCase):
    def test_odd_rest_goes_right(self):
        tall = np.array([[3], [1], [2], [4]])
        self.assertEqual([[1, 3, 1, 1], [1, 1, 1, 1], [1, 2, 1, 1], [1, 4, 1, 1]], squared(tall).tolist())


class Parts(unittest.TestCase):
    mask = np.array([[1, 0, 0, 0], [0, 1, 0, 1], [0, 0, 0, 1]], bool)

    def test_corners_join_with_eight_neighbours_alone(self):
        self.assertEqual(3, len(parts(self.mask)))
        self.assertEqual(2, len(parts(self.mask, eight=True)))

    def test_nearest_to_the_point(self):
        self.assertEqual([[False] * 4, [False, False, False, True], [False, False, False, True]], nearest_part(self.mask, 2, 2).tolist())
        self.assertFalse(nearest_part(np.zeros((2, 2), bool), 0, 0).any())


if __name__ == "__main__":
    unittest.main()
