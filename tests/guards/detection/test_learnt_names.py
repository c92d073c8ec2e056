"""What a detector keeps from one turn to the next changes nothing of what it finds.

Conversations are made at random of names in every guise, and of words that only become names through a later
turn. At every turn the findings are those of a detector that has seen nothing before.
"""

import random
import time

import pytest

from guards.detection.company_adapter import CompanyTerms
from guards.detection.detector import Detector

SEEDS = range(40)
TURNS = 6
CPU_SECONDS = 0.4  # for one conversation: what is left out is run with other seeds, not waited for

FIRST = ["Élodie", "Karim", "Jean-Marc", "Harriet", "Marie", "Rose", "Will", "Pierre", "Ève"]
LAST = [
    "Lefèvre",
    "Quenneville",
    "d'Orval",
    "O'Brannel",
    "Le Goff",
    "Marchand",
    "Petit",
    "Bell",
    "Ruiz-Salva",
]
FIRMS = ["Brivelle Numérique", "Whitcombe & Sons Ltd", "Projet Zéphyr", "Nordelle"]
NUMBERS = [
    "06 39 98 12 34",
    "0639981234",
    "+33 6 39 98 12 34",
    "ZEPHYR-4471",
    "ZEPHYR 4471",
    "020 7946 0958",
]
INTRODUCING = [
    "Mme {f} {l} écrit.", "Dear {f} {l},", "M. {l} sera là, {f} aussi.", "My colleague {f} {l} works at {o}.",
    "{f} {l} <{m}> : {n}", "Je m'appelle {f} {l}, de {o}.", "Dr {l} called {n}.", "dossier {n}, {o}",
]  # fmt: skip
MENTIONING = [
    "{l} a répondu hier.", "{f} will come.", "{L} ET {F}", "les {l}s arrivent", "{l}'s file is lost",
    "l'avis de {f}", "{f}-{l} puis {l} {f}", "la {x} est petite et le marchand passe", "rose and will bell",
    "écrire à {m}", "re: {n}", "{o} signe", "{p}", "{f}\n{l}", "{f}\u00a0{l}", "{x} {x}", "(l{l})", "{s}",
]  # fmt: skip


def plain(text):
    return text.translate(str.maketrans("Ééèê", "Eeee"))


def sentence(draw, forms, people):
    first, last = draw.choice(people)
    mail = plain(f"{first}.{last}@example.org".lower().replace(" ", "").replace("'", ""))
    given = {
        "f": first, "l": last, "o": draw.choice(FIRMS), "n": draw.choice(NUMBERS), "m": mail,
        "F": first.upper(), "L": plain(last.upper()), "x": last.lower(), "p": plain(f"{first} {last}"),
        "s": " ".join(last),
    }  # fmt: skip
    return draw.choice(forms).format(**given)


def conversation(seed):
    """The requests of a chat: the history grows, and now and then a message is changed or dropped."""
    draw = random.Random(seed)
    # Few people, so that what one turn teaches is spoken of in others.
    people = list(zip(draw.sample(FIRST, 2), draw.sample(LAST, 2), strict=True))
    history, requests = [], []
    for _ in range(TURNS):
        forms = draw.choice([INTRODUCING, MENTIONING, MENTIONING])
        history.append(" ".join(sentence(draw, forms, people) for _ in range(draw.randint(1, 3))))
        if len(history) > 2 and draw.random() < 0.25:
            history.pop(draw.randrange(len(history)))
        if len(history) > 1 and draw.random() < 0.2:
            draw.shuffle(history)
        requests.append(list(history))
    return requests


@pytest.fixture(scope="module")
def warm():
    made = Detector([CompanyTerms(["Projet Zéphyr", "Nordelle", "ZEPHYR-4471"])])
    made.load()
    return made


def fresh(like):
    """A detector that has seen nothing; the models, which keep nothing of a text, are shared."""
    made = Detector([CompanyTerms(["Projet Zéphyr", "Nordelle", "ZEPHYR-4471"])], like.names)
    made._engine = like._engine
    return made


def test_a_warm_detector_finds_what_a_fresh_one_finds(warm):
    turns = changed = 0
    ends = time.process_time() + CPU_SECONDS * len(SEEDS)
    for seed in SEEDS:
        before = {}
        for request in conversation(seed):
            found = warm.find(request)
            assert found == fresh(warm).find(request), (seed, request)
            turns += 1
            pairs = dict(zip(request, found, strict=True))
            changed += any(before.get(text, new) != new for text, new in pairs.items())
            before = pairs
        if time.process_time() > ends:
            break
    # It says something only if later turns did change what is found in earlier ones.
    assert turns >= 60 and changed >= 10, (turns, changed)
