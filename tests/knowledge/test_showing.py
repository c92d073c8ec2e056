"""What a citation opens: a note with its embeds in place, a passage of a PDF with its boxes."""

import json
from pathlib import Path

import pytest

from assistant.types import Private
from knowledge.base import KnowledgeBase
from tests.knowledge.made_files import pdf
from tests.knowledge.test_commands import hygie


def test_embeds_stand_in_their_place(base: KnowledgeBase, notes: Path) -> None:
    (notes / "trip.md").write_text(
        "# Trip\n\n![[costs]]\n\nand ![[people#Guides]] ![[map.png]] end"
    )
    (notes / "costs.md").write_text("---\ntags: [x]\n---\n\nFerry 40 €.\n\n![[deep#^total]]")
    (notes / "deep.md").write_text("Hidden.\n\nTotal 90 €. ^total")
    (notes / "people.md").write_text("# Guests\n\nAda.\n\n# Guides\n\nBo.")
    base.add([str(notes)])
    shown = base.show(str(notes / "trip.md"))
    whole = base.inlined(shown)
    assert "Ferry 40 €.\n\nTotal 90 €." in whole and "Bo. ![[map.png]] end" in whole
    assert not any(word in whole for word in ("tags:", "Hidden", "Ada", "![[costs"))
    assert shown.text.count("![[") == 3


def test_notes_that_embed_each_other_end(base: KnowledgeBase, notes: Path) -> None:
    (notes / "a.md").write_text("A ![[b]]")
    (notes / "b.md").write_text("B ![[a]] ![[b]]")
    for number in range(12):
        (notes / f"w{number}.md").write_text(f"W{number} " + f"![[w{number + 1}]]" * 9)
    base.add([str(notes)])
    assert base.inlined(base.show(str(notes / "a.md"))) == "A B ![[a]] ![[b]]"
    assert len(base.inlined(base.show(str(notes / "w0.md")))) < 400_000


@pytest.fixture
def lease(notes: Path) -> Path:
    path = notes / "bail.pdf"
    path.write_bytes(pdf([["Page de garde."], ["Le loyer est de 640 euros.", "Il est dû le 5."]]))
    return path


def test_a_passage_of_a_pdf_has_a_box_a_line(base: KnowledgeBase, lease: Path) -> None:
    base.add([str(lease)])
    hit = base.search.find(Private("loyer"), 1)[0]
    first, second = base.boxes(hit)
    assert hit.page == 2
    assert first.bottom > second.bottom > 0
    assert first.left == pytest.approx(second.left, abs=2)
    assert first.right > first.left and first.top > first.bottom


def test_no_box_for_what_is_gone_or_no_pdf(base: KnowledgeBase, lease: Path, notes: Path) -> None:
    (notes / "a.md").write_text("Le jardin.")
    base.add([str(notes)])
    hit = base.search.find(Private("loyer"), 1)[0]
    assert base.boxes(base.search.find(Private("jardin"), 1)[0]) == ()
    lease.write_bytes(pdf([["Autre"], ["chose"]]))
    assert base.boxes(hit) == ()
    lease.unlink()
    assert base.boxes(hit) == ()


def test_show_gives_the_boxes(lease: Path) -> None:
    hygie("knowledge", "add", str(lease), "--later")
    found = json.loads(hygie("knowledge", "search", "loyer", "--limit", "1", "--json").stdout)
    shown = json.loads(hygie("knowledge", "show", found["hits"][0]["id"], "--json").stdout)
    assert shown["page"] == 2 and len(shown["boxes"]) == 2 and len(shown["boxes"][0]) == 4
