"""`hygie report`: what was done, for oneself; completion and the manual know every command."""

import json
import os
import shutil
import subprocess
import time
from pathlib import Path

import pytest

from assistant.store.key import KeySource, from_environment
from assistant.store.records import Event
from assistant.store.store import opened

PASS = {"HYGIE_PASSPHRASE": "quatre mots sans lien"}


@pytest.fixture
def active(own_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A person who asked a little today."""
    monkeypatch.setenv("HYGIE_PASSPHRASE", PASS["HYGIE_PASSPHRASE"])
    with opened(own_home / "data", KeySource(from_environment, own_home / "none")) as store:
        for n in range(3):
            store.activity.add(
                Event(
                    time.time() - n, "ask", "m", "world", 10, 5, 0.01, 2.0, True, {"PERSON": 2}, 1,
                    {"altered": 1, "supported": 2},
                )
            )  # fmt: skip
    monkeypatch.delenv("HYGIE_PASSPHRASE")


def test_counts_plots_review_and_team(hygie, active, tmp_path: Path):
    total = hygie("report", "--json", **PASS).json["total"]
    assert (total["asked"], total["protected"], total["doubtful"], total["corrected"]) == (
        3,
        6,
        3,
        3,
    )
    shown = hygie("report", "--by", "week", "--last", "3", **PASS).out
    assert "█" in shown and "person" in shown and "PERSON" not in shown
    found = hygie("report", "review", "--json", **PASS).json
    assert any("3 sentences" in line for line in found["review"])
    assert found["lessons"][0]["met"] == "altered"
    french = hygie("report", "review", "--back", "1", **PASS, HYGIE_LANG="fr").out
    assert "Aucune question" in french
    file = tmp_path / "mine.json"
    assert hygie("report", "team", "--back", "0", "--export", str(file), **PASS).code == 0
    assert json.loads(file.read_text())["counts"]["asked"] == 5
    over = hygie("report", "team", "--back", "1", "--export", str(file), **PASS)
    assert over.code == 2 and "The file is there already." in over.err
    assert json.loads(file.read_text())["counts"]["asked"] == 5
    nowhere = hygie("report", "team", "--export", "~nobody-here/mine.json", **PASS)
    assert nowhere.code == 2 and "There is nothing at this place" in nowhere.err
    assert hygie("report", "team", "--combine", *[str(file)] * 9).code == 4
    assert hygie("report", "lessons", "biases", HYGIE_LANG="fr").out.strip().startswith("Le cas")
    assert hygie("report", "lessons", "nothing").code == 3
    assert hygie("report", "forget", **PASS).code == 0
    assert hygie("report", "--json", **PASS).json["total"]["asked"] == 0


def test_json_lines_count_too(hygie, active):
    text = "Mme Élodie Lefèvre, 06 39 98 12 34"
    lines = "".join(json.dumps({"id": n, "text": text}) + "\n" for n in range(3))
    assert hygie("protect", "--jsonl", stdin=lines, **PASS).code == 0
    assert hygie("scan", "--jsonl", stdin=lines, **PASS).code == 0
    row = {"id": 1, "answer": "Le devis vaut 950 euros.", "sources": ["Le devis vaut 590 euros."]}
    checked = hygie("check", "--jsonl", stdin=json.dumps(row) + "\n", **PASS)
    (claim,) = (c for c in checked.json["claims"] if c["kind"] == "statement")
    total = hygie("report", "--json", **PASS).json["total"]
    assert total["uses"] == {"ask": 3, "protect": 1, "scan": 1, "check": 1}
    assert total["hidden"] == {"PERSON": 9, "PHONE": 3}
    assert total["sentences"] == 10
    assert total["checked"][claim["status"]] >= 1
    assert "protect" in hygie("report", **PASS).out


def test_completion_and_manual_know_every_command(hygie, tmp_path: Path):
    words = {"history", "backup", "doctor", "mcp", "report", "knowledge", "prompts", "--older-than"}
    for shell in ("bash", "zsh", "fish"):
        script = hygie("completion", shell, HYGIE_LANG="fr").out
        assert all(word.lstrip("-") in script for word in words), shell
        (tmp_path / shell).write_text(script)
    ask = 'source "$1"; COMP_WORDS=({words}); COMP_CWORD=$((${{#COMP_WORDS[@]}}-1)); _hygie; echo "${{COMPREPLY[*]}}"'

    def completed(words: str) -> list[str]:
        done = subprocess.run(
            ["bash", "-c", ask.format(words=words), "-", str(tmp_path / "bash")],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        assert done.stderr == ""
        return done.stdout.split()

    assert completed("hygie hist") == ["history"]
    assert completed("hygie history fo") == ["fork", "forget"]
    assert completed("hygie history forget --ol") == ["--older-than"]
    assert completed("hygie ask --task s") == ["summarise"]
    page = hygie("manual", HYGIE_LANG="fr").out
    assert page.startswith(".TH HYGIE 1")
    assert "historique" in page and ".SH ENVIRONNEMENT" in page
    if shutil.which("man"):
        (tmp_path / "hygie.1").write_text(page)
        shown = subprocess.run(
            ["man", "--warnings", "-l", str(tmp_path / "hygie.1")],
            capture_output=True, text=True, env={**os.environ, "MANPAGER": "cat", "LC_ALL": "C.UTF-8"},
        )  # fmt: skip
        assert shown.returncode == 0
        assert "warning" not in shown.stderr
