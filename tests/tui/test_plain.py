"""The linear mode as a person or a screen reader meets it: lines in, labelled lines out; the engine is real."""

import os
import subprocess
import sys
from contextlib import closing

import pytest

from assistant import store_wiring
from assistant.config import Settings
from assistant.types import Private
from tests.tui.provider import provider

NAMES = ("Marie Durand", "marie.durand@acme-industries.fr")
TEXT = f"Please write a note to {NAMES[0]} ({NAMES[1]})."


@pytest.fixture
def model():
    with provider() as server:
        yield server


def talk(model, home, lines, **environment):
    code = (
        "from assistant import config, i18n; layered = config.load({'model': 'openai/test'});"
        "i18n.choose(layered.settings.language);"
        "from tui.plain import run; raise SystemExit(run(layered))"
    )
    return subprocess.run(
        [sys.executable, "-c", code], input="\n".join(lines) + "\n", capture_output=True, text=True,
        timeout=240, env={
            **os.environ, "HYGIE_HOME": str(home), "OPENAI_API_KEY": "sk-test",
            "OPENAI_API_BASE": f"http://127.0.0.1:{model.server_port}/v1", **environment,
        },
    )  # fmt: skip


def test_a_request_is_reviewed_changed_and_answered_by_lines(model, own_home):
    done = talk(model, own_home, [TEXT, "+ note", "u", "99", "", "/sent", "/quit"])
    assert done.returncode == 0, done.stderr
    for words in (
        "Guard: ready", "What leaves: ", "person · Marie Durand", "Guard: + [x] company term · note",
        "There is no such choice.", "Answer: Dear Marie Durand, hello again.", "Checks: ",
    ):  # fmt: skip
        assert words in done.stdout.replace("  +", "+"), words
    assert len(model.received) == 1
    assert not any(name in model.received[0] for name in NAMES)
    assert "\x1b" not in done.stdout


def test_stopping_at_the_review_sends_nothing_in_french(model, own_home):
    done = talk(model, own_home, [TEXT, "n", "/aide", "/quit"], HYGIE_LANG="fr")
    assert "Erreur\u00a0: " in done.stdout
    assert "Garde-fou\u00a0: prêt" in done.stdout
    assert model.received == []
    assert "Pas de commande" in done.stdout or "/help" in done.stdout


def test_the_end_of_the_input_at_the_review_sends_nothing(model, own_home):
    done = talk(model, own_home, [TEXT])
    assert model.received == []
    assert "Nothing was sent" in done.stdout


@pytest.mark.parametrize(("language", "near", "none"), [
    ("en", "did you mean {}?", "No command {}; "), ("fr", "vouliez-vous dire {} ?", "Pas de commande {} ; "),
])  # fmt: skip
def test_the_nearest_command_is_named(model, own_home, language, near, none):
    typed = ["/q", "/QUIT", "/raport", "/hel", "/xyzzy", "/", "/quit"]
    shown = talk(model, own_home, typed, HYGIE_LANG=language).stdout.replace("\u00a0", " ")
    for name in ("/quit", "/report", "/help"):
        assert near.format(name) in shown
    assert shown.count(near.format("/quit")) == 2
    assert none.format("/xyzzy") in shown and none.format("/") in shown


def test_a_task_is_named_without_accents_and_what_needs_an_answer_says_so(model, own_home):
    typed = ["/task resume", "/task IDÉES", "/task chanter", "/save", "/report", "/quit"]
    shown = talk(model, own_home, typed, HYGIE_LANG="fr").stdout.replace("\u00a0", " ")
    assert "Tâche : Résumer (" in shown and "Tâche : Idées (" in shown
    assert "Les tâches sont : Discuter, " in shown
    assert shown.count("Il n’y a pas encore de réponse.") == 2


def test_the_other_modes_are_commands(model, own_home, tmp_path):
    notes, saved = tmp_path / "owls.md", tmp_path / "answer.md"
    notes.write_text("The barn owl hunts voles at night.\n")
    lines = [
        "/prompts plain-language", "/prompt plain-language.en", "", "The rent is due monthly.",
        f"/save {saved}", f"/add {notes}", "/find barn owl", "Tell Marie Durand of the owl.", "!1", "",
        "/rules", "/rules 1", "/history owl", "/open 1", "/open 99",
        "/draft", "late, Marie Durand unhappy", '"""', "/write a calm mail", "", "/undo", "/undo", "/drafts",
        "/style formal", f"/summarise {notes}", "/quit",
    ]  # fmt: skip
    done = talk(model, own_home, lines, HYGIE_STORE_KEY="file")
    assert done.returncode in (0, 2), done.stderr
    for words in (
        "plain-language.en: ", "1 document", "owls.md: The barn owl", "always hidden",
        "You: Tell Marie Durand of the owl.", "There is no such number on the list.",
        "goes on with it", "This is your draft now", "Draft: late, Marie Durand unhappy",
        "There is no version before", "1: late, Marie", "formal: as it is, neutral", "Document: owls.md",
    ):  # fmt: skip
        assert words in done.stdout, words
    assert done.stdout.count("always hidden") == 1, "it is taken back"
    assert saved.read_text().strip()
    assert not any(name in sent for sent in model.received for name in NAMES)


def test_a_text_is_back_its_review_is_edited_and_a_doubtful_figure_explained(
    model, own_home, tmp_path
):
    report = tmp_path / "report.md"
    lease, text = tmp_path / "lease.md", "Ask Harold Whitcombe of Belvedere: what is the rent?"
    lease.write_text("The rent is 900 euros a month. The notice is three months.\n")
    (own_home / "config").mkdir(parents=True)
    (own_home / "config" / "guided").touch()
    with closing(store_wiring.store(Settings(store_key="file"), None)) as store:
        store.drafts.keep("composer:999999:1", Private(text), 0.0)
    model.answer = lambda _: "The rent is 950 euros a month. The notice is three months."
    lines = [
        f"/file {lease}", "/again", "1 = nowhere", "1 = Whitcombe : gibberish",
        "1 = Harold Whitcombe of Belvedere : organisation", "", "/evidence 1", "/evidence 9",
        f"/report {report}", "/again", "/quit",
    ]  # fmt: skip
    done = talk(model, own_home, lines, HYGIE_STORE_KEY="file")
    assert done.stdout.count("This text is not in the request.") == 2
    assert "{{ORG_1}}" in model.received[0] and "Belvedere" not in model.received[0]
    written = report.read_text(encoding="utf-8")
    assert "> The rent is 900 euros a month." in written
    assert "- Model: openai/test\n" in written and f"**Question**\n\n> {text}\n" in written
    for words in (
        f"You: “{text}”", "[x] organisation · Harold Whitcombe of Belvedere", "Doubtful 1: ", "Why: ",
        "900 euros", "There is no such number", "Everything you wrote was answered.",
    ):  # fmt: skip
        assert words in done.stdout, words


def test_references_are_looked_up_and_a_judge_is_asked_by_lines(model, own_home, tmp_path):
    lease, report = tmp_path / "lease.txt", tmp_path / "report.md"
    lease.write_text("The rent of the flat of Marie Durand is 900 euros a month.\n")
    said = "The rent is 900 euros a month, says 10.5555/12345678. It may not be let to others."
    opinions = '[{"n": 1, "opinion": "supported", "why": "900"}, {"n": 2, "opinion": "absent", "why": "nothing of it"}]'
    model.answer = lambda question: opinions if "numbered sentence" in question else said
    lines = [
        "/look-up", "/judge", f"/file {lease}", "What is the rent?", "",
        "/look-up", "n", "/judge gpt4", "/judge", "n", "/judge", "y", "", f"/report {report}", "/quit",
    ]  # fmt: skip
    done = talk(model, own_home, lines)
    written = report.read_text(encoding="utf-8")
    assert (
        "- It may not be let to others. – it does not find this in the sources: “nothing of it”"
        in written
    )
    assert "References looked up" not in written
    shown = done.stdout
    assert shown.count("There is no answer yet.") == 2
    assert "Reference: 10.5555/12345678 → doi.org" in shown
    assert "This identifier leaves this machine" in shown
    assert "and these sources leave, through the guard as in any request: lease.txt." in " ".join(
        shown.split()
    )
    assert "an opinion, not evidence; it changes no verdict" in shown
    assert (
        "Opinion: “It may not be let to others.”, it does not find this in the sources: “nothing of it”"
        in shown
    )
    assert len(model.received) == 2, "the question and, once agreed, the judge"
    assert not any("Marie" in sent or "Durand" in sent for sent in model.received)
    assert "10.5555/12345678: doi.org" not in shown, "it was not agreed to"


def test_the_words_that_a_correction_changed_are_said(model, own_home):
    model.answer = lambda _: "The files are ready. Have a nice day."
    lines = ["/draft", "The file are ready. Have a nice day.", '"""', "/correct", "", "/quit"]
    done = talk(model, own_home, lines, HYGIE_STORE_KEY="file")
    assert "\n  The [-file-][+files+] are ready.\n" in done.stdout
    assert done.stdout.count("Have a nice day.") < 4, "what stayed is not said again"
