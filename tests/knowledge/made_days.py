"""The days of a vault: notes in French and English about work, house, reading and people, each its own.

Everyone and everything is invented. The same seed writes the same notes.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

PEOPLE = (
    "Solange Perrault", "Ines Moreau", "Armel Kerbiriou", "Tobias Lindqvist", "Nadia Benhaddou",
    "Oswin Pettigrew", "Maëlle Garrigue", "Callum Ashdown", "Yvon Tessandier", "Priya Nairn",
)  # fmt: skip
_FRENCH = {
    "réunion": (
        "{who} a présenté l'avancement du lot {n} devant {other}.",
        "On a décidé de reporter la recette de {n} jours, le temps de reprendre la documentation.",
        "Reste à trancher : qui relit le cahier des charges avant {day} ?",
    ),
    "lecture": (
        "J'ai fini le chapitre {n} du roman prêté par {who} ; la scène du phare est la meilleure.",
        "L'auteur oppose la lenteur du canal à la hâte des voyageurs.",
        "À relire pour l'atelier d'écriture de {day}, avec {other}.",
    ),
    "jardin": (
        "Semé {n} rangs de carottes et repiqué les poireaux avant la pluie.",
        "{who} m'a donné des boutures de groseillier ; planter contre le mur nord.",
        "Le compost chauffe bien, je l'ai retourné avec {other}.",
    ),
    "musique": (
        "Répétition chez {who} : le deuxième mouvement traîne encore à la mesure {n}.",
        "Changer les cordes de l'alto avant {day}.",
        "{other} propose d'ajouter une pièce de Rameau au programme.",
    ),
}
_ENGLISH = {
    "bicycle": (
        "Rode {n} kilometres along the canal with {who}; the chain slips in the highest gear.",
        "Bought brake pads and a spare tube at the shop near the station.",
        "{other} lent me a torque wrench, to give back on {day}.",
    ),
    "hiring": (
        "{who} interviewed the candidate for the data team; {n} questions on testing went well.",
        "The panel wants a second talk about how disagreements are settled.",
        "{other} will write the offer once references are in, probably {day}.",
    ),
    "weather": (
        "Fog until noon, then {n} degrees and a light westerly.",
        "The gauge on the shed roof is cracked; {who} knows where to find another.",
        "Storm expected on {day}: bring the chairs in with {other}.",
    ),
    "history": (
        "Notes from the talk by {who} on the harbour's cranes, {n} of which still stand.",
        "The archive keeps the ledgers of the rope works in a room without heating.",
        "{other} wants to scan the photographs before {day}.",
    ),
}
_DAYS = {
    "fr": ("lundi", "mardi", "jeudi", "vendredi"),
    "en": ("Monday", "Tuesday", "Thursday", "Friday"),
}


def days(count: int, linked: tuple[str, ...], seed: int = 11) -> Iterator[tuple[str, str]]:
    """Yield the names and texts of notes that link to one another, to `linked`, and to nothing."""
    draw = random.Random(seed)
    for number in range(count):
        language, subjects = ("fr", _FRENCH) if number % 2 else ("en", _ENGLISH)
        subject = draw.choice(sorted(subjects))
        who, other = draw.sample(PEOPLE, 2)
        words = {
            "who": who, "other": f"[[{other}]]", "n": draw.randint(3, 60),
            "day": draw.choice(_DAYS[language]),
        }  # fmt: skip
        said = [line.format(**words) for line in subjects[subject]]
        draw.shuffle(said)
        date = f"2026-{draw.randint(1, 9):02}-{draw.randint(1, 28):02}"
        links = f"[[{draw.randrange(count):03}]] · [[{draw.choice(linked)}]]"
        yield (
            f"{number:03}",
            f"---\ndate: {date}\ntags: [{subject}]\n---\n# {subject.capitalize()} {number}\n\n"
            + "\n\n".join(said)
            + f"\n\n{links}\n",
        )
