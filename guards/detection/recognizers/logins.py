"""A login and its password side by side: « Compte FTP : mtranche / Crepe-29! »."""

from __future__ import annotations

from assistant.types import Kind
from guards.detection.recognizers.secrets import is_password_word
from guards.detection.rule import Rule
from guards.detection.wordlists import NO_NAMES, is_listed

_LABEL = (
    r"(?<!\w)(?i:logins?|identifiants?|comptes?|acc[eè]s|connexion|utilisateur|user(?:name)?|cred(?:ential)?s?|account|"
    r"(?:log|sign)[ ]in|connect(?:er|ez)?)"
    r"(?:[ ][A-Za-z-]{2,15}){0,2}?(?P<colon>[ ]?[:=])?[ ]"
)
_LOGIN = r"[A-Za-z][\w.@+-]{2,40}"
# « compte Google / Office365 »: without a colon only a sign tells a password from a name.
_SIGN = r"!@#$%&*+=?_^~"
_PASSWORD = (
    rf"(?=[^\s,;]*\d)(?=[^\s,;]*[a-z])(?(colon)(?=[^\s,;]*[A-Z{_SIGN}])|(?=[^\s,;]*[{_SIGN}]))"
    rf"(?:[^\s,;/\"«»]{{5,63}}|(?=[^\s,;/]{{0,4}}[{_SIGN}])[^\s,;/\"«»]{{3,4}})[^\s,;/.:)…\"«»]"
)
_NEEDS = (
    "login", "identifiant", "compte", "acces", "connexion", "connect", "utilisateur", "user", "cred", "account", "log in", "sign in",
)  # fmt: skip
# « Login oakhanger mdp … », "user oakhanger, password …"
_THEN = r"(?i:,?[ ](?:(?:et|and|/|\||-)[ ])?(?:mots? de passe|mdp|pass(?:word)?|pwd?|pw)(?!\w))"
_OWN = r"(?<!\w)(?i:logins?|identifiant|compte|utilisateur|user(?:name)?|account|id(?=[ ]?[:=]))[ ]?[:=]?[ ]"
_STARTS = (
    "login",
    "identifiant",
    "compte",
    "utilisateur",
    "user",
    "account",
    "id:",
    "id :",
    "id=",
    "id =",
)


def _no_word(value: str) -> bool | None:
    """« compte et mot de passe », "user and password" name none."""
    return False if is_listed(value, *NO_NAMES) else None


RULES = (
    Rule(
        "login_of_a_pair",
        Kind.USERNAME,
        rf"{_LABEL}(?P<v>{_LOGIN})(?=(?:[ ][/|][ ]|:){_PASSWORD})",
        score=0.9,
        digits=1,
        needs=_NEEDS,
    ),
    Rule(
        "login_before_its_password",
        Kind.USERNAME,
        rf"{_OWN}(?P<v>{_LOGIN})(?={_THEN})",
        score=0.9,
        check=_no_word,
        starts=_STARTS,
    ),
    Rule(
        "password_of_a_pair",
        Kind.SECRET,
        rf"{_LABEL}{_LOGIN}(?:[ ][/|][ ]|:)(?P<v>{_PASSWORD})",
        score=0.95,
        digits=1,
        needs=_NEEDS,
    ),
    Rule(
        "password_behind_its_login",
        Kind.SECRET,
        rf"{_OWN}{_LOGIN}{_THEN}(?:(?P<colon>[ ]?[:=][ ]?)(?P<v>[^\s,;\"«»]{{3,62}}[^\s,;.:)…\"«»])|[ ](?P<v>{_PASSWORD}))",
        score=0.95,
        check=is_password_word,
        starts=_STARTS,
    ),
)
