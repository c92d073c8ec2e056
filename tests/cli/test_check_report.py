"""A report of the checks stands by itself: when, on which question, and the passages as they are written."""

import re
from datetime import date

import pytest
from markdown_it import MarkdownIt

from assistant import i18n
from assistant.check_report import Checked, markdown
from assistant.second_look import SecondLook
from assistant.types import (
    Claim,
    ClaimKind,
    Document,
    Evidence,
    Private,
    Span,
    Status,
    Verdict,
)

SOURCE = "BAIL\n\nLe chien *Rex*\nest autorisé.\n"
ANSWER = "Le chien Rex n'est pas autorisé."
HEADS = {
    "en": ("# Source check", "- Date: ", "- Source: ", "**Question**"),
    "fr": ("# Vérification des sources", "- Date : ", "- Source : ", "**Question**"),
}


def report(passage: str, **known) -> str:
    """A report of one sentence whose evidence is a whole source."""
    claim = Claim(Span(0, 4), ClaimKind.STATEMENT, 0, Private("Oui."))
    evidence = Evidence(0, "0" * 64, Span(0, len(passage)), "exact", 1.0)
    verdict = Verdict(claim, Status.SUPPORTED, "reason", "statement/3", (evidence,))
    source = Document(Private("s"), Private(passage))
    checked = Checked(Private("Oui."), ("s.txt",), (source,), (verdict,), **known)
    return markdown(checked, SecondLook())


def quotes(text: str) -> list[list[str]]:
    """The block quotes of a Markdown text, each as the lines that a reader sees."""
    found: list[list[str]] = []
    inside = False
    for token in MarkdownIt("js-default").parse(text):
        if token.type == "blockquote_open":
            inside, _ = True, found.append([])
        elif token.type == "blockquote_close":
            inside = False
        elif inside:
            assert token.type in ("paragraph_open", "inline", "paragraph_close"), token.type
            line = ""
            for piece in token.children or []:
                if piece.type == "hardbreak":
                    found[-1].append(line)
                    line = ""
                assert piece.type != "softbreak"
                line += piece.content
            if token.type == "inline":
                found[-1].append(line)
    return found


@pytest.mark.parametrize("language", HEADS)
def test_a_report_begins_with_its_day_its_sources_and_the_question(hygie, tmp_path, language):
    source = tmp_path / "bail.txt"
    source.write_text(SOURCE)
    ran = hygie(
        "check", "-", "--sources", str(source), "--markdown", "--question", "Le chien\n*Rex* ?",
        stdin=ANSWER, HYGIE_LANG=language,
    )  # fmt: skip
    title, day, named, asked = HEADS[language]
    shown = ran.out.replace("\u00a0", " ")
    lines = shown.splitlines()
    assert lines[0] == title
    assert f"{day}{date.today().isoformat()}" in lines
    assert any(line.startswith(f"{named}{tmp_path}".replace("_", "\\_")) for line in lines)
    assert asked in lines
    assert quotes(shown) == [["Le chien", "*Rex* ?"], ["Le chien *Rex*", "est autorisé."]]


def test_a_report_leaves_out_what_nobody_told(hygie):
    ran = hygie("check", "-", "--markdown", stdin=ANSWER)
    assert "Question" not in ran.out
    assert "Model" not in ran.out


@pytest.mark.parametrize(("language", "said"), [("en", "Model: "), ("fr", "Modèle\u00a0: ")])
def test_a_report_names_the_model_that_is_known(language, said):
    i18n.choose(language)
    lines = report("Oui.", model="openai/gpt_5", day=date(2026, 3, 4)).splitlines()
    assert f"- {said}openai/gpt\\_5" in lines
    assert any(line.endswith("2026-03-04") for line in lines)


@pytest.mark.parametrize(
    "passage",
    [
        "Un\ndeux\n\ntrois",
        "Un titre\n===\nun trait\n---\n- un point\n12. un numéro\n# un titre",
        "    quatre blancs\n```\n> cité\n| a | b |\n|---|---|\n<b>gras</b> [lien](https://example.org) &amp;",
        "a\r\nb\r\n",
    ],
)
def test_a_passage_is_quoted_line_by_line_whatever_it_holds(passage):
    (found,) = quotes(report(passage))
    assert found == [" ".join(line.split()) for line in passage.splitlines() if line.strip()]


def test_a_long_passage_is_cut_and_says_so():
    (found,) = quotes(report("mot " * 400))
    assert re.fullmatch(r"(mot )+…", found[0])
    assert len(found[0]) < 620
