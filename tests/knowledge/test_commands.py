"""`hygie knowledge` at the command line: results on standard output, quick where no model is needed."""

import argparse
import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from assistant.cli.knowledge_more import _step
from knowledge.base import KnowledgeBase

HYGIE = "import sys; from assistant.cli import main; code = main(sys.argv[1:])\n"


UNINSTALLED = """from knowledge.embedding import weights
weights.find_spec = lambda _: None
"""


def hygie(*arguments: str, stdin: str = "", before: str = "", after: str = "sys.exit(code)") -> Any:
    done = subprocess.run(
        [sys.executable, "-c", before + HYGIE + after, *arguments],
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[2],
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done


@pytest.fixture
def added(notes: Path) -> Path:
    (notes / "a.md").write_text("# Jardin\n\nLes tomates demandent du soleil.")
    (notes / "b.md").write_text("La voiture ne démarre plus.")
    (notes / "c.bin").write_bytes(bytes(range(256)))
    done = hygie("knowledge", "add", str(notes), "--wait", "--json")
    report = json.loads(done.stdout)
    assert (report["added"], len(report["refused"])) == (2, 1)
    return notes


def test_json_lines_give_documents_places_and_scores(added: Path) -> None:
    asked = '{"id": "1", "query": "tomates"}\nnonsense\n{"id": 2}\n{"id": "3", "query": "automobile en panne"}\n'
    done = hygie("knowledge", "search", "--jsonl", "--limit", "1", stdin=asked)
    first, bad, missing, last = map(json.loads, done.stdout.splitlines())
    assert first["hits"][0] | {"score": 1} == {
        "doc": str(added / "a.md"), "start": 0, "end": 42, "score": 1,
    }  # fmt: skip
    assert "error" in bad and "error" in missing
    assert last["hits"][0]["doc"] == str(added / "b.md")
    assert done.returncode == 2


def test_json_says_when_only_words_were_searched(added: Path) -> None:
    asked = ("knowledge", "search", "tomates", "--limit", "1", "--json")
    whole, without = hygie(*asked), hygie(*asked, before=UNINSTALLED)
    assert json.loads(whole.stdout)["words_only"] is False
    told = json.loads(without.stdout)
    assert told["words_only"] is True
    assert told["hits"][0]["doc"] == str(added / "a.md")
    assert "words only" in without.stderr
    line = hygie(
        "knowledge", "search", "--jsonl", stdin='{"id": 1, "query": "tomates"}', before=UNINSTALLED
    )
    assert json.loads(line.stdout)["words_only"] is True


def test_a_search_says_where_nothing_seems_to_answer(added: Path) -> None:
    known = hygie("knowledge", "search", "le soleil et les tomates")
    unknown = hygie("knowledge", "search", "accorder un clavecin baroque")
    assert "Nothing in your notes seems to answer" in unknown.stderr
    assert "a.md" in unknown.stdout
    assert "seems to answer" not in known.stderr
    told = [
        json.loads(hygie("knowledge", "search", asked, "--json").stdout)["in_notes"]
        for asked in ("le soleil et les tomates", "accorder un clavecin baroque")
    ]
    assert told == [True, False]


@pytest.mark.parametrize("day", ["03/2026", "2026-13-45", "hier"])
def test_a_day_that_is_none_is_refused(day: str) -> None:
    done = hygie("knowledge", "search", "tomates", "--since", day)
    assert done.returncode == 2
    assert "YYYY-MM-DD" in done.stderr


def test_a_name_in_two_lines_is_shown_in_one(notes: Path) -> None:
    (notes / "deux\nlignes.md").write_text("Les tomates.")
    hygie("knowledge", "add", str(notes), "--later")
    found = hygie("knowledge", "search", "tomates").stdout.splitlines()
    assert "lignes.md" in found[0]
    assert len(hygie("knowledge", "status", "--files").stdout.splitlines()) == 4


def test_a_search_of_an_empty_base_says_that_it_is_empty() -> None:
    assert "is empty" in hygie("knowledge", "search", "tomates").stderr


def test_filters_that_nothing_passes_are_told(added: Path) -> None:
    asked = ("knowledge", "search", "tomates")
    assert "no document passes" in hygie(*asked, "--folder", str(added / "elsewhere")).stderr
    assert "no document passes" not in hygie(*asked, "--folder", str(added)).stderr


def test_a_file_that_comes_back_is_told(added: Path) -> None:
    assert "next sync" in hygie("knowledge", "forget", str(added / "a.md")).stderr
    assert "next sync" not in hygie("knowledge", "forget", str(added)).stderr


@pytest.mark.parametrize(
    ("language", "one", "more"),
    [("en", "1 unchanged", "3 unchanged"), ("fr", "1 inchangé", "3 inchangés")],
)
def test_what_a_pass_did_is_counted_in_words_that_agree(
    added: Path, monkeypatch: pytest.MonkeyPatch, language: str, one: str, more: str
) -> None:
    monkeypatch.setenv("HYGIE_LANG", language)
    assert hygie("knowledge", "sync").stdout.strip().endswith(f": {more}")
    assert hygie("knowledge", "status").stdout.startswith("2 documents, 2 passages, ")
    (added / "b.md").unlink()
    (added / "c.bin").unlink()
    assert one in hygie("knowledge", "sync").stdout.strip().split(", ")
    assert hygie("knowledge", "status").stdout.startswith("1 document, 1 passage, ")


def test_status_says_how_far_each_folder_goes(added: Path) -> None:
    (added / "inner").mkdir()
    hygie("knowledge", "add", str(added / "inner"), "--rule", "never")
    told = hygie("knowledge", "status").stdout.splitlines()
    assert f"  {added}" in told
    assert f"  {added / 'inner'} · goes to no model" in told
    state = json.loads(hygie("knowledge", "status", "--json").stdout)
    assert state["folders"] == [
        {"name": str(added), "rule": "any"}, {"name": str(added / "inner"), "rule": "never"},
    ]  # fmt: skip


def test_a_reason_is_told_in_the_language_of_whoever_reads_it(
    added: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def reason() -> str:
        state = json.loads(hygie("knowledge", "status", "--json").stdout)
        return str(state["refused"][0]["reason"])

    monkeypatch.setenv("HYGIE_LANG", "fr")
    assert reason() == "Ce n’est pas un document texte"
    (added / "c.bin").write_bytes(bytes(range(255)))
    hygie("knowledge", "sync", "--later")
    monkeypatch.setenv("HYGIE_LANG", "en")
    assert reason() == "This is not a text document"


def test_links_of_a_note_that_is_not_there_are_an_error(added: Path) -> None:
    nowhere = hygie("knowledge", "links", "nowhere")
    assert (nowhere.returncode, nowhere.stdout) == (3, "")
    assert "no link" in hygie("knowledge", "links", "a").stderr


def test_an_evaluation_tells_what_can_only_be_missed(added: Path, tmp_path: Path) -> None:
    asked = tmp_path / "asked.jsonl"
    asked.write_text('{"question": "tomates", "docs": ["a.md", "z.md"]}\n')
    done = hygie("knowledge", "eval", str(asked))
    assert "z.md" in done.stderr
    assert "a.md" not in done.stderr
    asked.write_text("\n")
    assert hygie("knowledge", "eval", str(asked)).returncode == 2


def test_a_citation_opens(added: Path) -> None:
    found = json.loads(hygie("knowledge", "search", "tomates", "--limit", "1", "--json").stdout)
    shown = hygie("knowledge", "show", found["hits"][0]["id"])
    assert shown.stdout.strip() == "# Jardin\n\nLes tomates demandent du soleil."
    nowhere, passage = (hygie("knowledge", "show", name) for name in ("nowhere", "a2" * 8))
    assert (nowhere.returncode, passage.returncode) == (3, 3)
    assert "document" in nowhere.stderr
    assert "passage" in passage.stderr


def test_status_names_what_was_refused(added: Path) -> None:
    state = json.loads(hygie("knowledge", "status", "--files", "--json").stdout)
    assert (state["files"], state["pending"], state["embedding"]) == (2, 0, False)
    assert state["refused"] == [
        {"doc": str(added / "c.bin"), "reason": "This is not a text document"}
    ]
    assert json.loads(hygie("knowledge", "forget", str(added), "--json").stdout) == {"forgotten": 3}
    assert hygie("knowledge", "forget", str(added)).returncode == 3


def test_vectors_come_in_the_background(notes: Path) -> None:
    (notes / "a.md").write_text("Les tomates demandent du soleil.")
    assert hygie("knowledge", "add", str(notes)).returncode == 0
    for _ in range(240):
        state = json.loads(hygie("knowledge", "status", "--json").stdout)
        if not state["pending"] and not state["embedding"]:
            break
        time.sleep(0.25)
    assert state["pending"] == 0


NEXT_TO = """import sys
from assistant.cli import main
main(["knowledge", "add", {!r}])
"""
# In the process that adds, right after it: what a person types next can come no sooner.
NEXT = """from contextlib import closing
from assistant import knowledge_wiring
with closing(knowledge_wiring.knowledge()) as base:
    if sys.argv[-1] == "cancelled":
        base.cancel()
    state = base.state()
print(state.embedding, state.pending, file=sys.stderr)
"""


@pytest.mark.parametrize("then", ["left", "cancelled"])
def test_no_moment_lies_between_adding_and_embedding(notes: Path, then: str) -> None:
    for number in range(40):
        (notes / f"{number}.md").write_text(f"Note {number} sur les tomates.")
    done = subprocess.run(
        [sys.executable, "-c", NEXT_TO.format(str(notes)) + NEXT, then],
        capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    embedding, pending = done.stderr.split()[-2:]
    assert embedding == "True" or pending == "0"
    until = time.monotonic() + 60
    while json.loads(hygie("knowledge", "status", "--json").stdout)["embedding"]:
        assert time.monotonic() < until
        time.sleep(0.1)
    left = json.loads(hygie("knowledge", "status", "--json").stdout)["pending"]
    assert (left > 0) == (then == "cancelled")


@pytest.mark.parametrize(
    ("arguments", "heavy"),
    [
        (("--version",), ("chromadb", "onnxruntime", "litellm")),
        (("scan", "-"), ("chromadb", "litellm")),  # the names model is onnxruntime's
        (("knowledge", "status"), ("chromadb", "onnxruntime", "litellm")),
    ],
)
def test_what_needs_no_vectors_imports_no_heavy_library(
    arguments: tuple[str, ...], heavy: tuple[str, ...]
) -> None:
    after = f"print([m for m in {heavy} if m in sys.modules])"
    done = hygie(*arguments, stdin="Rien.", after=after)
    assert done.stdout.splitlines()[-1] == "[]"


def test_what_is_not_read_is_counted_above_its_reasons(notes: Path) -> None:
    (notes / "a.md").write_text("Les tomates demandent du soleil.")
    (notes / "b.md").touch()
    (notes / "c.md").symlink_to(notes / "c.md")
    done = hygie("knowledge", "add", str(notes), "--later")
    assert done.stdout == "files: 1 added\n"
    told = done.stderr.splitlines()[-3:]
    assert told[0] == "2 not read:"
    assert told[1].startswith("! ")
    assert told[2].endswith("This link leads to no file")


def test_watching_tells_what_is_not_read_once(
    base: KnowledgeBase, notes: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = argparse.Namespace(json=False)
    base.add([str(notes)])
    (notes / "a.md").touch()
    told = _step(options, base, ())
    assert "a.md" in capsys.readouterr().err
    told = _step(options, base, told)
    assert capsys.readouterr() == ("", "")
    (notes / "b.md").touch()
    _step(options, base, told)
    shown = capsys.readouterr().err
    assert "b.md" in shown
    assert "a.md" not in shown
