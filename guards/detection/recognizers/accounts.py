"""Accounts of people, in tickets and logs: « le compte jdupont », "user oakhanger cannot …", « sudo: jdupont : … »."""

from __future__ import annotations

from assistant.types import Kind
from guards.detection.account_names import NAME, is_account, may_be_account
from guards.detection.account_words import is_beside_accounts
from guards.detection.rule import Rule

_NOUN = r"(?:comptes?|utilisat(?:eur|rice)|users?|accounts?|login|identifiant|profile?|sessions?(?:[ ](?:de|of|for))?|owner|caller)"
_STARTS = (
    "compte",
    "utilisat",
    "user",
    "account",
    "login",
    "identifiant",
    "profil",
    "session",
    "owner",
    "caller",
)
_QUOTE = r"[\"'`«]?[ ]?"
# « le compte kerouanton est verrouillé », "user oakhanger cannot log in"
_HAPPENS = (
    r"(?:(?:est|était|a été|was|is|has been|got|gets)[ ](?:\w+[ ])?(?:bloqu|verrouill|d[ée]sactiv|suspend|expir|supprim|cr[éee]{2}|"
    r"connect|locked|disabled|blocked|expired|deleted|created|logged|unable|suspended|removed|added)|ne[ ](?:peut|parvient|voit|re[çc]oit|s)|"
    r"n['’](?:arrive|a[ ]|est)|cannot|can['’]t|can[ ]no|could[ ]?n|reports|reported|complains|signale|souhaite|demande[ ])"
)


def _sure(name: str) -> bool | None:
    return None if is_account(name) else False


def perhaps(name: str) -> bool | None:
    """No opinion on what may name an account, where all that stands around says that something does."""
    return None if may_be_account(name) else False


def _acts(name: str) -> bool | None:
    """No opinion on what may name an account in a sentence, where « Netflix » and "takeover" stand as well."""
    return False if name.istitle() or is_beside_accounts(name) else perhaps(name)


RULES = (
    Rule(
        "account_behind_noun",
        Kind.USERNAME,
        rf"(?<![\w.-])(?i:{_NOUN})(?:(?:[ ]\p{{L}}{{2,12}})?[ ]?:[ ]?|[ ]){_QUOTE}(?P<v>{NAME})(?![\w@(=/\\]|[.:-]\w)",
        score=0.75, check=_sure, starts=_STARTS,
    ),
    Rule(
        "account_that_does",
        Kind.USERNAME,
        rf"(?<![\w.-])(?i:{_NOUN})[ ]{_QUOTE}(?P<v>{NAME})[\"'`»]?(?=[ ]{_HAPPENS})",
        score=0.75, check=_acts, starts=_STARTS,
    ),
    Rule(
        # « password authentication failed for user "oakhanger" », « sudo: oakhanger : TTY=… », « CRON[12]: (oakhanger) CMD »; `role="tab"` is of HTML
        "account_in_log",
        Kind.USERNAME,
        rf"(?<!\w)(?:(?:(?:user|utilisateur|USER)[ ]?[:=]?|role)[ ]?[\"'`](?P<v>{NAME})[\"'`]|sudo(?:\[\d+\])?:[ ]+(?P<v>{NAME})[ ]:(?=[ ])|"
        rf"(?i:cron\[\d+\]):[ ]\((?P<v>{NAME})\)(?=[ ])|uid=\d{{1,10}}\((?P<v>{NAME})\)|session[ ]\S{{1,12}}[ ](?:of|for)[ ]user[ ](?P<v>{NAME})(?!\w))",
        score=0.8, check=perhaps, starts=("user", "utilisateur", "role", "sudo", "cron", "uid=", "session"),
    ),
    Rule(
        # « oakhanger <oakhanger@example.org> »
        "account_before_mail",
        Kind.USERNAME,
        rf"(?<![\w.@-])(?P<v>{NAME})(?=[ ]<[\w.+-]{{1,64}}@)",
        score=0.75, check=lambda name: perhaps(name) if name.islower() else False, needs=(" <",), around=(100, 70),
    ),
)  # fmt: skip
