"""Messages in the person's language, through gettext; English is the source, French complete."""

from __future__ import annotations

import gettext as _gettext
import locale
import os
from contextvars import ContextVar
from functools import cache
from pathlib import Path

from assistant.types import Language

_LOCALES = Path(__file__).parent / "locale"
_current: _gettext.NullTranslations = _gettext.NullTranslations()
_language = Language.EN
_asked: ContextVar[Language | None] = ContextVar("asked", default=None)


def choose(setting: str = "auto") -> Language:
    """Set the language from a setting, else HYGIE_LANG, else the locale; return it."""
    global _current, _language
    wanted = setting if setting in ("fr", "en") else os.environ.get("HYGIE_LANG") or _from_locale()
    _language = Language.FR if wanted.lower().startswith("fr") else Language.EN
    _current = _translations(_language)
    return _language


def speak(language: Language | None) -> None:
    """Have the messages of the task at hand, and of what it begins, in a language; None is the process's."""
    _asked.set(language)


@cache
def _translations(language: Language) -> _gettext.NullTranslations:
    return _gettext.translation("hygie", _LOCALES, [language.value], fallback=True)


def _from_locale() -> str:
    """Return the first of LANGUAGE that is spoken here, else the locale, which turns it off where it is C."""
    named = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    chosen = next(filter(None, named), "")
    if chosen not in ("C", "POSIX"):
        for wanted in os.environ.get("LANGUAGE", "").split(":"):
            if wanted[:2].lower() in list(Language):
                return wanted
    return chosen or locale.getlocale()[0] or "en"


def language() -> Language:
    """The language messages are shown in."""
    return _asked.get() or _language


def _spoken() -> _gettext.NullTranslations:
    asked = _asked.get()
    return _translations(asked) if asked else _current


def _(message: str) -> str:
    return _spoken().gettext(message)


def ngettext(one: str, many: str, n: int) -> str:
    """The singular or plural form for `n`."""
    return _spoken().ngettext(one, many, n)


def told_again(message: str) -> str:
    """Return a message that was kept earlier, in either language, in today's; one with values in it stays as it was."""
    return _(_sources().get(message, message))


@cache
def _sources() -> dict[str, str]:
    """The source of each translated message."""
    catalogue = _translations(Language.FR)
    entries = getattr(catalogue, "_catalog", {})
    return {told: source for source, told in entries.items() if isinstance(source, str)}


def N_(message: str) -> str:
    """Mark a message that is translated later: classes are made before the language is known."""
    return message


gettext = _
