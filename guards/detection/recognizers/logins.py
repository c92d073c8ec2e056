"""A login and its password side by side: « Compte FTP : mtranche / Crepe-29! »."""

from __future__ import annotations

from assistant.types import Kind
from guards.detection.rule import Rule

_LABEL = (
    r"(?<!\w)(?i:logins?|identifiants?|comptes?|acc[eè]s|utilisateur|user(?:name)?|credentials?|account)"
    r"(?:[ ][A-Za-z-]{2,15}){0,2}?(?P<colon>[ ]?[:=])?[ ]"
)
_LOGIN = r"[A-Za-z][\w.@+-]{2,40}"
# « compte Google / Office365 »: without a colon only a sign tells a password from a name.
_SIGN = r"!@#$%&*+=?_^~"
_PASSWORD = (
    rf"(?=[^\s,;]*\d)(?=[^\s,;]*[a-z])(?(colon)(?=[^\s,;]*[A-Z{_SIGN}])|(?=[^\s,;]*[{_SIGN}]))"
    r"[^\s,;/\"«»]{5,63}[^\s,;/.:)\"«»]"
)
_NEEDS = ("login", "identifiant", "compte", "acces", "utilisateur", "user", "credential", "account")

RULES = (
    Rule(
        "login_of_a_pair",
        Kind.USERNAME,
        rf"{_LABEL}(?P<v>{_LOGIN})(?=[ ][/|][ ]{_PASSWORD})",
        score=0.9,
        digits=1,
        needs=_NEEDS,
    ),
    Rule(
        "password_of_a_pair",
        Kind.SECRET,
        rf"{_LABEL}{_LOGIN}[ ][/|][ ](?P<v>{_PASSWORD})",
        score=0.95,
        digits=1,
        needs=_NEEDS,
    ),
)
