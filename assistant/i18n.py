"""Messages in the person's language, through gettext; English is the source, French complete."""

from __future__ import annotations

import gettext as _gettext
import locale
import os
from pathlib import Path

from assistant.types import Language

_LOCALES = Path(__file__).parent / "locale"
_current: _gettext.NullTranslations = _gettext.NullTranslations()
_language = Language.EN


def choose(setting: str = "auto") -> Language:
    """Set the language from a setting, else HYGIE_LANG, else the locale; return it."""
    global _current, _language
    wanted = setting if setting in ("fr", "en") else os.environ.get("HYGIE_LANG") or _from_locale()
    _language = Language.FR if wanted.lower().startswith("fr") else Language.EN
    _current = _gettext.translation("hygie", _LOCALES, [_language.value], fallback=True)
    return _language


def _from_locale() -> str:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return value
    return locale.getlocale()[0] or "en"


def language() -> Language:
    """The language messages are shown in."""
    return _language


def _(message: str) -> str:
    return _current.gettext(message)


def ngettext(one: str, many: str, n: int) -> str:
    """The singular or plural form for `n`."""
    return _current.ngettext(one, many, n)


def N_(message: str) -> str:
    """Mark a message that is translated later: classes are made before the language is known."""
    return message


gettext = _
