"""What the names of accounts look like: « jdupont », « m.lefevre », "bwhitlock2"; and those every machine has."""

from __future__ import annotations

import regex

from guards.detection.first_names import is_first_name
from guards.detection.folding import fold
from guards.detection.wordlists import NO_NAMES, is_listed, words

_LONGEST = 32
NAME = r"[A-Za-z][A-Za-z\d]{0,31}(?:[._-][A-Za-z\d]{1,31}){0,3}"
"""The pattern of an account's name."""
_NAME = regex.compile(NAME)
_PART = regex.compile(r"[A-Za-z]+")
_FILE = regex.compile(
    r".+\.(?:[a-z]{2}|com|net|org|html?|json|ya?ml|toml|xml|css|php|sql|log|conf|ini|cfg|txt|csv|pdf|docx?|xlsx?|pptx?|odt|jpe?g|png|exe|"
    r"dll|bat|ps1|zip|env)",
    regex.IGNORECASE,
)
# With these two letters no word of French or English begins: an initial stands before a name.
_ODD = regex.compile(
    r"(?!bl|br|by|ch|cl|cr|cy|cz|dh|dj|dr|dy|fj|fl|fr|gh|gl|gn|gr|gy|hy|kh|kl|kn|kr|ky|ll|ly|my|ng|ny|ph|pl|pn|pr|ps|pt|py|rh|ry|"
    r"sc|sh|sk|sl|sm|sn|sp|sq|sr|st|sv|sw|sy|sz|th|tr|ts|tw|ty|tz|vl|vr|vy|wh|wr|wy|xy|zh|zl)[b-df-hj-np-tv-z][b-df-hj-np-tv-xz][a-z]*[aeiouy][a-z]*"
)
_SERVES = regex.compile(r"(?:svc|srv|adm|ext|prest|tech)[-_.].+")


def is_of_system(name: str) -> bool:
    """Whether an account of this name is on every machine, or is no account in code."""
    return fold(name) in words("system_accounts")


def may_be_account(name: str) -> bool:
    """Whether a word may name somebody's account: no ordinary word, and none that every machine has."""
    if _NAME.fullmatch(name) is None or not 3 <= len(name) <= _LONGEST:
        return False
    return not (
        is_of_system(name) or _FILE.fullmatch(name) or all(map(_is_word, _PART.findall(name)))
    )


def is_account(name: str) -> bool:
    """Whether a word can hardly be anything else: « jdupont », « m.lefevre », « svc_paie », "asmith2"."""
    # The shape first: to look words up takes longest.
    return name.islower() and _has_shape(name) and may_be_account(name)


def _has_shape(name: str) -> bool:
    parts = _PART.findall(name)
    if _SERVES.fullmatch(name) or not parts:
        return bool(parts)
    if len(parts) > 1:
        # « user_id », « e-mail », « wish-list »
        return "-" not in name and len(parts[-1]) > 2 and not any(map(_is_word, parts))
    odd = name[-1].isdigit() or _ODD.fullmatch(name) is not None
    return odd and len(parts[0]) > 4 and not _is_word(parts[0])


def _is_word(part: str) -> bool:
    return is_listed(part, *NO_NAMES, "acronyms") and not is_first_name(part)
