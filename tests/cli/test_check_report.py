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


NOTE = """---
title: Bail de la rue des Lilas
tags: [bail, logement]
---

# Le bail

Le loyer est de 640 € par mois, payable le 5 de chaque mois.
Le chien est autorisé dans le logement jusqu'au 28 mars.
"""


def test_a_report_cites_the_line_of_what_was_found_and_nothing_for_what_stands_nowhere(
    hygie, tmp_path
):
    (tmp_path / "bail.txt").write_text(NOTE)
    (tmp_path / "rep.txt").write_text(
        "Le bail dit « jusqu'au 28 mars ». La piscine est réservée aux locataires du voisin."
    )
    names = str(tmp_path / "rep.txt"), "--sources", str(tmp_path / "bail.txt")
    ran = hygie("check", *names, "--markdown", HYGIE_LANG="en")
    found, nowhere = ran.out.split("\n## ")[1:]
    assert "bail.txt:9)" in found
    assert "28 mars" in "".join(quotes("## " + found)[0])
    assert "title" not in found
    assert "\n>" not in nowhere
    assert "bail.txt" not in nowhere
    assert "\n- Answer: " in ran.out


def test_a_source_that_bears_nothing_out_has_its_digest_too(hygie, tmp_path):
    (tmp_path / "bail.txt").write_text(NOTE)
    source = "--sources", str(tmp_path / "bail.txt")
    ran = hygie("check", "-", *source, "--markdown", stdin="Le chat gris dort.")
    assert re.search(r"bail\.txt \(SHA-256 [0-9a-f]{16}…\)", ran.out)
    assert "Answer" not in ran.out


def test_the_words_around_a_figure_begin_with_its_paragraph_and_not_with_the_head_of_the_note():
    start, at = NOTE.index("title"), NOTE.index("640")
    end = NOTE.index(" par mois")

    def verdict(kind: ClaimKind, span: Span) -> Verdict:
        claim = Claim(Span(0, 4), kind, 0, Private("Oui."))
        evidence = Evidence(0, "0" * 64, span, "near", 1.0)
        return Verdict(claim, Status.SUPPORTED, "reason", "x/1", (evidence,))

    figure = verdict(ClaimKind.NUMBER, Span(at, at + 3))
    sentence = verdict(ClaimKind.STATEMENT, Span(start, end))
    source = Document(Private("s"), Private(NOTE))
    checked = Checked(Private("Oui."), ("s.txt",), (source,), (figure, sentence))
    (told, _said), *_rest = checked.by_sentence()
    assert checked.place(told) == " (s.txt:8)"
    assert checked.passage(told) == "Le loyer est de 640 €"
