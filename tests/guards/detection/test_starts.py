"""A rule that is tried only where its matches can begin finds what it would find everywhere."""

import re

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.errors import GuardError
from assistant.types import Kind
from guards.detection.needs import standing
from guards.detection.recognizers import all_recognisers, dates, documents, institutions, references
from guards.detection.rule import Rule
from guards.detection.view import normalise

BEGUN = [
    rule for rule in all_recognisers() if isinstance(rule, Rule) and (rule.starts or rule._around)
]
WORDS = [
    re.compile(words, re.IGNORECASE)
    for words in (
        institutions._NOUN_FR, references.NOUN, references.SIGN, references._OWN, documents._OBJECT,
        dates._WRITTEN_FR, dates._DAY_MONTH_FR, dates._DAYS_FR, dates._MONTHS_EN, dates._DAYS_EN,
        r"née?|date de naissance|d\.?o\.?b\.?|date of birth|born|birthday|anniversaire",
        r"tél(\.|éphone)?|phone|mobile|fax|ligne directe|poste|call me at|joindre au|tel\. ?n°",
        r"home ?town|grew up in|lives in|moved back to|originally from|résidant à|originaire de|vit à",
        r"logins?|compte|id :|password|mdp|alarme|celui du portail, c'est|notre affaire|the ticket",
        r"compte|l'utilisateur|users?|account|session 44 of user|sudo:|cron\[12\]:|ssh|scp a|whoami\n|\nacker",
        r"/home/|C:\\Users\\|NORDELLE\\|9fceb02d \(",
        r"\nmerci|\nhi|- salut|ask|check with|demande à|voir avec|DESKTOP-|PC-|srv-|S/N|N° de série",
        r"address is|lives at|meet me at|shipped to|habite au|domiciliée au|demeurant|livrer au",
    )
]  # fmt: skip
TAILS = (
    "", " BRV-4127", " DOS 2026 4471", " n° 7745 8812", " no. HH 7745881", " MAIF n° 4418827 H",
    " 29-2024-00871", " 4418827", " id: OAK/88/4127", " client 77458812", " is BRV4127", ": 2026-4471",
    " de contrat 77458812", " : 06 39 98 12 34", " à Lyon le 3 mai 1981", " of the tenant is March 3rd, 1981",
    " 3 Sept. 2026", ", the 22nd of September 2026", " Lyon", " 3 rue des Lilas, Brest", " 12 mars",
    " oakhanger, password Rq7!vale", " Rq7!vale", " : 2580",
    " jdupont est bloqué", "jdupont", " jdupont@srv-paie",
    "@srv-paie:~$ ls", " (kerouanton) a", " kerouanton : a",
    " jdupont <j@a.test>", " julie",
    " julie tu peux", " kerwan,\n", " tom and becky", "4F7K2Q1", "COMPTA-03", "paie", " : 5CG1234XYZ",
    "jdupont 2026-03-12 08:14", " 'jdupont'", " 7788", " 118 est",
)  # fmt: skip


ACCOUNTS = (
    "compte",
    "user",
    "/home/",
    "ssh",
    "whoami\n",
    "NORDELLE\\",
    "9fceb02d (",
    "\nacker",
    "\nmerci",
    "ask",
    "DESKTOP-",
    "srv-",
    "S/N",
)


@st.composite
def sentences(draw: st.DrawFn) -> str:
    word = st.sampled_from(WORDS).flatmap(lambda words: st.from_regex(words, fullmatch=True))
    parts = [draw(word) + draw(st.sampled_from(TAILS)) for _ in range(draw(st.integers(1, 3)))]
    return normalise(f"Vu : {', '.join(parts)}, merci.").text


@pytest.mark.parametrize("rule", BEGUN, ids=lambda rule: rule.name)
@settings(max_examples=60, deadline=None)
@given(text=sentences())
def test_a_rule_finds_where_its_words_begin_what_it_finds_anywhere(rule: Rule, text: str) -> None:
    spared = rule.needs.isdisjoint(standing(text).strings)
    found = [] if spared else _spans(rule._matches(text))
    assert found == _spans(rule.pattern.finditer(text))


def test_the_sentences_hold_what_the_rules_find() -> None:
    for rule in BEGUN:
        said = (
            "le contrat",
            "my contract",
            "née",
            "Tél",
            "lives in",
            "meet me at",
            "Tuesday",
            "mardi",
            "login",
            "password",
            "alarme",
            "the ticket",
            "la mairie",
            *ACCOUNTS,
        )
        assert any(list(rule.find(f"{one}{tail}.")) for one in said for tail in TAILS), rule.name


def test_a_match_does_not_begin_within_another() -> None:
    rule = Rule("r", Kind.CODE, r"(?:ab)+\d*", starts=("ab",))
    assert [hit.start for hit in rule.find("abab1 ab2")] == [0, 6]
    assert standing("abab1 ab2").starts(rule.starts) == [0, 2, 6]


@pytest.mark.parametrize("rule", BEGUN, ids=lambda rule: rule.name)
def test_a_pattern_has_its_time_for_a_text_however_often_it_is_tried(rule, monkeypatch):
    monkeypatch.setattr(rule, "seconds", 0.0)
    text = " ".join([*sorted(rule.starts or rule.needs), "1234567"] * 2)
    with pytest.raises(GuardError):
        list(rule.find(text + " 123456789"))


def _spans(matches: object) -> list[tuple[int, int]]:
    assert hasattr(matches, "__iter__")
    return [match.span() for match in matches if isinstance(match, regex.Match)]
