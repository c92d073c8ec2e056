"""Cells below the name of a person or a client, and those that plainly name nobody.

What a model finds in a cell depends on its look; below « Salarié » « petit », « roux » and « grant long » are people.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import regex

from guards.detection.first_names import first_names, is_first_name
from guards.detection.folding import fold
from guards.detection.recognizers.labels import looks_like_name
from guards.detection.wordlists import NO_NAMES, is_listed

_NOBODY = frozenset(
    """
    n/a na nc nr ns ras tbc tbd tba none null nan nil vide aucun aucune inconnu inconnue unknown anonyme anonymous total sous-total
    subtotal moyenne average oui non yes no vrai faux true false ok ko idem ditto same vacant vacante vacancy divers various autre autres
    other others tous toutes all everyone everybody personne nobody equipe team interne externe internal external self moi me string str
    text int integer varchar homme femme male female masculin feminin particulier particuliers professionnel pro email mail phone courrier
    sms telephone pending present presente absent absente excuse excusee admin administrator administrateur root default test multiple several plusieurs
    confidentiel restricted see voir direction comptabilite compta accueil secretariat achats juridique logistique informatique rh hr it
    ops dev support sales finance legal marketing payroll procurement operations engineering facilities
    hommes femmes garcons filles adultes enfants cadres ouvriers actifs retraites seniors juniors men women boys girls adults children reception accounts
    overall healthy diabetic placebo controls users unassigned unknown nobody editors viewers readers
    """.split()  # noqa: SIM905  (a list of words reads better so)
)
# « à nommer », « Non communiqué », "to be confirmed", « en cours », « poste vacant », « service achats »
_SAID = regex.compile(
    r"(?i:à|non|not|to be|en|in|no|pas|sans|without|poste|service|[ée]quipe|team|dept|department|the|see|voir|same|cf)[ .]\p{Ll}.*|"
    r"(?i:a (?:nommer|d[ée]finir|venir|d[ée]terminer|pr[ée]ciser|confirmer|compl[ée]ter|recruter|pourvoir|voir))"
)
_IN_SENTENCES = frozenset(
    """
    a an the this that these if is are be as for with when not my your our his her their was has had un une les est sont pour avec
    dans sur par cette votre notre qui que ou pas plus sera ont et ete and or to on at by from
    """.split()  # noqa: SIM905
)
_FEWEST_IN_SENTENCES = 3
"""An, Or and To are names, too: « an tran », « or cohen »."""
_NOT_IN_FIRMS = _IN_SENTENCES - {"and", "et", "the", "un", "dans", "sur", "our", "notre"}
_ARTICLES = ("le", "la", "du")
"""Before one word they build surnames: « le bail », « La Porte »."""
_FEW_WORDS = regex.compile(r"\p{L}[\p{L}.'’-]*(?: \p{L}[\p{L}.'’-]*){0,4}")
_FIRM = regex.compile(
    r"(?=.*\p{L}{2})[\p{L}\d][\p{L}\d.'’&+-]*(?: (?:&|[\p{L}\d(][\p{L}\d.'’&+)-]*)){0,5}"
)
_BLANKS = regex.compile(r"\s+")
_COMMON = ("common", "ordinary", "technical")


def is_somebody(value: str) -> bool:
    """Whether a cell below the name of a person may hold one, whatever its words mean: « petit », « rose may »."""
    own = _BLANKS.sub(" ", value.replace(", ", " ", 1))
    return _FEW_WORDS.fullmatch(own) is not None and _names(own, _IN_SENTENCES)


def may_be_somebody(value: str) -> bool:
    """Whether a cell below « Nom » or "Owner" may hold one: no ordinary words in small letters."""
    return is_somebody(value) and looks_like_name(_BLANKS.sub(" ", value.replace(", ", " ", 1)))


def is_one_of_several(value: str) -> bool:
    """Whether a cell below « Patients » or "Students" may hold one: no group of them (« toute la classe », "Group A")."""
    if not is_somebody(value):
        return False
    words = value.replace(",", "").split(" ")
    if len(words) == 2 and fold(words[0]) in _ARTICLES:
        return True
    plain = [word for word in words if is_plain(word)]
    return len(plain) < len(words) and not any(len(w) > 3 and w.islower() for w in plain)


def is_known(value: str) -> bool:
    """Whether a cell below « Nom » beside « Prix », or below "Host", holds a person: a first name tells."""
    return may_be_somebody(value) and any(map(is_given, value.replace(",", "").split(" ")))


def is_odd_client(value: str) -> bool:
    """Whether a cell below « Tiers » may hold a name: no entry of an account (« Virement interne »)."""
    return is_client(value) and not all(map(is_plain, value.split(" ")))


def is_plain(word: str) -> bool:
    """Whether a word names nobody by itself."""
    known = is_given(word) or is_listed(word, "surnames_of_words")
    return is_listed(word, *NO_NAMES) and not known


def is_given(word: str) -> bool:
    """Whether a word is a first name, an ordinary word besides or not: « pierre », "grace"."""
    return fold(word) in first_names() or is_first_name(word)


def is_client(value: str) -> bool:
    """Whether a cell below « Client » or « Société » may hold a name: « dray & sons », « 3 moulins »."""
    own = _BLANKS.sub(" ", value)
    if _FIRM.fullmatch(own) is None or not _names(own, _NOT_IN_FIRMS):
        return False
    return not own.islower() or not all(is_listed(word, *_COMMON) for word in own.split(" "))


def _names(value: str, sentences: frozenset[str]) -> bool:
    if fold(value).strip(".") in _NOBODY or _is_said(value):
        return False
    if value.count(" ") + 1 < _FEWEST_IN_SENTENCES:
        return True
    return sentences.isdisjoint(fold(word) for word in value.split(" ") if word.islower())


def _is_said(value: str) -> bool:
    """Whether a cell says that nobody is there: « no answer »; No is a name, too: « no kim »."""
    if _SAID.fullmatch(value) is None:
        return False
    first, *others = value.split(" ")
    return fold(first) != "no" or any(is_listed(word, *NO_NAMES) for word in others)


# A number, a colon and a dash end a name: « petit 4432 », « petit : rh », « roux – chef ».
_APART = regex.compile(
    r"\s*(?:[,;/&+\n]|\([^()]*\)|[\[(:→].*|(?<= )[-–—] .*|(?<= )(?:et|and|puis|then)(?= )|(?<=\p{L}[ ])(?:n[°º][ ]?)?\d.*|[?!])\s*"
)


_FILE = regex.compile(r"\S+/\S+\.\w{1,5}")


def people_in(value: str, fits: Callable[[str], bool]) -> Iterator[tuple[int, int]]:
    """Yield where the people of a cell stand that holds several, or something besides: « yann (rh), le goff, 45 ans ».

    The first must fit the column, or be the surname of somebody before something else: « petit / roux ».
    """
    if _FILE.fullmatch(value):
        return
    ends = [match.span() for match in _APART.finditer(value)]
    starts, stops = [0, *(end for _, end in ends)], [*(start for start, _ in ends), len(value)]
    found = [(at, end) for at, end in zip(starts, stops, strict=True) if at < end]
    if not ends or not found or found[0][0] > 0:
        return
    first = value[slice(*found[0])]
    if fits(first) or (len(found) > 1 and is_listed(first, "surnames_of_words")):
        yield from (own for own in found if is_somebody(value[slice(*own)]) and own[1] - own[0] > 1)
