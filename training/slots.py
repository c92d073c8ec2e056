"""Fills the slots of a frame: people, organisations, places, dates, and what is none of these."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from random import Random

from training import lists, slot_words
from training.assembled import Piece


@dataclass(slots=True)
class Person:
    """Somebody in a text, to be named in several ways."""

    first: str
    last: str


@dataclass(slots=True)
class Filler:
    """Fills slots for one document, coming back to the people it has named."""

    lang: str
    random: Random
    people: list[Person] = field(default_factory=list)
    orgs: list[str] = field(default_factory=list)

    def fill(self, slot: str) -> list[Piece]:
        """Return the pieces for a slot, see the table below."""
        return _SLOTS[slot](self)

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    # People

    def first(self) -> str:
        home = lists.first_names_fr() if self.lang == "fr" else lists.first_names_en()
        roll = self.random.random()
        if roll < 0.1:
            return self.random.choice(home.values)
        if roll < 0.3:
            return self.random.choice(self.random.choice(lists.foreign_names())[0])
        if roll < 0.38:
            return lists.first_names_fr().draw(self.random)
        name = home.draw(self.random)
        return (
            f"{name}-{home.draw(self.random)}" if self.lang == "fr" and self.chance(0.05) else name
        )

    def last(self) -> str:
        home = lists.last_names_fr() if self.lang == "fr" else lists.last_names_en()
        roll = self.random.random()
        if roll < 0.12:
            name = self.random.choice(home.values)
        elif roll < 0.35:
            name = self.random.choice(self.random.choice(lists.foreign_names())[1])
        elif roll < 0.42:
            name = lists.last_names_fr().draw(self.random)
        else:
            name = home.draw(self.random)
        if self.chance(0.03):
            name = (
                self.random.choice(
                    ("de ", "de La ", "du ", "van ", "von ", "El ", "Ben ", "O'", "Mc", "d'")
                )
                + name
            )
        return f"{name}-{home.draw(self.random)}" if self.chance(0.03) else name

    def person(self) -> Person:
        if self.people and self.chance(0.3):
            return self.random.choice(self.people)
        if self.people and self.chance(0.08):
            someone = Person(self.first(), self.random.choice(self.people).last)
        elif self.chance(0.05):
            first, last = self.random.choice(lists.foreign_names())
            someone = Person(self.random.choice(first), self.random.choice(last))
        else:
            someone = Person(self.first(), self.last())
        self.people.append(someone)
        return someone

    def full(self) -> str:
        someone = self.person()
        roll = self.random.random()
        if roll < 0.05:
            return f"{someone.first[0]}. {someone.last}"
        if roll < 0.05 + (0.1 if self.lang == "en" else 0.01):
            return f"{someone.first} {self.random.choice('ABCDEFGHJKLMPRSTW')}. {someone.last}"
        if roll < 0.2 and self.lang == "fr":
            return f"{someone.first} {someone.last.upper()}"
        if roll < 0.21:
            return f"{someone.first} {self.first()} {someone.last}"
        return f"{someone.first} {someone.last}"

    def reversed(self) -> str:
        someone = self.person()
        last = someone.last.upper() if self.chance(0.7) else someone.last
        return (
            f"{last}, {someone.first}"
            if self.lang == "en" or self.chance(0.1)
            else f"{last} {someone.first}"
        )

    def family(self) -> str:
        last = self.person().last
        return last.upper() if self.chance(0.06) else last

    def title(self) -> str:
        return self.random.choice(slot_words.TITLES[self.lang])

    def titled(self) -> list[Piece]:
        name = self.family() if self.chance(0.7) else self.full()
        return [(self.title() + " ", ""), (name, "PERSON")]

    def anyone(self) -> list[Piece]:
        roll = self.random.random()
        if roll < 0.5:
            return [(self.full(), "PERSON")]
        if roll < 0.72:
            return self.titled()
        if roll < 0.8:
            return [(self.person().first, "PERSON")]
        return [(self.family(), "PERSON")] if roll < 0.96 else [(self.reversed(), "PERSON")]

    # Organisations

    def acronym(self) -> str:
        return "".join(
            self.random.choice("ABCDEFGHILMNOPRSTUV") for _ in range(self.random.randint(2, 5))
        )

    def coined(self) -> str:
        name = "".join(
            self.random.choice(slot_words.SOUNDS) for _ in range(self.random.randint(2, 3))
        )
        return name.upper() if self.chance(0.15) else name.capitalize()

    def plain_name(self, pattern: str) -> str:
        """Fill a pattern for the name of an organisation."""
        return re.sub(r"\{(\w)\}", lambda m: self._part(m.group(1)), pattern)

    def _part(self, key: str) -> str:
        if key == "w":
            return self.random.choice(lists.words(self.lang, "words")).lower()
        makers = {
            "V": self.city, "L": self.last, "F": self.first, "Q": self.coined, "N": self.acronym,
            "W": lambda: self.random.choice(lists.words(self.lang, "words")),
            "B": lambda: self.random.choice(lists.words(self.lang, "trades")),
            "Z": lambda: self.random.choice(lists.words(self.lang, "regions")),
            "f": lambda: self.random.choice(slot_words.FORMS),
        }  # fmt: skip
        return makers[key]()

    def company(self) -> str:
        if self.chance(0.3):
            return self.random.choice(lists.words(self.lang, "orgs"))
        return self.plain_name(self.random.choice(slot_words.COMPANIES[self.lang]))

    def institution(self) -> str:
        return self.plain_name(self.random.choice(slot_words.INSTITUTIONS[self.lang]))

    def organisation(self) -> str:
        if self.orgs and self.chance(0.25):
            return self.random.choice(self.orgs)
        roll = self.random.random()
        lang = self.lang if roll > 0.08 else ("en" if self.lang == "fr" else "fr")
        if roll < 0.55:
            name = self.random.choice(lists.words(lang, "orgs"))
        elif roll < 0.62:
            name = self.acronym()
        else:
            name = self.company() if roll < 0.8 else self.institution()
        self.orgs.append(name)
        return name

    # Places

    def city(self) -> str:
        if self.lang == "fr" and self.chance(0.4):
            return self.random.choice(lists.communes())
        return lists.cities(self.lang).draw(self.random)

    def country(self) -> str:
        if self.lang == "fr":
            return self.random.choice(lists.words("fr", "countries"))
        if self.chance(0.25):
            return self.random.choice(
                ("UK", "US", "USA", "U.S.", "England", "Britain", "America", "United States")
            )
        return self.random.choice(lists.countries_en())

    def region(self) -> str:
        return self.random.choice(lists.words(self.lang, "regions"))

    def site(self) -> list[Piece]:
        name = self.random.choice(lists.words(self.lang, "sites"))
        article = match.group() if (match := slot_words.ARTICLE.match(name)) else ""
        return [(article, ""), (name[len(article) :], "LOCATION")]

    def place(self) -> list[Piece]:
        roll = self.random.random()
        if roll < 0.15:
            return self.site()
        return [
            (
                self.city() if roll < 0.55 else self.country() if roll < 0.8 else self.region(),
                "LOCATION",
            )
        ]

    def street(self) -> str:
        if self.lang == "fr":
            name = self.random.choice(lists.streets())
            if self.chance(0.35):
                kind = self.random.choice(
                    ("rue", "avenue", "boulevard", "place", "impasse", "allée", "chemin", "quai")
                )
                name = f"{kind} {self.first() if self.chance(0.7) else 'du Docteur'} {self.last()}"
            return name[0].lower() + name[1:] if self.chance(0.8) else name
        name = self.random.choice(
            (
                self.last(),
                self.random.choice(lists.words("en", "words")),
                self.first(),
                "Church",
                "Park",
            )
        )
        return f"{name} {self.random.choice(('Street', 'Road', 'Avenue', 'Lane', 'St', 'Rd', 'Ave.', 'Drive', 'Blvd', 'Square'))}"

    def address(self) -> list[Piece]:
        number = str(self.random.randint(1, 220))
        gap = "⏎" if self.chance(0.3) else ", "
        if self.lang == "fr":
            bis = self.random.choice(("", "", "", "", " bis", " ter", "B"))
            code = f"{self.random.randint(1, 95):02}{self.random.choice(('000', '100', '200', '310', '450', '007'))}"
            comma = self.random.choice((" ", ", ", " "))
            city = self.city().upper() if self.chance(0.25) else self.city()
            extra = f" Cedex {self.random.randint(1, 20)}" if self.chance(0.06) else ""
            return [
                (f"{number}{bis}{comma}{self.street()}", "ADDRESS"),
                (f"{gap}{code} ", ""),
                (city + extra, "LOCATION"),
            ]
        flat = f"Flat {self.random.randint(1, 20)}, " if self.chance(0.1) else ""
        state = self.random.choice(("CA", "TX", "NY", "IL", "OH", "MA", "WA"))
        tail = f", {state} {self.random.randint(10000, 99000)}" if self.chance(0.6) else " SW1A 2AA"
        return [
            (f"{flat}{number} {self.street()}", "ADDRESS"),
            (gap, ""),
            (self.city(), "LOCATION"),
            (tail, ""),
        ]

    # Dates and the rest

    def date(self) -> str:
        day, month, year = (
            self.random.randint(1, 28),
            self.random.randint(1, 12),
            self.random.randint(1930, 2027),
        )
        name = self.random.choice(slot_words.MONTHS[self.lang][month - 1 : month])
        week = self.random.choice(slot_words.DAYS[self.lang])
        if self.lang == "fr":
            forms = (
                f"{day} {name} {year}",
                f"{day:02}/{month:02}/{year}",
                f"{week} {day} {name}",
                f"{day} {name}",
                f"{day}.{month:02}.{year}",
                f"{name} {year}",
                f"{year}-{month:02}-{day:02}",
                f"{day}/{month}",
            )
        else:
            forms = (
                f"{day} {name} {year}",
                f"{name} {day}, {year}",
                f"{month:02}/{day:02}/{year}",
                f"{name} {day}",
                f"{year}-{month:02}-{day:02}",
                f"{week}, {name} {day}",
                f"{name} {year}",
                f"{name[:3]} {day}",
            )
        return self.random.choice(forms[:2] if self.chance(0.5) else forms)

    def mail(self) -> str:
        someone = (
            self.random.choice(self.people) if self.people else Person(self.first(), self.last())
        )
        user = re.sub(r"[^a-z.]", "", f"{someone.first}.{someone.last}".lower()) or "contact"
        domain = self.random.choice(lists.words(self.lang, "words")).lower().replace("é", "e")
        return f"{user}@{domain}.{self.random.choice(('example', 'test', 'example.org'))}"

    def phone(self) -> str:
        digits = f"{self.random.randint(0, 99999999):08}"
        if self.lang == "fr":
            return f"0{self.random.randint(1, 7)} " + " ".join(
                digits[i : i + 2] for i in range(0, 8, 2)
            )
        return self.random.choice(
            (f"020 7946 0{digits[:3]}", f"(555) {digits[:3]}-{digits[3:7]}", f"555-0{digits[:3]}")
        )

    def number(self) -> str:
        return str(self.random.choice((self.random.randint(2, 30), self.random.randint(31, 999))))

    def amount(self) -> str:
        value = self.random.randint(3, 9000)
        units = (
            ("euros", "€", "millions d'euros", "EUR", "k€")
            if self.lang == "fr"
            else ("dollars", "million", "euros", "USD")
        )
        return (
            f"{value} {self.random.choice(units)}"
            if self.lang == "fr" or self.chance(0.5)
            else f"${value}"
        )

    def hour(self) -> str:
        h, m = self.random.randint(7, 22), self.random.choice(("", "00", "15", "30", "45"))
        return f"{h}h{m}" if self.lang == "fr" else f"{h}:{m or '00'}"

    def reference(self) -> str:
        return (
            f"{self.acronym()}-{self.random.randint(10, 9999)}"
            if self.chance(0.6)
            else str(self.random.randint(10**4, 10**7))
        )

    def file(self) -> str:
        stem = self.random.choice(
            ("rapport", "budget_v2", "scan0012", "notes", "export", "IMG_2043", "draft-final")
        )
        return stem + self.random.choice((".pdf", ".docx", ".xlsx", ".csv", ".log", ""))

    def word(self, name: str) -> str:
        return self.random.choice(lists.words(self.lang, name))


def _one(maker: str, label: str = ""):  # noqa: ANN202
    return lambda filler: [(getattr(filler, maker)(), label)]


def _word(name: str, label: str = ""):  # noqa: ANN202
    return lambda filler: [(filler.word(name), label)]


_SLOTS = {
    "P": Filler.anyone, "N": _one("full", "PERSON"), "NL": _one("reversed", "PERSON"), "T": Filler.titled,
    "F": lambda f: [(f.person().first, "PERSON")], "L": _one("family", "PERSON"),
    "O": _one("organisation", "ORG"), "C": _one("company", "ORG"), "I": _one("institution", "ORG"),
    "V": _one("city", "LOCATION"), "Y": _one("country", "LOCATION"), "S": Filler.site, "G": Filler.place,
    "R": _one("street", "LOCATION"), "A": Filler.address, "D": _one("date", "DATE"), "J": _word("jobs", "JOB_TITLE"),
    "X": _word("peoples", "NRP"), "x": _word("nats", "NRP"),
    "a": lambda f: [(str(f.random.randint(1780, 2026)), "DATE")],
    "n": _one("number"), "m": _one("amount"), "h": _one("hour"), "r": _one("reference"), "e": _one("mail"),
    "t": _one("phone"), "u": _one("file"), "w": _word("things"), "k": _word("laws"), "q": _word("topics"),
    "j": _word("jobs"),
}  # fmt: skip


@cache
def slot_pattern() -> re.Pattern[str]:
    return re.compile(r"\{([A-Za-z]{1,2})\}|⏎")
