"""Keys, tokens and passwords: known prefixes, then values in the context of an assignment."""

from __future__ import annotations

import math
from collections import Counter

from assistant.types import Kind
from guards.detection.recognizers import secret_tokens
from guards.detection.rule import Rule

_LABEL = (
    r"(?:pass(?:word|wd|phrase)?|pwd|(?<!\d )pw|mot[ _]de[ _]passe|mdp|secret(?:[ _-]?key)?|(?:api|access|private|auth|client|"
    r"encryption|signing)[ _-]?(?:key|secret|token)|token|jeton|cl[ée][ _](?:api|secr[eè]te|d['’]acc[eè]s)|"
    r"aws_secret_access_key|credential|code[ ](?:wi-?fi|pin|d['’]acc[eè]s))"
)
_PLAIN = frozenset(
    [
        "none",
        "null",
        "true",
        "false",
        "required",
        "undefined",
        "changeme",
        "password",
        "string",
        "your_password",
    ]
)


def _opaque(value: str) -> bool | None:
    """Refuse words of prose: a secret has a digit, a sign, mixed case or high entropy."""
    if value.lower() in _PLAIN or value.startswith(("{{", "${", "$(", "<")):
        return False
    mixed = any(c.isdigit() for c in value) or any(not c.isalnum() for c in value[:-1])
    return None if mixed or entropy(value) > 3.4 else False


_SAID_OF_IT = frozenset(
    """
    obligatoire oublie oubliee oublié oubliée requis requise inconnu inconnue aucun aucune vide expire expiré
    perdu change changé incorrect invalide voir idem modifier reinitialiser réinitialiser facultatif confirmer
    required forgotten unknown empty expired lost changed wrong invalid reset optional missing none same str
    ditto confirm hidden input text bytes boolean object varchar default value here below above secret
    """.split()  # noqa: SIM905  (a list of words reads better so)
)


def is_password_word(value: str) -> bool | None:
    """Refuse what a form, a program or a remark says of a password."""
    return False if value.lower() in _PLAIN | _SAID_OF_IT else None


def entropy(value: str) -> float:
    """Shannon entropy of a string's characters, in bits a character."""
    counts = Counter(value).values()
    return -sum(n / len(value) * math.log2(n / len(value)) for n in counts)


RULES = (
    *secret_tokens.RULES,
    Rule(
        "private_key",
        Kind.SECRET,
        r"-----BEGIN [A-Z ]*PRIVATE KEY(?: BLOCK)?-----[\s\S]{0,10000}?(?:-----END [A-Z ]*PRIVATE KEY(?: BLOCK)?-----|\Z)",
        score=0.99,
        needs=("private key",),
    ),
    Rule(
        "jwt",
        Kind.SECRET,
        r"(?<!\w)eyJ[\w-]{8,2000}+\.[\w-]{8,}(?:\.[\w-]*)?",
        score=0.98,
        needs=("eyj",),
    ),
    Rule(
        "connection_string",
        Kind.SECRET,
        r"(?<!\w)[a-z][a-z\d+.-]{2,20}://[^\s:/@]{0,60}:[^\s/@]{1,80}@[^\s\"'<>]+",
        score=0.98,
        needs=("://",),
    ),
    Rule(
        "authorization_header",
        Kind.SECRET,
        r"(?<!\w)(?:Bearer|Basic|Token)[ ](?P<v>[A-Za-z\d+/_.~-]{12,}={0,2})",
        score=0.9,
        needs=("bearer", "basic", "token"),
    ),
    Rule(
        "session_cookie",
        Kind.SECRET,
        r"(?<!\w)(?:Set-)?Cookie:[ ](?P<v>[^\n]{8,400})",
        score=0.85,
        needs=("ookie:",),
    ),
    Rule(
        "assigned_secret",
        Kind.SECRET,
        rf"(?<![^\W_]){_LABEL}[\"']?[ ]?(?:[:=]|=>|:=|est[ ]?:?|is[ ]?:?)[ ]?(?P<q>[\"'`])?"
        r"(?P<v>(?(q)[^\"'`\n]{4,200}|[^\s\"'`,;)]{3,199}[^\s\"'`,;).…]))",
        score=0.85,
        check=_opaque,
        ignore_case=True,
        needs=("pass", "pw", "mdp", "secret", "key", "token", "jeton", "cl", "credential", "code"),
    ),
    # A plain word alone behind the label and its colon, and then the end of what is said.
    Rule(
        "password_word",
        Kind.SECRET,
        r"(?<![^\W_])(?:mots?[ _]de[ _]passe|mdp|password|passphrase|code[ ]wi-?fi)[ \u00a0]?:[ \u00a0]?"
        r"(?P<v>[a-zà-ÿ]{4,30})(?=[ ]?(?:[,;.]?[ ]*(?:\n|\Z)))",
        score=0.8,
        check=is_password_word,
        ignore_case=True,
        needs=("pass", "mdp", "code"),
    ),
)
