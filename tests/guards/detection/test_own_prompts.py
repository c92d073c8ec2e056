"""What hygie itself writes to a model names nobody: a marker there would be reviewed with every request."""

import re
from pathlib import Path

from assistant.types import Kind, Language, Task
from prompts import tasks

ROOT = Path(__file__).parents[3]
NAMES = {Kind.PERSON, Kind.ORG, Kind.LOCATION}


def bodies():
    for path in sorted(ROOT.glob("prompts/starter/**/*.prompt")):
        text = path.read_text(encoding="utf-8")
        body = text.split("\n---\n", 1)[-1] if text.startswith("---") else text
        yield re.sub(r"\{\{[^}]*\}\}", "", body)


def orders():
    for language in Language:
        yield tasks.join(language)
        for task in Task:
            yield tasks.system(task, language, 5_000)
            yield tasks.order(task, language)


def test_our_own_instructions_hold_no_names(detector):
    texts = [*bodies(), *orders()]
    assert len(texts) > 40
    found = [
        (text[one.span.start : one.span.end], one.kind)
        for text, own in zip(texts, detector.find(texts), strict=True)
        for one in own
        if one.kind in NAMES
    ]
    assert found == []


def test_a_heading_in_capitals_of_ordinary_words_names_nobody(detector):
    heading = "# *SEARCH/REPLACE block* Rules:"  # of an editor's prompt, in no clear language
    found = detector.find([f"{heading}\n\nEvery block must use this format:"])[0]
    assert [one for one in found if one.kind in NAMES] == []
