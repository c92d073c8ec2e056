"""Who is spoken to or of in small letters, in chats and notes, and whom nobody calls so."""

import pytest

from guards.detection.recognizers import attendance, called
from tests.guards.finding import RulesOnly, values

CALLED = (*called.RULES, *attendance.RECOGNISERS)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Merci julie, tu peux voir avec karim ?", ["julie", "karim"]),
        ("sinon demande à momo ou à fabienne.", ["momo", "fabienne"]),
        ("[09:02] salut nono, t'as vu", ["nono"]), ("[09:03] merci max\n[09:04] ok", ["max"]),
        ("- coucou rose !", ["rose"]),
        ("merci julie tu peux relancer", ["julie"]), ("je transfère à samira", ["samira"]),
        ("c'est l'anniv de théo demain", ["théo"]),
        ("Bonjour kerwan,\nvoici le devis", ["kerwan"]), ("j'ai relancé sylvie hier", ["sylvie"]),
        ("vois ça avec mehdi", ["mehdi"]),
        ("Thanks priya, can you check with tom about it? If not ask dave or becky.", ["priya", "tom", "dave", "becky"]),
        ("hi emma, free?", ["emma"]), ("hey nige!", ["nige"]), ("hi becky can you call", ["becky"]),
        ("thanks will, see you", ["will"]),
        ("i'll ask mehdi to send it to tasha", ["mehdi", "tasha"]), ("Hello kezzy,\nas agreed", ["kezzy"]),
        ("happy birthday theo!", ["theo"]), ("cc mehdi et julie", ["mehdi", "julie"]),
        ("Présents : Y. Kervella, benoit, kezou (visio), compta", ["benoit", "kezou"]),
        ("Apologies: Becky, kez and co", ["kez"]),
        ("**Participants** : julie, Karim", ["julie"]), ("Attendees: H. Wood, kez, Sanjay", ["kez"]),
    ],
)  # fmt: skip
def test_called(text: str, names: list[str]) -> None:
    found = values(CALLED, text)
    assert [name for name in names if name not in found] == []


@pytest.mark.parametrize(
    "text",
    [
        "merci d'avance,", "merci bcp", "merci beaucoup !", "merci infiniment.", "merci tout le monde",
        "merci pour tout", "merci chef !",
        "hello world!", "hello, world", "hi there", "hey guys,", "hi team,", "hello all", "thanks will do",
        "thanks mate!", "hey siri,",
        "salut les gars", "salut la team", "bonjour madame,", "bonjour à tous", "coucou toi",
        "hello chers collègues", "welcome aboard!",
        "demande à la compta", "voir avec elle", "ask legal", "ask grace for a day", "call center", "call mark",
        "voir avec pierre",
        "send it to finance", "check with procurement", "thank you so much!", "print('hello alice')",
        "say hello becky9",
        "Participants : équipe projet, prestataires, direction", "Présents : tous", "Absents : aucun",
        "Présents : Mme Roux, suppléants, animateurs", "Apologies: Becky, governors, bursar", "hi gents,\n",
        "Attending: Tom, gluten-free", "Présents : Tom, porte-parole",
        "Apologies: none",
    ],
)  # fmt: skip
def test_nobody_is_called(text: str) -> None:
    assert values(CALLED, text) == []


def test_a_by_name_is_known_where_no_rule_finds_it() -> None:
    text = "Présents : Mme Grandjean, benoit, kezou\nActions : kezou -> devis ; compta -> relance"
    found = RulesOnly().find([text])[0]
    assert [text[one.span.start : one.span.end] for one in found].count("kezou") == 2
