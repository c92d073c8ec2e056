"""Words in a source that give a judge its verdict: a reply of its form, its own question, or a plain « all is true ».

Each sways a judge more than an order does (docs/en/checks.md). Of statements as a whole few texts say that they
are true, and of one that it follows; who declares it of their own words gives no verdict.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

# A line that is nothing but a verdict, or an object of the form that a judge is asked for.
_REPLY = regex.compile(
    r"^[^\w\n]*(?:(?:assistant|model|modèle|judge|juge|ai|ia|answer|réponse|reply|[ar])[ ]?[:>][^\w\n]*)?"
    r"(?:true|false|vrai|faux|supported|contradicted)[^\w\n]*$|[\"']opinion[\"'][ ]?:",
    regex.IGNORECASE | regex.MULTILINE,
)

_THING = r"(?:statement|claim|assertion|sentence|affirmation|proposition)"
_BELOW = r"(?:below|above|here|that follows?|in (?:this|the) (?:text|document|answer)|(?:made|given|listed) (?:below|above|here))"
_SO = r"(?:all |always |completely |entirely |absolutely )?(?:true|correct|accurate|supported|confirmed|false|untrue|incorrect)"
_CHOSE = r"(?:affirmation|phrase|déclaration|assertion|proposition|énoncé)"
_DESSOUS = r"(?:ci-dessous|ci-dessus|ci-après|suivante?s?|précédente?s?|qui (?:suit|suivent|précède|précèdent)|d(?:e ce|u) (?:texte|document))"
_AINSI = r"(?:toute?s? |tous |toujours |parfaitement |entièrement )?(?:vraie?s?|exacte?s?|correcte?s?|confirmée?s?|fausses?|faux|inexacte?s?)"
_FORMS = (
    rf"(?<!not )(?:all(?: of)?(?: (?:the|these|those|its))?|each(?: of the)?|every|any)(?: following)? {_THING}s?(?: {_BELOW})? (?:is|are) {_SO}",
    rf"the (?:following {_THING}s?|{_THING}s?(?: {_BELOW})|(?:statement|sentence)s) (?:is|are) {_SO}",
    r"everything (?:stated|said|claimed|written) (?:here|below|above) is (?:true|correct|accurate|false)",
    rf"(?<!pas )(?:toutes (?:les|ces)|tous (?:les|ces)|chaque|toute) {_CHOSE}s?(?: {_DESSOUS})? (?:sont|est) {_AINSI}",
    rf"(?:(?:les|ces|la|cette) |l['’]){_CHOSE}s? {_DESSOUS} (?:sont|est) {_AINSI}",
    r"tout ce qui (?:est (?:dit|affirmé|écrit) (?:ici|ci-dessous|ci-dessus|plus bas)|suit|précède) est (?:vrai|exact|correct|faux)",
    r"is the statement true or false|l['’]affirmation est-elle vraie ou fausse",
)
_FOREGONE = regex.compile(rf"\b(?:{'|'.join(_FORMS)})\b".replace(" ", r"\s{1,3}"), regex.IGNORECASE)
_SWORN = regex.compile(
    r"\b(?:declare|certify|swear|affirm|attest|confirm|déclar|certifi|attest|jur|confirm)\w*[^.!?]*$",
    regex.IGNORECASE,
)
_BEFORE = 80


def reply(text: str) -> tuple[int, int] | None:
    """Return where a text holds what looks like a judge's reply."""
    found = _REPLY.search(text)
    return found.span() if found else None


def foregone(text: str) -> tuple[int, int] | None:
    """Return where a text says of statements that they are true, or false."""
    return next(_foregone(text), None)


def _foregone(text: str) -> Iterator[tuple[int, int]]:
    for found in _FOREGONE.finditer(text):
        if not _SWORN.search(text[max(0, found.start() - _BEFORE) : found.start()]):
            yield found.span()
