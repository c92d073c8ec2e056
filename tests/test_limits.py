"""Notices on the limits of models: seldom false, and two an answer at most."""

import json
from datetime import date
from pathlib import Path

import pytest

from assistant.limits import AT_MOST, Asked, notices

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 11, 22)


def _told(question: str, answer: str = "", *, sources: bool = False, cutoff="2024-06") -> list[str]:
    return list(notices(Asked(question, sources, cutoff, TODAY), answer))


@pytest.mark.parametrize(
    "question",
    ["Qui est ministre du Travail aujourd'hui ?", "Quel est le taux actuel du livret A ?",
     "Quelles sont les dernières nouvelles de Lyon ?", "What is the latest version of Python?",
     "Who won the election in November 2025?", "Quel sera le SMIC en 2026 ?",
     "What happened this week in York?", "Quel était le prix du gaz en juillet 2024 ?"],
)  # fmt: skip
def test_a_question_past_the_cutoff_asks_for_a_source(question):
    assert "learnt until 2024-06" in _told(question)[0]
    assert _told(question, sources=True) == []


def test_without_a_cutoff_only_the_present_is_recent():
    assert "recent things" in _told("Qui est ministre aujourd'hui ?", cutoff=None)[0]
    assert _told("Qui était ministre en 2025 ?", cutoff=None) == []


@pytest.mark.parametrize(
    "question",
    ["Combien de lettres dans « anticonstitutionnellement » ?", "Compte les mots de cette phrase.",
     "How many words are in this sentence?", 'How many "r"s are in strawberry?',
     "Combien font 347 × 892 ?", "What is 4821 times 377?", "Calcule 12 + 45 + 78 + 13.",
     "Quelle est la racine carrée de 15129 ?"],
)  # fmt: skip
def test_counting_and_reckoning_are_told(question):
    assert "calculator" in _told(question)[0]


@pytest.mark.parametrize(
    "question",
    ["Donne-moi trois références sur le sommeil.", "Quelles jurisprudences sur la période d'essai ?",
     "Cite tes sources.", "List peer-reviewed articles on sleep.", "Give me case law on trespass.",
     "Avec une bibliographie, explique le droit d'auteur.", "Find scientific papers on bees."],
)  # fmt: skip
def test_references_without_sources_are_told(question):
    assert "look each one up" in _told(question)[0]
    assert _told(question, sources=True) == []
    assert _told(question, "Je n'ai pas accès à des bases de références.") == []


@pytest.mark.parametrize(
    ("answer", "said"),
    [("Toutes les femmes sont douces.", "Toutes les femmes sont"),
     ("Les jeunes sont naturellement paresseux.", "Les jeunes sont naturellement"),
     ("All women are careful drivers.", "All women are"),
     ("Il est évident que ce choix est le bon.", "very sure"),
     ("There is no doubt that this works.", "very sure"),
     ("C'est toujours vrai, jamais faux, évidemment.", "very sure"),
     ("Peut-être. Il semble que oui, il se peut que non.", "hedges")],
)  # fmt: skip
def test_wording_is_pointed_out(answer, said):
    assert said in _told("Que dire de cela ?", answer)[0]


def test_one_side_of_a_debated_question_is_pointed_out():
    answer = "Il faut télétravailler. Chacun y gagne du temps et de la joie. " * 8
    assert "one side" in _told("Faut-il télétravailler ?", answer)[0]
    assert _told("Faut-il télétravailler ?", answer + "Il y a cependant des risques.") == []
    assert _told("Comment télétravailler ?", answer) == []


@pytest.mark.parametrize(
    "question",
    ["Rédige un courriel pour dire que je suis absent aujourd'hui.", "Que puis-je cuisiner ce soir ?",
     "Comment écrire un compte rendu ?", "Quelles sont les sources d'énergie ?", "Cite trois fleuves.",
     "Quelle est la capitale du Pérou ?", "What is a current account?", "Plan my week, please.",
     "Où trouver la référence du produit ?", "Résume ce texte en 100 mots.", "Write 200 words on York.",
     "Quand a eu lieu la réunion du 12/03/2025 ?", "Combien de jours de congés par an ?",
     "Notre budget 2026 est de 12 000 €, que proposer ?", "What are the rules of chess?"],
)  # fmt: skip
def test_an_ordinary_question_raises_nothing(question):
    assert _told(question) == []


@pytest.mark.parametrize(
    "answer",
    ["Les femmes sont plus nombreuses que les hommes dans ce service.", "Il pleut toujours ici.",
     "All members are welcome.", "Les jeunes sont touchés par le chômage.", "It may rain.",
     "Women are more likely to be affected.", "Ce n'est jamais simple, mais toujours utile."],
)  # fmt: skip
def test_ordinary_wording_raises_nothing(answer):
    assert _told("Et ici ?", answer) == []


def test_the_persons_own_words_are_not_pointed_out():
    said = "Il est évident que le bail est nul."
    assert _told(f"Corrige : {said}", said) == []


def test_two_notices_at_most():
    answer = "Toutes les femmes sont douces. Il est évident que oui."
    question = "Quelles références sur le SMIC en 2026 ? Combien de mots ?"
    assert len(_told(question, answer)) == AT_MOST


def test_starters_and_examples_raise_nothing():
    files = [*ROOT.glob("prompts/starter/**/*.prompt"), *ROOT.glob("examples/*.*")]
    texts = [f.read_text(encoding="utf-8", errors="replace") for f in files]
    assert len(texts) > 24
    assert [text for text in texts if _told(text, text)] == []


def test_real_answers_over_documents_raise_almost_nothing():
    lines = (ROOT / "benchmarks/sets/answers/answers.jsonl").read_text(encoding="utf-8")
    rows = [json.loads(line) for line in lines.splitlines()]
    told = [r for r in rows if _told(r.get("question") or "", r["answer"], sources=True)]
    assert len(told) <= len(rows) // 100
