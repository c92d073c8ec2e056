"""How opinions are told, so that nobody takes them for evidence."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.i18n import gettext as _
from assistant.judging.hearing import Judged
from assistant.judging.opinions import Opinion

SIGNS = {
    Opinion.SUPPORTED: "=",
    Opinion.CONTRADICTED: "!",
    Opinion.ABSENT: "?",
    Opinion.UNSURE: "·",
    None: "·",
}


def words(judged: Judged) -> str:
    """Return an opinion in the person's language, with the judge's own words."""
    if judged.unasked:
        return _("not asked: {reason}").format(reason=judged.unasked)
    said = {
        Opinion.SUPPORTED: _("it finds this in the sources"),
        Opinion.CONTRADICTED: _("it finds that the sources say otherwise"),
        Opinion.ABSENT: _("it does not find this in the sources"),
        Opinion.UNSURE: _("it is not sure"),
        None: _("no opinion that can be read"),
    }[judged.opinion]
    if judged.notices:
        said = _("{opinion}, but what it read seems to steer it").format(opinion=said)
    if not judged.why:
        return said
    why = _("“{text}”").format(text=judged.why)
    return _("{label}: {text}").format(label=said, text=why)


def notices(judged: Iterable[Judged]) -> tuple[str, ...]:
    """Return what was noticed of the texts that were read, each once, in order."""
    return tuple(dict.fromkeys(notice for one in judged for notice in one.notices))


def heading(model: str) -> str:
    """Return what stands above opinions, so that nobody takes them for evidence."""
    title = _("Opinion of {model} (an opinion, not evidence; it changes no verdict):")
    return title.format(model=model)
