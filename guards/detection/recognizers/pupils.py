"""French pupils and students: the national number (INE) and its forms in schools and universities."""

from __future__ import annotations

from assistant.types import Kind
from guards.detection.rule import Rule

_NUMBER = r"(?:\d{10}[A-Za-z]|\d{9}[A-Za-z]{2}|\d[A-Z\d]{9}[A-Z])"

RULES = (
    # INE: ten digits and a letter at schools, nine and two since 2019, letters within at universities.
    Rule(
        "fr_pupil",
        Kind.NATIONAL_ID,
        rf"(?<![\w.-]){_NUMBER}(?!\w)",
        score=0.45,
        context=r"ine|nne|ni|bea|idu|nni|ibea|numéro national|identifiant national|élèves?|étudiante?s?|scolarité|parcoursup|student",
        needs=("ine", "nne", "bea", "idu", "nni", "national", "eleve", "etudiant", "scolarite", "parcoursup", "student"),
    ),
)  # fmt: skip
