"""Words of a source that changed places: « Marie a payé Paul » for « Paul a payé Marie ».

All words are the source's, so that no weight of words notices. What only moves (« En 2019, Paul … » for
« Paul … en 2019 ») takes its small words along and leaves the rest in order; what is listed (« Paul et
Marie ») may stand in any order; and a passive says the same with both places exchanged.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from assistant.i18n import _

from .lexical import has_content, stem
from .passives import turned
from .words import Words

_JOINING = frozenset(("et", "ou", "ni", "and", "or", "nor"))
_LISTING = _JOINING | frozenset(("le", "la", "les", "l", "un", "une", "des", "the", "a", "an"))
_OWN_TEXT = """
mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs my your his her its our their
m mme mlle me dr mr mrs ms miss sir
"""
_OWN = frozenset(_OWN_TEXT.split())
"""What goes with a person wherever they stand."""

Pair = tuple[int, int]  # where a word stands in the source and in the answer
Run = list[Pair]  # words that follow each other in both


def changed(source: Words, answer: Words) -> str:
    """Say which words of a source stand in each other's places in an answer that follows it, or nothing."""
    runs = _runs(source, answer)
    places = [run[0][0] for run in runs]
    deed = turned(source, answer)
    if len(runs) < 2 and deed:
        return _("Who did it to whom is the other way round in the source: “{deed}”.").format(
            deed=deed
        )
    if places != sorted(places, reverse=True) or _are_listed(source, runs):
        return ""
    if (len(runs) == 2 and _stay_put(source, answer, runs)) or (len(runs) > 2 and not deed):
        one, other = (_written(answer, run) for run in (runs[0], runs[-1]))
        said = _("It has the words of the source, but “{one}” and “{other}” have changed places.")
        return said.format(one=one, other=other)
    return ""


def _written(answer: Words, run: Run) -> str:
    return " ".join(answer.forms[run[0][1] : run[-1][1] + 1])


def _runs(source: Words, answer: Words) -> list[Run]:
    """Return the shared words as the answer has them, without what is in its place at both ends."""
    theirs, ours = _places(source, answer), _places(answer, source)
    pairs = [(theirs[word], at) for word, at in ours.items() if word in theirs]
    in_order = sorted(pairs)
    following = dict(pairwise(in_order))
    runs: list[Run] = []
    for pair in pairs:
        if runs and following.get(runs[-1][-1]) == pair:
            runs[-1].append(pair)
        else:
            runs.append([pair])
    if len(runs) > 1 and runs[0][0] == in_order[0]:
        runs = runs[1:]
    if len(runs) > 1 and runs[-1][-1] == in_order[-1]:
        runs = runs[:-1]
    return runs


def _places(words: Words, other: Words) -> dict[tuple[str, int], int]:
    """Return where the content words stand that both have equally often; the first is paired with the first."""
    count = Counter(map(stem, words.keys))
    count.subtract(map(stem, other.keys))
    seen = Counter[str]()
    found = {}
    for at, key in enumerate(words.keys):
        root = stem(key)
        if has_content(key) and not count[root]:
            found[root, seen[root]] = at
            seen[root] += 1
    return found


def _are_listed(source: Words, runs: Sequence[Run]) -> bool:
    """Whether only « et », « or » and articles stand between what is exchanged."""
    ordered = sorted(runs)
    between = [set(source.keys[one[-1][0] + 1 : other[0][0]]) for one, other in pairwise(ordered)]
    return any(gap & _JOINING for gap in between) and all(gap <= _LISTING for gap in between)


def _stay_put(source: Words, answer: Words, runs: Sequence[Run]) -> bool:
    """Whether two exchanged words left the small words before them behind: « du lundi au jeudi ».

    Two words side by side have none; of longer runs one has merely moved, and a name may begin with either.
    """
    late, early = runs  # as in the source
    before_early = _before(source, early[0][0]), _before(answer, late[0][1])
    before_late = _before(source, late[0][0]), _before(answer, early[0][1])
    if early[-1][0] + 1 == late[0][0]:
        names = all(source.forms[run[0][0]][:1].isupper() for run in runs)
        return len(early) == len(late) == 1 and late[0][1] + 1 == early[0][1] and not names
    return before_early[0] == before_early[1] and before_late[0] == before_late[1]


def _before(words: Words, at: int) -> str:
    """Return the word before one and its own: « par » of « par votre frère »."""
    return next((key for key in reversed(words.keys[:at]) if key not in _OWN), "")
