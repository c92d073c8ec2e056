"""What a command imports, seen in a process of its own: a static graph cannot tell a deferred import."""

import subprocess
import sys

import pytest

HEAVY = ("litellm", "presidio_analyzer", "spacy", "chromadb", "xllamacpp", "textual", "pydantic")


def imported(code: str) -> set[str]:
    script = f"{code}\nimport sys; print(*[m for m in {HEAVY!r} if m in sys.modules])"
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


@pytest.mark.parametrize("package", ["guards", "prompts", "knowledge", "tui", "proxy"])
def test_a_package_is_cheap_to_import(package):
    assert imported(f"import {package}") == set()
