"""What a model changed in the text it was given to correct or rewrite."""

from __future__ import annotations

import sys

from assistant.changed_words import heading, marked
from assistant.types import Answer, Draft, Task
from assistant.visible import clean


def fields(draft: Draft, answer: Answer) -> dict[str, object]:
    """Return the changes for JSON; nothing where the answer is no form of the text."""
    found = _found(draft, answer)
    return {} if found is None else {"changes": found}


def show(draft: Draft, answer: Answer) -> None:
    """Print the sentences that changed, beside the answer: what is piped on is the text alone."""
    found = _found(draft, answer)
    if found is None:
        return
    print("\n" + heading(found), file=sys.stderr)
    for line in found:
        print(clean(f"  {line}"), file=sys.stderr)


def _found(draft: Draft, answer: Answer) -> list[str] | None:
    """Compare with the one text that was given; among several it is not known which was meant."""
    if draft.task is not Task.DRAFT or len(draft.documents) != 1:
        return None
    return marked(draft.documents[0].text.reveal(), answer.text.reveal())
