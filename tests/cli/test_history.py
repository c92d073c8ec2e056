"""`hygie ask` keeps what was asked; `hygie history` finds it, goes on with it, gives and deletes it."""

import json
from pathlib import Path

import pytest
from docx import Document

from assistant.cli import ask_history
from assistant.config import Settings
from assistant.models.cards import ModelCard
from assistant.store.key import KeySource, from_environment
from assistant.store.store import opened
from assistant.types import Destination
from guards.pseudonyms.vault import MemoryVault
from tests.models import fake_provider as fakes
from tests.store.made import add, turn

NOT_KEPT = {"en": "This exchange was not kept.", "fr": "Cet échange n’a pas été conservé."}
PASS = {"HYGIE_PASSPHRASE": "quatre mots sans lien"}


def ask(hygie, provider, text: str, reply: str, *more: str, **environment: str):
    provider.script(fakes.answers(reply))
    return hygie(
        "ask", text, "--yes", "--json", "--model", "test/remote", *more, **(environment or PASS)
    )


@pytest.fixture
def kept(own_home: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """One kept conversation, under the passphrase."""
    monkeypatch.setenv("HYGIE_PASSPHRASE", PASS["HYGIE_PASSPHRASE"])
    with opened(own_home / "data", KeySource(from_environment, own_home / "none")) as store:
        answer = "# Titre\n\n- un\n- **deux**\n\n<script>x</script>\n"
        add(store, "c0ffee01", turn("Liste <b>tout</b>", answer))
    monkeypatch.delenv("HYGIE_PASSPHRASE")
    return "c0ffee01"


def test_an_exchange_is_kept_found_resumed_and_deleted(hygie, provider, own_home: Path):
    first = ask(
        hygie, provider, "Écris à Karim Benhaddou au sujet de l'œuvre", "Bonjour {{PERSON_1}}."
    )
    assert first.code == 0, first.err
    (kept,) = hygie("history", "list", "--json", **PASS).json["conversations"]
    assert kept["title"].startswith("Écris à Karim")
    found = hygie("history", "search", "oeuvre", "--json", **PASS).json["found"]
    assert found[0]["conversation"] == kept["key"]
    provider.script(fakes.answers("Très bien, {{PERSON_1}} attend."))
    again = hygie(
        "history", "resume", kept["key"][:6], "Et Karim Benhaddou, que veut-il ?", "--yes", "--json",
        "--model", "test/remote", **PASS,
    )  # fmt: skip
    assert "Karim Benhaddou attend" in again.json["answer"], again.err
    sent = json.dumps(provider.requests[-1])
    assert "Bonjour {{PERSON_1}}" in sent  # the earlier turn went along, under the same name
    assert "Benhaddou" not in sent
    (turns,) = [hygie("history", "show", kept["key"], "--json", **PASS).json["turns"]]
    assert [t["number"] for t in turns] == [1, 2]
    data = b"".join(p.read_bytes() for p in own_home.rglob("*") if p.is_file())
    assert b"Benhaddou" not in data and b"Karim" not in data
    assert hygie("history", "forget", "--all", **PASS).code == 4  # no terminal, no --yes
    assert hygie("history", "forget", "--all", "--yes", "--json", **PASS).json == {"forgotten": 1}
    assert hygie("history", "list", "--json", **PASS).json["total"] == 0


def test_without_a_key_nothing_is_kept_and_the_way_out_is_told(hygie, own_home: Path):
    card = ModelCard("m", "M", "p", "p/m", Destination.LOCAL)
    assert ask_history.recorder(Settings(), card, MemoryVault()) is None
    refused = hygie("history", "list")
    assert refused.code == 5
    assert "HYGIE_PASSPHRASE" in refused.err
    assert not (own_home / "data" / "store.db").exists()


def test_over_a_damaged_history_it_is_said_beforehand_that_nothing_is_kept(
    hygie, provider, own_home: Path
):
    assert ask(hygie, provider, "Deux et deux ?", "Quatre.", **PASS).code == 0
    (own_home / "data" / "store.db").write_bytes(b"\0" * 12_288)
    ran = ask(hygie, provider, "Deux et trois ?", "Cinq.", **PASS)
    assert ran.code == 0 and "Cinq." in ran.out
    assert (
        ran.err.count("this exchange will not be kept: The file of your history is damaged.") == 1
    )


def test_where_nothing_is_kept_a_list_makes_nothing(hygie, own_home: Path):
    listed, found = hygie("history", "list", **PASS), hygie("history", "search", "bail", **PASS)
    assert (listed.code, listed.out, found.code, found.out) == (0, "", 0, "")
    assert "there is no conversation yet" in listed.err and "nothing was found" in found.err
    assert hygie("history", "list", "--json", **PASS).json == {"conversations": [], "total": 0}
    assert not (own_home / "data" / "store.key").exists()


@pytest.mark.parametrize(("language", "said"), [
    ("en", "at least 8 characters"), ("fr", "au moins 8 caractères"),
])  # fmt: skip
def test_a_passphrase_that_is_too_short_locks_nothing(hygie, provider, own_home, language, said):
    short = {"HYGIE_PASSPHRASE": "x", "HYGIE_LANG": language}
    assert hygie("history", "list", **short).code == 5
    ran = ask(hygie, provider, "Deux et deux ?", "Quatre.", **short)
    assert ran.code == 0 and said in ran.err and NOT_KEPT[language] in ran.json["warnings"]
    assert not (own_home / "data" / "store.key").exists()


@pytest.mark.parametrize(("language", "said"), [
    ("en", ["this exchange will not be kept", "no passphrase was given", "set HYGIE_PASSPHRASE"]),
    ("fr", ["cet échange ne sera pas conservé", "ni phrase secrète donnée", "définissez HYGIE_PASSPHRASE"]),
])  # fmt: skip
def test_who_asks_without_a_key_is_told_once_that_nothing_is_kept(hygie, provider, language, said):
    more = ("--cross-check", "test/remote")
    ran = ask(hygie, provider, "Deux et deux ?", "Quatre.", *more, HYGIE_LANG=language)
    assert ran.code == 0 and [ran.err.count(part) for part in said] == [1, 1, 1], ran.err
    assert "hygie config set history off" in ran.err
    again = ask(hygie, provider, "Deux et deux ?", "Quatre.", HYGIE_LANG=language)
    assert again.err.count(said[0]) == 1 and "hygie doctor" in again.err
    assert said[1] not in again.err and said[2] not in again.err
    assert all(NOT_KEPT[language] in each.json["warnings"] for each in (ran, again))
    assert hygie("config", "set", "history", "off").code == 0
    quiet = ask(hygie, provider, "Deux et deux ?", "Quatre.", HYGIE_LANG=language)
    assert quiet.code == 0 and said[0] not in quiet.err
    assert NOT_KEPT[language] not in quiet.json["warnings"]


def test_another_reason_why_nothing_is_kept_is_told_in_full(hygie, provider):
    question = ("Deux et deux ?", "Quatre.")
    ask(hygie, provider, *question, HYGIE_LANG="en")
    ran = ask(hygie, provider, *question, HYGIE_PASSPHRASE="x")
    assert "at least 8 characters" in ran.err
    once_more = ask(hygie, provider, *question, HYGIE_PASSPHRASE="x")
    assert "at least 8 characters" not in once_more.err


def test_where_nothing_can_be_noted_it_is_told_in_full_each_time(hygie, provider, own_home: Path):
    own_home.mkdir(exist_ok=True)
    (own_home / "cache").touch()  # a file where the folder would be
    for _time in range(2):
        ran = ask(hygie, provider, "Deux et deux ?", "Quatre.", HYGIE_LANG="en")
        assert ran.code == 0 and "no passphrase was given" in ran.err


def test_who_gives_no_passphrase_is_told_that_it_is_needed(hygie, provider, kept):
    ran = ask(hygie, provider, "Deux et deux ?", "Quatre.", HYGIE_LANG="en")
    assert ran.code == 0 and "Your history is under a passphrase" in ran.err
    assert "Set HYGIE_PASSPHRASE" in ran.err
    assert len(hygie("history", "list", "--json", **PASS).json["conversations"]) == 1


def test_the_wrong_passphrase_changes_nothing(hygie, kept, own_home: Path):
    before = (own_home / "data" / "store.db").read_bytes()
    refused = hygie("history", "list", HYGIE_PASSPHRASE="autre chose encore")
    assert refused.code == 5
    assert "not the passphrase" in refused.err
    assert (own_home / "data" / "store.db").read_bytes() == before


def test_exports_and_changes(hygie, kept, tmp_path: Path):
    key = kept
    assert hygie("history", "rename", key, "Mon", "dossier", **PASS).code == 0
    assert hygie("history", "tag", key, "client", "vieux", **PASS).code == 0
    assert hygie("history", "tag", key, "--off", "vieux", **PASS).code == 0
    forked = hygie("history", "fork", key, "--json", **PASS).json["id"]
    rows = hygie("history", "list", "--json", "--tag", "client", **PASS).json["conversations"]
    assert {row["key"] for row in rows} == {key, forked}
    assert all(row["title"] == "Mon dossier" and row["tags"] == ["client"] for row in rows)
    assert hygie("history", "export", key, **PASS).out.startswith("# Mon dossier\n")
    for form in ("md", "json", "html", "docx"):
        path = tmp_path / f"sortie.{form}"
        assert hygie("history", "export", key, "-o", str(path), **PASS).code == 0
        assert path.stat().st_mode & 0o077 == 0
    assert json.loads((tmp_path / "sortie.json").read_text())["turns"][0]["n"] == 1
    page = (tmp_path / "sortie.html").read_text()
    assert "<script>" not in page and "<b>" not in page and "<strong>deux</strong>" in page
    texts = [p.text for p in Document(str(tmp_path / "sortie.docx")).paragraphs]
    assert {"Mon dossier", "Titre", "un", "deux"} <= set(texts)
    missing = hygie("history", "show", "ffffff", **PASS)
    assert missing.code == 3


def test_the_key_can_be_guarded_otherwise(hygie, kept):
    new = {"HYGIE_NEW_PASSPHRASE": "cinq autres mots très longs"}
    assert hygie("history", "key", "--by", "passphrase", **PASS, **new).code == 0
    assert hygie("history", "list", **PASS).code == 5
    opened = {"HYGIE_PASSPHRASE": new["HYGIE_NEW_PASSPHRASE"]}
    assert hygie("history", "list", "--json", **opened).json["total"] == 1
    assert hygie("history", "key", "--by", "file", **opened).out == "file\n"
    assert hygie("history", "list", "--json").json["total"] == 1


@pytest.mark.parametrize(("language", "said"), [
    ("en", ["The file is there already.", "Nothing was overwritten.", "Choose another name"]),
    ("fr", ["Le fichier existe déjà.", "Rien n’a été écrasé.", "Choisissez un autre nom"]),
])  # fmt: skip
@pytest.mark.parametrize("there", ["file", "folder", "link"])
def test_an_export_writes_over_nothing(hygie, kept, tmp_path: Path, language, said, there):
    out = tmp_path / "out.md"
    if there == "file":
        out.write_text("my own notes")
    elif there == "folder":
        out.mkdir()
    else:
        out.symlink_to(tmp_path / "nowhere")
    ran = hygie("history", "export", kept, "-o", str(out), **PASS, HYGIE_LANG=language)
    assert ran.code == 2 and [part in ran.err for part in said] == [True, True, True], ran.err
    assert [each.name for each in tmp_path.iterdir() if each.name != "home"] == ["out.md"]
    assert there != "file" or out.read_text() == "my own notes"
