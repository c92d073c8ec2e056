"""Imports against the direction of ARCHITECTURE.md break a contract, also from a module that nobody knew of."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("assistant", "guards", "prompts", "knowledge", "tui", "proxy")
RULES = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]

AGAINST = {
    "assistant/newcomer.py": "",
    "assistant/types.py": "from assistant import config",
    "assistant/pipeline.py": "from assistant.store import store",
    "assistant/verdicts.py": "from knowledge import base",
    "assistant/sources.py": "from proxy import app",
    "assistant/judging/opinions.py": "from assistant.judging import case",
    "assistant/judging/case.py": "from guards import engine",
    "guards/newcomer.py": "from assistant import paths",
    "prompts/newcomer.py": "from guards import engine",
    "knowledge/newcomer.py": "from assistant import newcomer",
    "tui/newcomer.py": "from guards import engine",
    "proxy/newcomer.py": "from tui import app",
}
TOLD = [
    r"following modules are not listed as layers:\s+- assistant.newcomer",
    r"assistant.types -> assistant.config ",
    r"assistant.pipeline -> assistant.store.store ",
    r"assistant.verdicts -> knowledge.base ",
    r"assistant.sources -> proxy.app ",
    r"assistant.judging.opinions -> assistant.judging.case ",
    r"assistant.judging.case -> guards.engine ",
    r"guards.newcomer -> assistant.paths ",
    r"prompts.newcomer -> guards.engine ",
    r"knowledge.newcomer -> assistant.newcomer ",
    r"tui.newcomer -> guards.engine ",
    r"proxy.newcomer -> tui.app ",
]


@pytest.fixture(scope="module")
def judged(tmp_path_factory):
    """What import-linter tells of the code with imports against the direction, in one run for them all."""
    copy = tmp_path_factory.mktemp("copy")
    for package in PACKAGES:
        shutil.copytree(ROOT / package, copy / package, ignore=_no_code)
    shutil.copy(ROOT / "pyproject.toml", copy)
    for name, line in AGAINST.items():
        with (copy / name).open("a") as file:
            file.write(f"\n{line}\n")
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [linter, "--no-cache"], cwd=copy, capture_output=True, text=True, timeout=300,
        env={name: value for name, value in os.environ.items() if name != "PYTHONPATH"},
    )  # fmt: skip
    assert done.returncode == 1, done.stdout + done.stderr
    return done.stdout


def _no_code(folder, names):
    return [
        name for name in names if not name.endswith(".py") and not (Path(folder) / name).is_dir()
    ]


@pytest.mark.parametrize("told", TOLD)
def test_an_import_against_the_direction_is_told(judged, told):
    assert re.search(told, judged)


def test_the_foundation_is_the_standard_library_and_a_reader_of_yaml():
    allowed = [line for rule in RULES for line in rule.get("ignore_imports", ())]
    foundation = sorted(line.removeprefix("** -> ") for line in allowed)
    lowest = next(rule["layers"] for rule in RULES if rule.get("exhaustive"))[-1]
    assert foundation == sorted(f"assistant.{name}" for name in lowest.split(" : "))
    assert loaded("yaml", *foundation) - loaded("yaml") - sys.stdlib_module_names == {"assistant"}


def loaded(*modules):
    """The packages that a process of its own has loaded after importing some modules."""
    code = "".join(f"import {module}\n" for module in modules) + "import sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return {name.partition(".")[0] for name in done.stdout.split()}
