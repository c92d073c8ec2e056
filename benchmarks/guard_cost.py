"""What the whole guard costs: a long text, a chat whose last message alone is new, a company's list, odd texts.

CPU time of the process, every model loaded; propose and seal together, as before sending. `--odd 10000000` reads texts
of so many characters that are made to be slow (one letter, one line, no sense), without models.
"""

from __future__ import annotations

import argparse
import random
import resource
import time
from collections.abc import Callable, Iterable

from assistant.types import Destination, Message, Private, Review, Role
from guards.detection.company_adapter import CompanyTerms
from guards.detection.detector import Detector
from guards.detection.rule import Hit
from guards.engine import ConfidentialityGuard
from guards.pseudonyms.surrogates.lists import listed
from guards.pseudonyms.vault import MemoryVault

_FRENCH = (
    "{person} a relu l'avenant du {day} mars et demande si le préavis court encore.",
    "Le montant de la facture {number} sera réglé par {person} avant la fin du mois.",
    "Les équipes de {company} installées à {town} préfèrent attendre la réponse du service juridique.",
    "Merci de rappeler au {phone} pour fixer la réunion ; l'ordre du jour reste le même.",
    "La procédure décrite plus haut s'applique à tous les contrats, sauf clause contraire.",
    "Nous avons comparé les trois offres et gardé la moins chère, malgré un délai plus long.",
)
_ENGLISH = (
    "{person} has read the amendment of {day} March and asks whether notice still runs.",
    "The invoice {number} will be paid by {person} before the end of the month.",
    "The teams of {company} in {town} would rather wait for the answer of the legal department.",
    "Please call {phone} to settle the meeting; the agenda stays the same.",
    "The procedure above holds for every contract unless a clause says otherwise.",
    "We compared the three offers and kept the cheapest, although it takes longer.",
)

_LANGUAGES = {"fr": _FRENCH, "en": _ENGLISH}
_SHORT = {"fr": "Et que répond-on à la dernière question ?", "en": "And what do we answer to that?"}


class WithoutModels(Detector):
    """Rules and lists alone."""

    def load(self) -> None:
        """Nothing to load."""

    def analyse(self, text: str) -> Iterable[Hit]:
        """Return what rules find."""
        return self.rules.find(text)


def text(rng: random.Random, sentences: tuple[str, ...], characters: int) -> str:
    """Return prose of so many characters, a few dozen people in it."""
    people = [
        f"{rng.choice(listed('first_names_f'))} {rng.choice(listed('surnames'))}" for _ in range(40)
    ]
    made, size = [], 0
    while size < characters:
        sentence = rng.choice(sentences).format(
            person=rng.choice(people), day=rng.randint(1, 28), number=rng.randint(10_000, 99_999),
            company=rng.choice(listed("companies")), town=rng.choice(listed("towns")),
            phone=f"06 39 98 {rng.randint(10, 99)} {rng.randint(10, 99)}",
        )  # fmt: skip
        made.append(sentence + ("\n\n" if rng.random() < 0.2 else " "))
        size += len(made[-1])
    return "".join(made)[:characters]


def spent(work: Callable[[], object]) -> float:
    """CPU seconds of a call."""
    began = time.process_time()
    work()
    return time.process_time() - began


def sealed(guard: ConfidentialityGuard, vault: MemoryVault, *texts: str) -> None:
    """Do what is done before a request is sent."""
    messages = [Message(Role.USER, Private(one)) for one in texts]
    guard.seal(guard.propose(messages, vault, Destination.WORLD), Review(), vault)


def memory() -> int:
    """The most memory the process has taken, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def long_text(guard: ConfidentialityGuard) -> None:
    """Print what 40,000 characters cost at first, and when one message is new."""
    rng = random.Random(1)
    for name, sentences in _LANGUAGES.items():
        history = [text(rng, sentences, 4_000) for _ in range(9)]
        last, vault = text(rng, sentences, 4_000), MemoryVault()
        first = spent(lambda h=history, x=last, v=vault: sealed(guard, v, *h, x))
        new = spent(lambda h=history, x=last, v=vault, s=_SHORT[name]: sealed(guard, v, *h, x, s))
        print(f"{name}, 40,000 characters: {first:.2f} CPU-s (bar 1.5)")
        print(f"{name}, a short last message new: {new * 1e3:.0f} CPU-ms (bar 50)")
    print(f"memory, both languages: {memory()} MB (bar 600)")


def company_list() -> None:
    """Print what a list of 50,000 terms costs, with what lists are full of."""
    rng = random.Random(2)
    words = [f"{rng.choice(listed('surnames'))} {number}" for number in range(48_000)]
    terms = [*words, *words[:1_000], *[""] * 500, *"abcdefghij" * 40, "# comment", "Étoile Polaire"]
    before, found = memory(), 0
    made: list[CompanyTerms] = []
    load = spent(lambda: made.append(CompanyTerms(terms)))
    prose = text(rng, _FRENCH, 39_980) + " l'ÉTOILE POLAIRE"
    cost = spent(lambda: list(made[0].find(prose)))
    found = len(list(made[0].find(prose)))
    print(
        f"list of {len(terms):,} lines: {load:.2f} CPU-s to load, {memory() - before} MB,"
        f" {cost * 1e3 / 40:.2f} CPU-ms per 1,000 characters, {found} found"
    )
    _beside_presidio(terms, prose, cost)


def _beside_presidio(terms: list[str], prose: str, cost: float) -> None:
    from presidio_analyzer import PatternRecognizer

    few = [term for term in dict.fromkeys(terms) if len(term) > 1][:5_000]
    peer = PatternRecognizer("TERM", deny_list=few)
    peer.analyze("warm", ["TERM"])
    theirs = spent(lambda: peer.analyze(prose[:4_000], ["TERM"])) * len(prose) / 4_000
    print(f"Presidio's deny list of 5,000 of them: {theirs / cost:.0f} times as much")


def odd(size: int) -> None:
    """Print what texts that are made to be slow cost, per million characters."""
    rng = random.Random(3)
    line = " ".join(rng.choices(["marie", "contrat", "le", "12", "rue", "75011"], k=size // 6))
    texts = {
        "one letter": "a" * size, "one digit": "7" * size, "blanks": " " * size, "NULs": "\0" * size,
        "lone surrogates": "\ud800" * size, "one line of words": line[:size],
        "right to left, mixed": ("Мarie שלום 你好 عالم ١٢ " * (size // 21 + 1))[:size],
        "random digits": "".join(rng.choices("0123456789 .-", k=size)),
    }  # fmt: skip
    for name, made in texts.items():
        guard = ConfidentialityGuard(WithoutModels(()))
        cost = spent(lambda g=guard, m=made: sealed(g, MemoryVault(), m))
        print(
            f"{name}, {size:,} characters: {cost:.1f} CPU-s, {cost * 1e6 / size:.1f} per million",
            flush=True,
        )


def main(argv: list[str] | None = None) -> int:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--odd", type=int, default=0, metavar="CHARACTERS")
    options = parser.parse_args(argv)
    if options.odd:
        odd(options.odd)
        return 0
    detector = Detector()
    load = spent(detector.load)
    sealed(ConfidentialityGuard(detector), MemoryVault(), *_SHORT.values())
    print(f"models of both languages: {load:.2f} CPU-s to load")
    long_text(ConfidentialityGuard(detector))
    company_list()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
