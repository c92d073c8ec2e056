"""What a command imports, seen in a process of its own: a static graph cannot tell a deferred import."""

import subprocess
import sys

import pytest

HEAVY = ("litellm", "presidio_analyzer", "spacy", "chromadb", "xllamacpp", "textual", "pydantic")


def imported(code: str, sought: tuple[str, ...] = HEAVY) -> set[str]:
    script = f"{code}\nimport sys; print(*[m for m in {sought!r} if m in sys.modules])"
    result = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    return set(result.stdout.split("\n")[-2].split())


def test_the_version_imports_nothing_heavy():
    assert imported("from assistant.cli import main; main(['--version'])") == set()


@pytest.mark.parametrize("part", ["", "document_", "guard_", "knowledge_", "look_up_", "vault_"])
def test_the_wiring_imports_nothing_heavy(part):
    assert imported(f"import assistant.{part}wiring") == set()


def test_a_scan_imports_neither_litellm_nor_chromadb_nor_a_screen(tmp_path):
    text = tmp_path / "a.txt"
    text.write_text("Bonjour, appelez Karim au 06 39 98 12 34.")
    code = f"from assistant.cli import main; main(['scan', {str(text)!r}])"
    assert imported(code) == {"presidio_analyzer", "spacy", "pydantic"}


def test_a_check_imports_no_rules_of_the_guard(tmp_path):
    text = tmp_path / "a.txt"
    text.write_text("Le loyer est de 900 euros.")
    command = f"main(['check', {str(text)!r}, '--sources', {str(text)!r}])"
    code = f"from assistant.cli import main; {command}"
    assert imported(code, ("guards.engine", "guards.detection.recognizers")) == set()


@pytest.mark.parametrize("package", ["guards", "prompts", "knowledge", "tui", "proxy"])
def test_a_package_is_cheap_to_import(package):
    assert imported(f"import {package}") == set()
