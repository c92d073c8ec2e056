"""What became of a text that a model gave back: the sentences that changed, their words marked.

« [-taken out-][+put in+] », as the versions of a draft show it: readable without colours, and in a pipe. Sentence
by sentence first: word by word a long text would take minutes. Blanks are no change: nobody sees them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from assistant.drafting import changes
from assistant.i18n import gettext as _

_CLOSE = 0.5
"""Share of their words that two texts have in common from which one is a form of the other."""
_MOST = 400
"""Words of a changed place beyond which it is shown as taken out and put in, whole."""
_ENDS = re.compile(r"(?<=[.!?…])\s+|\s*\n\s*")
_MARKS = {"=": "{}", "-": "[-{}-]", "+": "[+{}+]"}


def marked(old: str, new: str) -> list[str] | None:
    """Return the changed sentences; None where the texts have so little in common that marks tell nothing."""
    if not _close(old.split(), new.split()):
        return None
    a, b = _sentences(old), _sentences(new)
    places = SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
    changed = [(a[i:j], b[k:m]) for kind, i, j, k, m in places if kind != "equal"]
    return [_line(before, after) for pair in changed for before, after in _pairs(*pair)]


def heading(changed: Sequence[str]) -> str:
    """Return what stands above the changed sentences, or says that there are none."""
    if not changed:
        return _("Nothing changed in your text.")
    return _("What changed in your text: [-taken out-] [+put in+]")


def _close(a: list[str], b: list[str]) -> bool:
    common = (Counter(a) & Counter(b)).total()
    return 2 * common >= _CLOSE * (len(a) + len(b))


def _sentences(text: str) -> list[str]:
    return [" ".join(each.split()) for each in _ENDS.split(text.strip())]


def _pairs(before: list[str], after: list[str]) -> Iterator[tuple[str, str]]:
    """Yield sentence and sentence where there are as many; else they were joined or cut, and stay together."""
    if len(before) == len(after):
        yield from zip(before, after, strict=True)
    else:
        yield " ".join(before), " ".join(after)


def _line(before: str, after: str) -> str:
    if max(before.count(" "), after.count(" ")) > _MOST:
        return f"[-{before}-][+{after}+]"
    return "".join(_MARKS[sign].format(text) for sign, text in changes(before, after))
