import contextlib
import importlib.util
import io
import json
import pathlib
import tempfile
import unittest
from importlib.machinery import SourceFileLoader
from unittest import mock

import paths  # noqa: F401
import pictures

FILE = str(pathlib.Path(__file__).parents[1] / "evaluate")


def loaded():
    spec = importlib.util.spec_from_loader("evaluate", SourceFileLoader("evaluate", FILE))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class FinalRun(unittest.TestCase):
    def test_second_one_without_a_reason_is_refused_and_opens_nothing(self):
        evaluate = loaded()
        with tempfile.TemporaryDirectory() as folder:
            evaluate.LOG = pathlib.Path(folder, "final-runs.log")
            evaluate.LOG.write_text(json.dumps({"model": "chest-pneumonia"}) + "\n")
            with mock.patch("sys.argv", ["evaluate", "chest-pneumonia", "--data", folder, "--final"]), contextlib.redirect_stderr(io.StringIO()) as said:
                self.assertEqual(2, evaluate.main())
            self.assertIn("--reason", said.getvalue())
            self.assertFalse(pictures._test_is_open)

    def test_other_models_lines_do_not_count(self):
        evaluate = loaded()
        with tempfile.TemporaryDirectory() as folder:
            evaluate.LOG = pathlib.Path(folder, "final-runs.log")
            evaluate.LOG.write_text(json.dumps({"model": "chest-pneumonia"}) + "\n")
            self.assertEqual([], evaluate.earlier("bone-fracture"))


if __name__ == "__main__":
    unittest.main()
