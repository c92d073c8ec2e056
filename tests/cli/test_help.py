"""`hygie … --help` in the person's language: what each command takes is named and explained."""

import pytest

from assistant import i18n
from assistant.cli.parser import build
from assistant.cli.tree import commands

SAME = {
    "A", "A,B", "B", "COLLECTION", "FORMAT", "ID", "K=V", "N", "NOTE", "PORT", "QUESTION", "URL",
}  # fmt: skip
"""Places of values that French writes as English does."""


@pytest.fixture
def in_language(monkeypatch):
    monkeypatch.setattr(i18n, "_current", i18n._current)
    monkeypatch.setattr(i18n, "_language", i18n._language)

    def read(language):
        i18n.choose(language)
        return list(commands(build()))

    return read


def values(read):
    return [one.value for command in read for one in command.options if not one.choices]


def test_no_place_of_a_value_stays_english(in_language):
    english, french = values(in_language("en")), values(in_language("fr"))
    same = {word for word, other in zip(french, english, strict=True) if word == other}
    assert same - {""} == SAME


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_option_says_what_it_is_for(in_language, language):
    unsaid = [
        (command.path, option.names or option.value)
        for command in in_language(language)
        for option in command.options
        if not option.help
    ]
    assert unsaid == []


def test_a_wrong_option_is_told_in_french(hygie):
    ran = hygie("serve", "--port", "x", HYGIE_LANG="fr")
    assert ran.code == 2 and "un nombre est attendu" in ran.err
    assert "FICHIER" in hygie("check", "--help", HYGIE_LANG="fr").out
