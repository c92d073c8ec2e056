"""Names that are common knowledge: countries, capitals, public bodies, people of history.

They are found like any other and marked, so that a policy may leave them: a lesson of history or a
capital city names nobody.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import replace

import regex

from assistant.types import Finding, Kind
from guards.detection.folding import fold
from guards.detection.recognizers.people import title_before, title_length
from guards.detection.wordlists import is_listed
from guards.forgetting import remembered

INITIALS = "initials"
"""The rule of initials of people who are named in the same text."""
PUBLIC_NAME = "public_name"
"""The rule of findings that are common knowledge."""

_LISTS = ("public_names", "public_places", "public_people", "public_bodies")
_KINDS = frozenset({Kind.PERSON, Kind.ORG, Kind.LOCATION})
_ARTICLE = regex.compile(r"\A(?:l[ae]s? |l'|the |d')|'s\Z")
_SPACED = regex.compile(r"(?<=\w)(?: -|- | - )(?=\w)")  # « Royaume - Uni »
_STATE = regex.compile(
    r"\A(?:(?:republique|royaume|federation|confederation|principaute|grand-duche|etat) "
    r"(?:de la |de l'|du |des |de |d')|(?:republic|kingdom|federation|commonwealth|state) of (?:the )?)"
)
_MONARCH = regex.compile(
    r"\A\p{Lu}[\p{L}-]+ (?:Ier|I|II|III|IV|V|VI|VII|VIII|IX|X{1,2}(?:I{1,3}|IV|V|VI{1,3})?)\Z"
)


def marked(findings: Iterable[Finding], text: str, people: Container[str]) -> Iterator[Finding]:
    """Yield the findings with public names marked; `people` are words of names that are not public."""
    for finding in findings:
        if finding.kind in _KINDS and _public(finding, text, people):
            yield replace(finding, rule=PUBLIC_NAME)
        else:
            yield finding


@remembered(8_192)  # asked of a conversation's names at every turn
def is_public(value: str) -> bool:
    """Whether a name is common knowledge, in any case and with or without its article."""
    folded = _ARTICLE.sub("", _SPACED.sub("-", fold(value)).replace("’", "'"))
    country = _STATE.sub("", folded)
    listed = is_listed(folded, *_LISTS) or is_listed(country, *_LISTS)
    return listed or _MONARCH.match(value) is not None


def _public(finding: Finding, text: str, people: Container[str]) -> bool:
    value = text[finding.span.start : finding.span.end]
    if finding.rule == INITIALS:
        return False  # « Ursula Klein (UK) »
    titled = title_length(value) or title_before(text, finding.span.start)
    return not titled and is_public(value) and fold(value) not in people
