"""Forms: fields, checks as they are typed, and a memory without anything sensitive."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.engine.library import cards
from assistant.i18n import choose
from assistant.prompt_forms import open_form
from assistant.prompt_shelf import Opening
from assistant.prompt_wiring import STARTER, remembered, stack
from prompts.errors import InputError, UntrustedError
from prompts.library.stack import Library, Stack

PROMPT = """---
name: offer
description: Writes an offer.
input:
  default: {tone: warm, days: 30}
  schema:
    client: string, who it is for
    product: string, what is sold
    brief: string, text received
    days?: integer, how long it holds
    tone?(enum): [warm, wry]
    points?(array): string
    urgent?: boolean
hygie.locale: en
hygie.labels: {fr: {title: Devis, client: Cliente, days: Jours}}
hygie.widgets: {brief: textarea}
hygie.sensitive: [client]
hygie.untrusted: [brief]
---
{{client}} {{product}} {{days}} {{tone}} {{#each points}}{{this}};{{/each}} {{brief}}
"""


@pytest.fixture
def french() -> Iterator[None]:
    choose("fr")
    yield
    choose("en")


@pytest.fixture
def library(tmp_path: Path) -> str:
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib/offer.prompt").write_text(PROMPT)
    return str(tmp_path / "lib")


@pytest.mark.usefixtures("french")
def test_a_form_has_labels_widgets_help_and_defaults(library: str, opening: Opening) -> None:
    form = open_form("offer", opening, library)
    assert form.title == "Devis"
    found = {f.name: (f.label, f.widget, f.required) for f in form.fields}
    assert found["client"] == ("Cliente", "text", True)
    assert found["brief"][1] == "textarea"
    assert (found["tone"][1], found["points"][1], found["urgent"][1]) == (
        "choice",
        "list",
        "switch",
    )
    assert form.texts == {"tone": "warm", "days": "30"}


@pytest.mark.usefixtures("french")
def test_each_answer_is_checked_as_it_is_typed(library: str, opening: Opening) -> None:
    form = open_form("offer", opening, library)
    assert form.problem("client", "") == "«\u00a0Cliente\u00a0» manque."
    assert form.problem("days", "") == ""
    assert "nombre entier" in form.problem("days", "trente")
    assert form.problem("days", "12") == ""
    assert "warm, wry" in form.problem("tone", "cold")
    assert form.problem("points", "a, b") == form.problem("urgent", "oui") == ""


def test_what_is_sensitive_or_from_outside_is_never_remembered(
    library: str, opening: Opening, tmp_path: Path
) -> None:
    answers = {
        "client": "Zoé Carpentras", "product": "Tuiles", "brief": "Lettre reçue", "days": "12",
        "tone": "wry", "points": "un, deux", "urgent": "",
    }  # fmt: skip
    ready = open_form("offer", opening, library).ready(answers)
    assert ready.messages[0].text().startswith("Zoé Carpentras Tuiles 12 wry un;deux;")
    again = open_form("offer", opening, library)
    assert again.texts == {"product": "Tuiles", "days": "12", "tone": "wry", "points": "un, deux"}
    kept = b"".join(p.read_bytes() for p in (tmp_path / "kept").rglob("*") if p.is_file())
    assert b"Tuiles" not in kept  # sealed on the disk
    with remembered(opening) as memory:
        assert memory.forget() == 1
    assert "product" not in open_form("offer", opening, library).texts


def test_what_becomes_sensitive_later_is_not_given_back(library: str, opening: Opening) -> None:
    open_form("offer", opening, library).ready({"client": "Z", "product": "Tuiles", "brief": "b"})
    path = Path(library) / "offer.prompt"
    path.write_text(path.read_text().replace("sensitive: [client]", "sensitive: [client, product]"))
    assert "product" not in open_form("offer", opening, library).texts


def test_a_form_that_is_not_complete_is_refused_and_nothing_is_remembered(
    library: str, opening: Opening
) -> None:
    with pytest.raises(InputError) as caught:
        open_form("offer", opening, library).ready({"product": "Tuiles", "brief": "b"})
    assert caught.value.input == "client"
    assert "product" not in open_form("offer", opening, library).texts


def test_a_prompt_from_elsewhere_has_no_form_before_it_is_approved(
    library: str, opening: Opening
) -> None:
    (Path(library) / "vendor").mkdir()
    (Path(library) / "vendor/x.prompt").write_text("x")
    with pytest.raises(UntrustedError):
        open_form("x", opening, library)


@pytest.mark.usefixtures("french")
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_starter_prompt_has_a_form_with_labels_in_both_languages(
    language: str, opening: Opening
) -> None:
    choose(language)
    starters = stack(str(STARTER))
    assert len(cards(starters, "")) == 24
    assert cards(starters, "réunion")[0].name.startswith("meeting-summary")
    for _library, entry in Stack([Library(STARTER)]).entries():
        form = open_form(entry.identity, opening, str(STARTER))
        labels = form.found.prompt.meta.hygie.labels[language]
        assert form.title != entry.name
        assert [f.name for f in form.fields if f.name not in labels or not f.help] == [], (
            entry.identity
        )
