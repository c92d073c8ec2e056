"""What is wrong with a piece of YAML, in the person's language: the parser's own words are English."""

from __future__ import annotations

from assistant.i18n import N_
from assistant.i18n import gettext as _
from assistant.yaml_content import MERGED_TOO_OFTEN, NO_SUCH_ESCAPE, NO_SUCH_VALUE

_WORDS = (
    ("found character '\\t'", N_("a tab where only spaces may stand")),
    ("found a tab", N_("a tab where only spaces may stand")),
    ("found character", N_("a character that cannot begin a value; put the value in quotes")),
    ("mapping values are not allowed", N_("a colon where none may stand; put the value in quotes")),
    ("sequence entries are not", N_("a dash where no list may begin")),
    ("block sequence entries are not", N_("a dash where no list may begin")),
    ("could not find expected ':'", N_("a key without its colon")),
    ("found undefined alias", N_("an alias (*name) that nothing defines")),
    ("found duplicate anchor", N_("an anchor (&name) that is there twice")),
    ("second occurrence", N_("an anchor (&name) that is there twice")),
    ("found unexpected end of stream", N_("a quote that is never closed")),
    ("found unexpected document", N_("a quote that is never closed")),
    ("expected <block end>", N_("lines that are not aligned, or a quote inside quotes")),
    ("expected ',' or", N_("a bracket that is never closed, or a comma that is missing")),
    ("did not find expected", N_("a bracket that is never closed, or a comma that is missing")),
    ("expected the node content", N_("a value that is missing")),
    ("found unknown escape", N_("an escape (\\…) that YAML does not know")),
    ("found invalid Unicode", N_("an escape (\\…) that is no character")),
    ("expected escape sequence", N_("an escape (\\…) that is not complete")),
    ("but found another document", N_("a second document (---)")),
    ("found undefined tag", N_("a tag (!name) that nothing defines")),
    ("could not determine a constructor", N_("a tag (!name) that nothing defines")),
    ("special characters are not allowed", N_("a character that YAML does not allow")),
    (NO_SUCH_VALUE, N_("a date or a number that is none; put it in quotes")),
    (NO_SUCH_ESCAPE, N_("an escape (\\…) that is no character")),
    (MERGED_TOO_OFTEN, N_("fields that are merged (<<) too many times")),
)


def reason(problem: str) -> str:
    """Return what a problem of PyYAML's means."""
    found = (words for start, words in _WORDS if problem.startswith(start))
    return _(next(found, N_("its structure cannot be read")))
