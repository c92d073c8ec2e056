"""What stands for a value of the program is said in the person's language; JSON keeps the program's own."""

import json
import time

import pytest

from assistant.cli import main
from assistant.store.key import KeySource, from_environment
from assistant.store.records import Event
from assistant.store.store import opened
from tests.store.made import add, turn

RAW = ("embedded", "world", "company", "proprietary", "PERSON", "AMOUNT", "not_found",
       "placeholder", "allow", "keyring", "passphrase", "user")  # fmt: skip


@pytest.fixture
def told(own_home, capsys, monkeypatch):
    """Run a command in a language; what it printed, with plain spaces."""
    monkeypatch.setenv("HYGIE_PASSPHRASE", "quatre mots sans lien")

    def run(language, *arguments):
        monkeypatch.setenv("HYGIE_LANG", language)
        capsys.readouterr()
        assert main([*arguments]) == 0
        said = capsys.readouterr()
        return (said.out + said.err).replace("\u00a0", " ")

    return run


@pytest.fixture
def kept(own_home, told):
    """A history of one turn, and one question in the activity."""
    with opened(own_home / "data", KeySource(from_environment, own_home / "none")) as store:
        add(store, "c0ffee01", turn("Bonjour", "Bonjour."))
        store.activity.add(
            Event(
                time.time() - 60, "ask", "m", "world", 10, 5, 0.01, 2.0, True, {"PERSON": 2}, 1,
                {"not_found": 1, "unsupported": 2},
            )
        )  # fmt: skip


@pytest.mark.parametrize(("command", "french", "english"), [
    (("models", "--all"), ["(embarqué)", "en local", "hors UE"], ["(embedded)", "on this machine", "outside the EU"]),
    (("models", "embedded"), ["Qwen2.5-Coder", "(embarqué)", "exécution : en local", "contexte : 8\u202f192"],
     ["(embedded)", "runs: on this machine", "context: 8,192"]),
    (("models", "openai/gpt-5"), ["exécution : hors UE", "licence : propriétaire", ": 1,25"],
     ["runs: outside the EU", "licence: proprietary", ": 1.25"]),
    (("report",), ["personne", "introuvable"], ["person", "not found"]),
    (("history", "show", "c0ffee01", "--sent"), [", hors UE"], [", outside the EU"]),
    (("history", "key"), ["phrase secrète"], ["passphrase"]),
])  # fmt: skip
def test_values_are_said_in_words(told, kept, command, french, english):
    said = told("en", *command)
    assert all(part in said for part in english), said
    dit = told("fr", *command)
    assert all(part in dit for part in french), dit
    names = dit.replace("hygie/", "").split()
    assert not [word for word in RAW if word in names], dit


def test_an_explanation_names_kind_and_action(told, tmp_path):
    text = tmp_path / "t.txt"
    text.write_text("Mme Élodie Lefèvre doit 640 €.")
    dit = told("fr", "policy", "explain", str(text))
    assert "a trouvé : personne." in dit and "ont tranché : repère." in dit
    said = told("en", "policy", "explain", str(text))
    assert "found: person." in said and "decided: placeholder." in said
    rows = json.loads(told("fr", "policy", "explain", str(text), "--json"))["findings"]
    assert {row["kind"] for row in rows} >= {"PERSON"} and rows[0]["action"] == "placeholder"


def test_json_keeps_the_programs_own_names(told, kept):
    assert json.loads(told("fr", "models", "embedded", "--json"))["destination"] == "local"
    total = json.loads(told("fr", "report", "--json"))["total"]
    assert total["hidden"] == {"PERSON": 2} and total["destinations"] == {"world": 1}
    assert json.loads(told("fr", "history", "key", "--json")) == {"by": "passphrase"}
