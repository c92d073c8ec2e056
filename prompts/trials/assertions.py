"""What can be asked of an answer, under promptfoo's names; three outcomes: pass, fail, undecided."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt
from typing import Any

import regex

from assistant.i18n import gettext as _
from assistant.language import guess
from prompts.format.validation import violations
from prompts.json_text import parsed
from prompts.lint.identifiers import identifiers
from prompts.trials.cases import Check
from prompts.trials.rubric import TIMES, Judge, Opinion

PATTERN_SECONDS = 1.0
_NUMBER = regex.compile(r"\d+(?:[\s.,]\d{3})*(?:[.,]\d+)?")
_WORD = regex.compile(r"\w+")
_NAME = regex.compile(r"(?<=[\p{Ll}\d,] )(\p{Lu}[\p{Ll}'’-]+(?: \p{Lu}[\p{Ll}'’-]+)*)")
"""Capitalised words that do not begin a sentence."""
_SEPARATORS = str.maketrans("", "", " \u00a0\u202f.,")


class Outcome(StrEnum):
    """How a check ended."""

    PASS = "pass"  # noqa: S105  (an outcome)
    FAIL = "fail"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Verdict:
    """One check with its outcome; `reason` says why it did not pass, or whose opinion it is, without the
    answer's text."""

    check: Check
    outcome: Outcome
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """What is judged: the answer, what the prompt was given, the schema it promised."""

    answer: str
    given: str
    schema: Mapping[str, Any] | None = None


Rule = Callable[[Subject, Any], bool]


def judge(check: Check, subject: Subject, judging: Judge | None = None) -> Verdict:
    """Return the verdict of one check; never raises for what an answer holds.

    Raises HygieError when a judging model was named and cannot be asked.
    """
    if check.type == RUBRIC and judging is not None:
        answer = _rubric_answer(check, subject)
        return _opined(check, judging.opinion(str(check.value), answer))
    if check.type in _UNDECIDED:
        return Verdict(check, Outcome.UNDECIDED, _("this needs a judging model; none was asked"))
    try:
        held = _judged(check, subject)
    except (regex.error, TimeoutError, ValueError, TypeError, KeyError, LookupError) as error:
        return Verdict(
            check, Outcome.FAIL, _("cannot be judged: {reason}").format(reason=type(error).__name__)
        )
    if held is not check.negated:
        return Verdict(check, Outcome.PASS)
    name = f"not-{check.type}" if check.negated else check.type
    wanted = "" if check.value is None else f" {json.dumps(check.value, ensure_ascii=False)[:120]}"
    return Verdict(check, Outcome.FAIL, f"{name}{wanted}")


def _rubric_answer(check: Check, subject: Subject) -> str:
    try:
        return _at(subject.answer, check.path) if check.path else subject.answer
    except (ValueError, TypeError, LookupError):
        return subject.answer


def _opined(check: Check, opinion: Opinion) -> Verdict:
    """The verdict of a model, which says of itself that it is an opinion."""
    said = _("an opinion of {model}: met {met} times of {times}, not met {unmet} times").format(
        model=opinion.model, met=opinion.met, unmet=opinion.unmet, times=TIMES
    )
    if opinion.holds is None:
        return Verdict(check, Outcome.UNDECIDED, said)
    held = opinion.holds is not check.negated
    return Verdict(check, Outcome.PASS if held else Outcome.FAIL, said)


def _judged(check: Check, subject: Subject) -> bool:
    answer = _at(subject.answer, check.path) if check.path else subject.answer
    inner = Subject(answer, subject.given, subject.schema)
    if check.type == "similar":
        return _similar(inner, check.value) >= (
            0.75 if check.threshold is None else check.threshold
        )
    if check.type == "rouge-n":
        return _rouge(inner, check.value) >= (0.75 if check.threshold is None else check.threshold)
    if check.type == "levenshtein":
        limit = 5 if check.threshold is None else check.threshold
        return _distance(inner.answer, str(check.value)) <= limit
    return _JUDGES[check.type](inner, check.value)


def _json(subject: Subject, value: Any, text: str | None = None) -> bool:  # noqa: ANN401
    try:
        found = parsed(subject.answer if text is None else text)
    except ValueError:
        return False
    schema = subject.schema if value in (None, "output.schema") else value
    return not schema or not violations(schema, found)


def _holds_json(subject: Subject, value: Any) -> bool:  # noqa: ANN401
    starts = [i for i, c in enumerate(subject.answer) if c in "{["][:50]
    decoder = json.JSONDecoder()
    for start in starts:
        try:
            _found, end = decoder.raw_decode(subject.answer, start)
        except ValueError:
            continue
        return _json(subject, value, subject.answer[start:end])
    return False


def _words(subject: Subject, value: Any) -> bool:  # noqa: ANN401
    count = len(subject.answer.split())
    if isinstance(value, Mapping):
        return bool(value.get("min", 0) <= count <= value.get("max", count))
    return count == int(value)


def _no_new_numbers(subject: Subject, _value: object) -> bool:
    """Whether every number of two digits and more stands in what the prompt was given."""
    given = {n.translate(_SEPARATORS) for n in _NUMBER.findall(subject.given)}
    found = {n.translate(_SEPARATORS) for n in _NUMBER.findall(subject.answer)}
    return all(len(n) < 2 or n in given for n in found)


def _no_new_names(subject: Subject, _value: object) -> bool:
    """Whether every name inside a sentence stands in what the prompt was given."""
    given = set(_WORD.findall(subject.given.casefold()))
    found = [m[1].casefold() for m in _NAME.finditer(subject.answer)]
    return all(word in given for name in found for word in _WORD.findall(name))


def _no_pii(subject: Subject, _value: object) -> bool:
    """Whether the answer is free of identifiers known by their shape; names are not looked for."""
    return next(identifiers(subject.answer), None) is None


def _rouge(subject: Subject, value: object) -> float:
    """ROUGE-1: the share of the reference's words that the answer holds (Lin 2004)."""
    wanted = Counter(_WORD.findall(str(value).casefold()))
    found = Counter(_WORD.findall(subject.answer.casefold()))
    return sum((wanted & found).values()) / max(1, sum(wanted.values()))


def _language(subject: Subject, value: Any) -> bool:  # noqa: ANN401
    found = guess(subject.answer)
    return found is not None and found.value == value


def _similar(subject: Subject, value: object) -> float:
    """Cosine of character trigrams: a likeness of wording, not of meaning."""
    first, second = _grams(subject.answer), _grams(str(value))
    shared = sum(first[g] * second[g] for g in first)
    norm = sqrt(sum(n * n for n in first.values()) * sum(n * n for n in second.values()))
    return shared / norm if norm else 0.0


def _grams(text: str) -> Counter[str]:
    folded = f"  {' '.join(text.casefold().split())}  "
    return Counter(folded[i : i + 3] for i in range(len(folded) - 2))


def _distance(first: str, second: str) -> int:
    """Levenshtein's distance, of the first 2,000 characters."""
    first, second = first[:2_000], second[:2_000]
    row = list(range(len(second) + 1))
    for i, a in enumerate(first, 1):
        above, row[0] = row[0], i
        for j, b in enumerate(second, 1):
            above, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, above + (a != b))
    return row[-1]


def _at(answer: str, path: str) -> str:
    """The member of a JSON answer at `$.a.b`, as text; raises ValueError or LookupError."""
    value = parsed(answer)
    for part in path.removeprefix("$").strip(".").split("."):
        if part:
            value = value[int(part)] if isinstance(value, list) else value[part]
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


_JUDGES: Mapping[str, Rule] = {
    "equals": lambda s, v: s.answer.strip() == str(v).strip(),
    "contains": lambda s, v: str(v) in s.answer,
    "icontains": lambda s, v: str(v).casefold() in s.answer.casefold(),
    "contains-all": lambda s, v: all(str(item) in s.answer for item in v),
    "contains-any": lambda s, v: any(str(item) in s.answer for item in v),
    "starts-with": lambda s, v: s.answer.lstrip().startswith(str(v)),
    "regex": lambda s, v: bool(regex.search(str(v), s.answer, timeout=PATTERN_SECONDS)),
    "is-json": _json,
    "contains-json": _holds_json,
    "word-count": _words,
    "language": _language,
    "no-new-numbers": _no_new_numbers,
    "no-new-names": _no_new_names,
    "no-pii": _no_pii,
}
RUBRIC = "llm-rubric"
_UNDECIDED = frozenset({RUBRIC, "factuality", "model-graded-closedqa"})
KNOWN = frozenset({*_JUDGES, *_UNDECIDED, "similar", "levenshtein", "rouge-n"})
