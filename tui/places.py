"""Where something stands in a document, in the person's words."""

from __future__ import annotations

from assistant.i18n import gettext as _
from assistant.sources import line_of, page_of
from assistant.types import Document


def where(document: Document, offset: int) -> str:
    """Return the page of an offset, or its line where there are no pages."""
    if page := page_of(document, offset):
        return _("page {page}").format(page=page)
    return _("line {line}").format(line=line_of(document, offset))
