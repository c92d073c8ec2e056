"""What a source tells of the past, « M. Roux dirigeait l'étude », and an answer as if it still held.

« Il a dit que le bail courait » is a present told in the past, and a deed (« a signé ») is done for good: only what
lasted counts, the imperfect in French, in English "was" and what does not happen at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .lexical import stem
from .marks import opening, pattern
from .mood import is_conditional, is_reported
from .spoken import Spoken

_REACH = 2  # content words after « était » and "was"
_IMPERFECT = re.compile(r"(?!fait|lait|trait|portrait|souhait)\w{2,}(?:ait|aient)\Z")
_WAS = {
    "etait": "est", "etaient": "sont", "avait": "a", "avaient": "ont", "was": "is", "were": "are", "had": "has",
}  # fmt: skip
_DONE = re.compile(
    r"(?!open)\w+(?:ed|en)|made|built|held|sold|paid|sent|kept|left|run|led|set|put|found|told|born|won|bought|met|said"
    r"|lost|cut"
)
_LASTED = re.compile(r"\w*[^e]ed\Z")
_COMPARING = frozenset(("plus", "moins", "aussi", "more", "less", "higher", "lower"))
"""What a study found is told in either tense: « le taux était plus élevé »."""
_ENDINGS = ("e", "ent", "s", "t", "d")
_NOT_A_VERB_TEXT = """
le la les l un une des du de d ce cet cette ces son sa ses leur leurs mon ma mes notre nos votre vos au aux en par
the a an of his her its their this these those my our your in at for to by with
"""
_NOT_A_VERB = frozenset(_NOT_A_VERB_TEXT.split())
"""What a noun stands behind: « la demande » is no present of « demandait »."""
_HELPING = frozenset(("is", "are", "was", "were", "be", "been", "has", "have", "had", "and"))
"""What a participle stands behind, which is no past by itself."""
_OVER = pattern(
    "until", "before", "when", "while", "at the time", "originally", "once", "in those days", "in the past", "then"
)  # fmt: skip
_KEPT = opening(
    r"\w+(?:ait|aient)\b", r"fut\b", r"furent\b", r"ete\b", "ancien", "jusqu", "jadis", "autrefois", "auparavant",
    r"was\b", r"were\b", r"had\b", r"been\b", "used to", "former", "until", "previous",
)  # fmt: skip


def past(source: Spoken, answer: Spoken) -> str:
    """Return the verb in the past of a source whose words an answer has in the present, or nothing."""
    return "" if _KEPT.search(answer.row) else next(_told(source, answer), "")


def _told(source: Spoken, answer: Spoken) -> Iterator[str]:
    for at, (start, key) in enumerate(zip(source.starts, source.words.keys, strict=True)):
        end = start + len(key)
        if key in _WAS:
            lasted = _WAS[key] in answer.words.keys and _lasted(source, at)
            found = lasted and not source.after(end, _REACH).isdisjoint(answer.content)
        else:
            endings = _endings(source, at)
            found = bool(endings) and stem(key) in _ending(answer, endings)
        if found and not is_reported(source, start):
            yield source.written(start, end)


def _lasted(source: Spoken, at: int) -> bool:
    """Whether "was" tells of a state: "was signed" is a deed, unless the sentence says that it came to an end."""
    key, after = source.words.keys[at], source.words.keys[at + 1 : at + 3]
    if not _COMPARING.isdisjoint(after):
        return False
    if key.endswith(("ait", "aient")) or _OVER.search(source.row):
        return True
    return not any(map(_DONE.fullmatch, after[:1]))


def _endings(source: Spoken, at: int) -> tuple[str, ...]:
    """Return how the present ends of a verb in the past, or nothing where a word is none."""
    key, before = source.words.keys[at], source.words.keys[max(0, at - 1) : at]
    if _IMPERFECT.match(key):
        return () if is_conditional(source.words.forms[at]) else _ENDINGS
    is_verb = before and _NOT_A_VERB.isdisjoint(before) and _HELPING.isdisjoint(before)
    return ("s",) if is_verb and _LASTED.match(key) else ()


def _ending(answer: Spoken, endings: tuple[str, ...]) -> set[str]:
    """Return the stems of words that end so and stand where a verb may."""
    words = answer.words
    return {
        stem(key)
        for before, key, form in zip(words.keys, words.keys[1:], words.forms[1:], strict=False)
        if before not in _NOT_A_VERB
        and form.casefold().endswith(endings)
        and not _LASTED.match(key)
    }
