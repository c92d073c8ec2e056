"""`hygie … --help` in the person's language: what each command takes is named and explained."""

from socket import create_server

import pytest

from assistant import i18n
from assistant.cli import main
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


@pytest.mark.parametrize(("language", "said"), [
    ("en", "the following arguments are required: VERB"), ("fr", "arguments manquants : VERBE"),
])  # fmt: skip
@pytest.mark.parametrize(("command", "verbs"), [
    ("backup", "(create, list, "), ("policy", "(show, explain, "), ("history", "(list, "),
])  # fmt: skip
def test_a_command_without_its_verb_names_the_verbs(
    capsys, monkeypatch, language, said, command, verbs
):
    monkeypatch.setenv("HYGIE_LANG", language)
    with pytest.raises(SystemExit):
        main([command])
    assert f"{said} {verbs}" in capsys.readouterr().err.replace("\u00a0", " ")


@pytest.mark.parametrize(("language", "said"), [
    ("en", "cannot be used"), ("fr", "ne peut pas servir"),
])  # fmt: skip
def test_a_port_that_is_none_or_taken_is_told_and_no_fault_of_hygie(
    capsys, monkeypatch, language, said
):
    monkeypatch.setenv("HYGIE_LANG", language)
    with create_server(("127.0.0.1", 0)) as taken:
        for port in (99_999, -1, taken.getsockname()[1]):
            assert main(["serve", "--port", str(port)]) == 2
            told = capsys.readouterr().err
            assert said in told and str(port) in told and "Error" not in told


@pytest.mark.parametrize(("language", "said"), [
    ("en", ["there is no such file or folder", "this is not UTF-8 text"]),
    ("fr", ["ce fichier ou ce dossier n’existe pas", "ce n’est pas un texte en UTF-8"]),
])  # fmt: skip
def test_values_of_a_prompt_that_cannot_be_read_are_told_in_words(
    capsys, monkeypatch, tmp_path, language, said
):
    monkeypatch.setenv("HYGIE_LANG", language)
    damaged = tmp_path / "damaged.json"
    damaged.write_bytes(b'{"a": "\xe9"}')
    for path, words in zip((tmp_path / "none.json", damaged), said, strict=True):
        assert main(["prompts", "render", "email.fr", "--vars", str(path)]) == 2
        assert words in capsys.readouterr().err


def test_a_vault_that_is_not_there_is_not_said_to_have_a_key(capsys, tmp_path):
    text = tmp_path / "text.txt"
    text.write_text("{{PERSON_1}}")
    assert main(["restore", str(text), "--vault", str(tmp_path / "none")]) == 3
    assert "key" not in capsys.readouterr().err
