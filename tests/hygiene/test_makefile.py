"""`make run` speaks the person's language from its first line; nothing is installed here."""

import os
import shutil
import subprocess

import pytest

from tests.catalogue import ROOT

VARIABLES = ("HYGIE_LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG", "MAKEFLAGS", "MAKELEVEL")


@pytest.mark.skipif(not shutil.which("make"), reason="no make here")
@pytest.mark.parametrize(
    ("environment", "french"),
    [
        ({"LANG": "fr_FR.UTF-8"}, True),
        ({"LANG": "en_GB.UTF-8", "LANGUAGE": "de:fr:en"}, True),
        ({"LANG": "en_GB.UTF-8", "HYGIE_LANG": "fr"}, True),
        ({"LANG": "fr_FR.UTF-8", "LC_ALL": "C", "LANGUAGE": "fr"}, False),
        ({"LANG": "fr_FR.UTF-8", "LC_ALL": "en_GB.UTF-8"}, False),
        ({}, False),
    ],
)
def test_the_first_words_are_in_the_language_of_the_person(tmp_path, environment, french):
    kept = {name: value for name, value in os.environ.items() if name not in VARIABLES}
    shown = subprocess.run(
        ["make", "--dry-run", "run", f"VENV={tmp_path}/none"], cwd=ROOT, env={**kept, **environment},
        capture_output=True, text=True, encoding="utf-8", check=True,
    ).stdout  # fmt: skip
    assert ("création d’un environnement Python" in shown) is french
    assert ("making a Python environment" in shown) is not french
    assert ("installation des bibliothèques (environ 1,3 Go sur le disque" in shown) is french
