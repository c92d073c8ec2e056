"""`restore(protect(x)) == x` over generated texts at random chunkings, and how long the worst took.

`--cases 100000` for the bar; `--seconds 3600` to fuzz; `--models` with NER, slower. Cases run by hundreds, in
`--workers` processes. A failing case is named by its number: the same number makes the same text.
"""

from __future__ import annotations

import argparse
import base64
import json
import os
import random
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import count, islice, pairwise
from multiprocessing import get_context
from typing import ClassVar
from urllib.parse import quote

from assistant.errors import LeakPrevented
from assistant.types import Action, Destination, Kind, Message, Private, Review, Role
from guards.detection.detector import Detector
from guards.detection.rule import Hit
from guards.engine import ConfidentialityGuard
from guards.policy.decisions import Policy
from guards.policy.model import PolicyFile, PolicyRule
from guards.pseudonyms.vault import MemoryVault

_STRETCH = 100
_TELL = 10.0
_NAMES = (
    "Élodie Lefèvre",
    "LEFÈVRE Élodie",
    "Mme Lefèvre",
    "Élodie",
    "Paul Lefèvre",
    "M. de La Roncière",
    "O'Brien",
    "Karim Benali",
    "Jean-Baptiste N'Guessan",
    "Dr Harriet Quenneville",
    "Ms Quenneville",
    "Łukasz Żurawski",
    "Nguyễn Thị Ánh",
    "Rose",
    "Martin",
)
_VALUES = (
    "06 39 98 12 34",
    "+33 6 39 98 12 34",
    "07700 900417",
    "elodie.lefevre@example.org",
    "harriet@mail.test",
    "FR76 3000 6000 0112 3456 7890 189",
    "1 84 12 76 451 089 46",
    "732 829 320 00074",
    "4111 1111 1111 1111",
    "CTR-2026-0417",
    "12 rue des Lilas, 75011 Paris",
    "192.168.7.14",
    "sk-ant-api03-AbCdEfGhIjKlMnOpQrStUvWx",
    "password=Tr0ub4dor&3",
    "https://intranet.example.org/a?b=c",
    "srv-paie-02",
    "né le 12/03/1984",
    "{{PERSON_1}}",
    "[PERSON_2]",
    "PERSON_1",
    "{{CODE_1_B}}",
    "1 234 567,89 €",
    "le 3 mars 2026",
    "projet Étoile Polaire",
    "Brivelle SAS",
)
_NOISE = (
    "le",
    "dossier",
    "the",
    "contract",
    "n°",
    "→",
    "🙂",
    "👩\u200d👩\u200d👧",
    "\u202f",
    "\u00a0",
    "\u200b",
    "\u00ad",
    "\u0000",
    "\ud800",
    "שלום",
    "مرحبا",
    "e\u0301",
    "ﬁn",
    "a²",
    "½",
    "\\u00e9",
    "&amp;",
    "&#233;",
    "%C3%A9",
    "\\n",
    '"',
    "\\",
    "`",
    "**",
    "__",
    "|",
    "\t",
    "\r\n",
    "\n",
    "\n\n",
    "  ",
    ".",
    ",",
    ";",
    ":",
    "(",
    ")",
    "{",
    "}",
    "{{",
    "}}",
    "[",
    "]",
    "<",
    ">",
    "=",
    "-",
    "_",
    "/",
    "١٢٣",
    "１２",
    "ſ",
    "ß",
    "İ",
)


class _Names:
    """Finds the generator's names, which models would find; patterns are the guard's own."""

    name = "generated"
    kinds: tuple[Kind, ...] = (Kind.PERSON, Kind.COMPANY_TERM)
    _known: ClassVar = {**dict.fromkeys(_NAMES, Kind.PERSON), "Étoile Polaire": Kind.COMPANY_TERM}

    def find(self, text: str) -> Iterator[Hit]:
        for name, kind in self._known.items():
            at = text.find(name)
            while at >= 0:
                yield Hit(at, at + len(name), 0.9, kind, self.name)
                at = text.find(name, at + 1)


class _WithoutModels(Detector):
    def load(self) -> None:
        """Nothing to load."""

    def analyse(self, text: str) -> Iterable[Hit]:
        return self.rules.find(text)


def text(rng: random.Random, texts: str = "ordinary") -> str:
    """Return one text of 1 to 60 pieces, as prose, JSON, Markdown or code; evaded, or of any characters."""
    pieces = rng.choices((_NAMES, _VALUES, _NOISE), (2, 3, 4), k=rng.randint(1, 60))
    words = [rng.choice(own) for own in pieces]
    return rng.choice(_SHAPES[texts])(words, rng)


def _prose(words: list[str], rng: random.Random) -> str:
    return "".join(word + rng.choice(("", " ", " ", " ")) for word in words)


def _json(words: list[str], rng: random.Random) -> str:
    pairs = {word: _prose(words[: rng.randint(1, 5)], rng) for word in words[:6]}
    return json.dumps(pairs, ensure_ascii=rng.random() < 0.5)


def _markdown(words: list[str], rng: random.Random) -> str:
    rows = ["| " + " | ".join(words[at : at + 3]) + " |" for at in range(0, len(words), 3)]
    return f"# {words[0]}\n\n- **{words[-1]}**\n\n" + "\n".join(rows)


def _code(words: list[str], rng: random.Random) -> str:
    return "\n".join(f'    {chr(97 + n % 26)}_{n} = "{word}"' for n, word in enumerate(words))


def _evaded(words: list[str], rng: random.Random) -> str:
    return _prose([rng.choice(_EVASIONS)(word, rng) for word in words], rng)


def _wild(words: list[str], rng: random.Random) -> str:
    """Pieces of any characters among the words: other scripts, right to left, NULs, halves of pairs."""
    return _prose([rng.choice((word, _any(rng))) for word in words], rng)


def _any(rng: random.Random) -> str:
    ranges = (
        (0, 0x7F),
        (0x80, 0x24F),
        (0x300, 0x36F),
        (0x590, 0x6FF),
        (0x2000, 0x206F),
        (0xD800, 0xDFFF),
        (0, 0x10FFFF),
    )
    low, high = rng.choice(ranges)
    return "".join(chr(rng.randint(low, high)) for _ in range(rng.randint(1, 8)))


def _inserted(word: str, rng: random.Random) -> str:
    at = rng.randint(0, len(word))
    return word[:at] + rng.choice(_INSIDE) + word[at:]


_INSIDE = (
    "\u200b",
    "\u00ad",
    "\u2060",
    "\u00a0",
    "\u202f",
    "\n",
    "\n> ",
    "**",
    "_",
    "`",
    " | ",
    "\u202e",
    "\ufeff",
)
_EVASIONS: tuple[Callable[[str, random.Random], str], ...] = (
    lambda word, _: word,
    _inserted,
    lambda word, _: " ".join(word),
    lambda word, _: "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in word),
    lambda word, _: "".join(f"&#{ord(c)};" for c in word),
    lambda word, _: word.replace("@", " (at) ").replace(".", " (point) "),
    lambda word, _: quote(word.encode("utf-8", "replace")),
    lambda word, _: json.dumps(word)[1:-1],
    lambda word, _: base64.b64encode(word.encode("utf-8", "replace")).decode(),
    lambda word, _: word.encode("utf-8", "replace").hex(),
    lambda word, _: word.translate(str.maketrans("aeopcxAEOPCX", "аеорсхАЕОРСХ")),
    lambda word, _: word.upper(),
)
_SHAPES: dict[str, tuple[Callable[[list[str], random.Random], str], ...]] = {
    "ordinary": (_prose, _json, _markdown, _code), "evaded": (_evaded,), "wild": (_wild,),
}  # fmt: skip


def restored(
    sealed: str, vault: MemoryVault, guard: ConfidentialityGuard, rng: random.Random
) -> str:
    """Return the text restored from random chunks."""
    restorer = guard.restorer(vault)
    inner = sorted(rng.randint(0, len(sealed)) for _ in range(rng.randint(0, 12)))
    pieces = [restorer.feed(sealed[a:b]) for a, b in pairwise([0, *inner, len(sealed)])]
    return "".join([*pieces, restorer.close()])


def case(guard: ConfidentialityGuard, number: int, texts: str = "ordinary") -> str:
    """Run one case; return what went wrong, or nothing."""
    rng = random.Random(number)
    original, vault = text(rng, texts), MemoryVault()
    try:
        proposal = guard.propose([Message(Role.USER, Private(original))], vault, Destination.WORLD)
        (sealed,) = guard.seal(proposal, Review(), vault)
    except LeakPrevented:
        return "refused"
    except Exception as error:  # noqa: BLE001  (counted, never quoted)
        return type(error).__name__
    return "" if restored(sealed.text, vault, guard, rng) == original else "differs"


@dataclass(slots=True)
class Tally:
    """What a stretch of cases came to: CPU-seconds and case of the slowest, faults by what they are."""

    done: int = 0
    slowest: tuple[float, int] = (0.0, 0)
    wrong: dict[str, list[int]] = field(default_factory=dict)

    def add(self, other: Tally) -> None:
        self.done += other.done
        self.slowest = max(self.slowest, other.slowest)
        for fault, numbers in other.wrong.items():
            self.wrong.setdefault(fault, []).extend(numbers)

    @property
    def failed(self) -> bool:
        return bool(set(self.wrong) - {"refused"})


_guard: ConfidentialityGuard
_texts: str


def _begin(models: bool, surrogates: bool, texts: str) -> None:
    """Make the guard of this process, once."""
    global _guard, _texts
    _texts = texts
    detector = Detector([_Names()]) if models else _WithoutModels([_Names()])
    rule = PolicyRule(action=Action.PSEUDONYMISE)
    realistic = Policy([PolicyFile(version=1, name="surrogates", rules=(rule,))])
    _guard = ConfidentialityGuard(detector, realistic if surrogates else None)


def _stretch(first: int) -> Tally:
    """Run a stretch of cases in this process."""
    own = Tally()
    for number in range(first, first + _STRETCH):
        began = time.process_time()
        fault = case(_guard, number, _texts)
        spent = (time.process_time() - began, number)
        own.add(Tally(1, spent, {fault: [number]} if fault else {}))
    return own


def run(options: argparse.Namespace) -> Tally:
    """Run stretches of cases in processes of their own, telling how far they are."""
    began, told, total = time.monotonic(), 0.0, Tally()
    firsts: Iterable[int] = count(options.first, _STRETCH)
    if not options.seconds:
        firsts = range(options.first, options.first + options.cases, _STRETCH)
    context = get_context("spawn")
    settings = (options.models, options.surrogates, options.texts)
    with context.Pool(options.workers, _begin, settings) as pool:
        # Bounded: a pool reads an endless iterable to its end before it works.
        for batch in _batches(firsts, options.workers * 4):
            for own in pool.imap_unordered(_stretch, batch):
                total.add(own)
                for fault, numbers in own.wrong.items():
                    print(f"{fault}: {numbers}", file=sys.stderr)
                if (now := time.monotonic() - began) > told + _TELL:
                    told = now
                    faults = sum(map(len, total.wrong.values()))
                    print(f"{total.done} cases in {now:.0f} s, {faults} wrong", file=sys.stderr)
            if options.seconds and time.monotonic() - began > options.seconds:
                break
    return total


def _batches(firsts: Iterable[int], size: int) -> Iterator[list[int]]:
    every = iter(firsts)
    while batch := list(islice(every, size)):
        yield batch


def main(argv: list[str] | None = None) -> int:
    """Run the cases; 1 when one was not restored."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=2_000)
    parser.add_argument("--seconds", type=float, default=0)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="processes")
    parser.add_argument("--texts", default="ordinary", choices=list(_SHAPES))
    parser.add_argument("--models", action="store_true")
    parser.add_argument(
        "--surrogates", action="store_true", help="invented values instead of placeholders"
    )
    options = parser.parse_args(argv)
    total = run(options)
    slowest, number = total.slowest
    print(
        f"{total.done} cases, from {options.first}; slowest {slowest * 1e3:.0f} CPU-ms (case {number})"
    )
    for fault, numbers in total.wrong.items():
        print(f"{fault}: {len(numbers)} ({', '.join(map(str, sorted(numbers)[:10]))} …)")
    print("NOT ALL RESTORED" if total.failed else "all restored")
    return int(total.failed)


if __name__ == "__main__":
    sys.exit(main())
