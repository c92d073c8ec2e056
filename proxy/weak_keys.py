"""Keys that who runs the proxy chooses: one that could be guessed, or that nobody can send, is told of or refused."""

from __future__ import annotations

from assistant.errors import ConfigError
from assistant.i18n import _

_SHORTEST = 24
_DIFFERENT = 8  # of 24 hexadecimal digits drawn by lot, fewer are different once in 30,000 times


def is_weak(key: str) -> bool:
    """Whether a key could be guessed."""
    return len(key) < _SHORTEST or len(set(key)) < _DIFFERENT


def refuse_unsendable(key: str, name: str) -> None:
    """Raise ConfigError for a key that no header can hold; `name` is the option or variable that it was given in."""
    if not (key.isascii() and key.isprintable()) or " " in key:
        raise _refused(_("The key of {name} cannot be sent in a header.").format(name=name))


def refuse_weak(key: str, name: str) -> None:
    """Raise ConfigError for either kind."""
    refuse_unsendable(key, name)
    if is_weak(key):
        raise _refused(_("The key of {name} could be guessed.").format(name=name))


def _refused(title: str) -> ConfigError:
    return ConfigError(
        title,
        _("The proxy did not start."),
        _(
            "Give it {count} letters, digits or signs or more, drawn by lot, without spaces or accents;"
            " this draws one: openssl rand -hex 24"
        ).format(count=_SHORTEST),
    )
