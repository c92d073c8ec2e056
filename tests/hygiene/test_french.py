"""French texts that a person reads keep the typography of French: no-break spaces, ’ and « »."""

import re
import tomllib

import pytest

from tests.catalogue import ROOT, french

# The one no-break space (U+00A0) stands before : ; ! ? » % €, and after «. The narrow one is as wide in a terminal
# (one cell), but the fonts of consoles and the code page of Windows (1252) do not have it.
_BREAKING = re.compile(r" [:;!?»%€](?=[\s.,)»…\"]|$)|« ")
_MISSING = re.compile(r"«(?!\u00a0)|(?<!\u00a0)»|\w[;!%€](?=\s|$)")
_NARROW = re.compile("\u202f")
_STRAIGHT = re.compile(r"(?<=\w)'(?=\w)")
_COLON = re.compile(r"(\S*\w\S*):(?= |$)")
# Words that a program reads with their colon, in YAML and on the command line.
_KEYS = re.compile(
    r'format|company|input|schema|clé|\(?store|description|wire|hygie|\{name\}|%\(prog\)s|\{?"\w+"'
)
# What a model or a parser reads is written as these know it.
_NOT_FOR_A_PERSON = (
    "Compare each numbered sentence", "These parts of your answer", "number = other text : kind",
)  # fmt: skip
_CODE = re.compile(r"^```.*?^```$|^    [^\n]*$|`[^`\n]*`|<[^>\n]*>|\]\([^)\n]*\)", re.S | re.M)


def amiss(text):
    """Return the places of a French text that break the rule, each with what stands around it."""
    found = [m for rule in (_BREAKING, _MISSING, _NARROW, _STRAIGHT) for m in rule.finditer(text)]
    found += [m for m in _COLON.finditer(text) if not _KEYS.fullmatch(m[1])]
    return [text[max(m.start() - 20, 0) : m.end() + 5] for m in found]


@pytest.mark.parametrize(
    "text",
    [
        "Clé : {key}",
        "prêt ;",
        "Quitter ?",
        "« Oui »",
        "«Oui»",
        "5 %",
        "5%",
        "Clé: {key}",
        "l'envoi",
        "fin\u202f!",
    ],
)
def test_a_wrong_space_or_apostrophe_is_found(text):
    assert amiss(text)


@pytest.mark.parametrize(
    "text",
    ["Clé\u00a0: {key}", "«\u00a0Oui\u00a0»", "5\u00a0%", "Commencez par\u00a0: format: 1", "à 12:30", "http://…",
     "«\u00a0clé: valeur\u00a0»", "écrivez wire: litellm", "{{role \"user\"}}", "%(prog)s: erreur\u00a0: %(message)s"],
)  # fmt: skip
def test_french_as_it_should_be_and_code_pass(text):
    assert amiss(text) == []


def test_the_messages_in_french_keep_to_the_rule():
    wrong = []
    for message in french():
        forms = message.id if isinstance(message.id, tuple) else (message.id,)
        if message.id and not forms[0].startswith(_NOT_FOR_A_PERSON):
            said = message.string if isinstance(message.string, tuple) else (message.string,)
            if places := [place for form in said for place in amiss(form)]:
                wrong.append(f"{forms[0]!r}: {places}")
    assert not wrong, "write U+00A0 and ’ in the French of:\n" + "\n".join(wrong)


def _texts(value):
    if isinstance(value, str):
        yield value
    for inner in (
        value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    ):
        yield from _texts(inner)


def test_lessons_and_notices_of_models_keep_to_the_rule():
    lessons = tomllib.loads((ROOT / "assistant/activity/lessons.fr.toml").read_text("utf-8"))
    models = tomllib.loads((ROOT / "assistant/models/catalogue.toml").read_text("utf-8"))
    said = [*_texts(lessons), *(text for text in _texts(models) if re.search("[éèàç]", text))]
    assert [place for text in said for place in amiss(text)] == []


@pytest.mark.parametrize(
    "page", sorted((ROOT / "docs/fr").glob("*.md")), ids=lambda page: page.name
)
def test_the_french_pages_keep_to_the_rule(page):
    assert amiss(_CODE.sub("", page.read_text("utf-8"))) == []
