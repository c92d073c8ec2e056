"""What the heading of a column says of its cells: more than the label of a form does, for cells are short."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import regex

from assistant.types import Kind
from guards.detection.account_names import is_of_system
from guards.detection.recognizers.labels import bare, kind_of, looks_like_name
from guards.detection.recognizers.references import NOUN
from guards.detection.recognizers.tables.cells_with_numbers import (
    anything,
    is_code,
    is_day,
    is_long,
    is_no_price,
    is_numbered,
    is_reference,
)
from guards.detection.recognizers.tables.cells_with_people import (
    is_client,
    is_known,
    is_odd_client,
    is_one_of_several,
    is_plain,
    is_somebody,
    may_be_somebody,
)
from guards.detection.recognizers.tables.headings_of_people import below, label
from guards.detection.recognizers.tables.headings_of_things import is_type

Fits = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Column:
    """The kind of the cells of a column, and which of them hold one; `rule` names what says so."""

    kind: Kind
    fits: Fits
    rule: str = "table_column"


_OF_PEOPLE = (Kind.EMAIL, Kind.PHONE, Kind.NATIONAL_ID, Kind.DATE)
"""What a table tells of people; the dates are those of births."""
CLIENTS = "table_clients"
"""Below « Client » stand persons or companies: other hits tell which."""


BIRTHS = "birth_date"
"""Below « Date de naissance » stand days that single a person out."""
_BIRTH = re.compile(
    r"(?:date[ _]?)?(?:de[ _])?naissance|n[ée]\(?e?\)?s?(?:[ _]le)?|ddn|d\.?o\.?b\.?|(?:date[ _]of[ _])?birth|birth[ _]?(?:date|day)|"
    r"born(?:[ _]on)?|anniversaire"
)
_SIGN = r"(?:n[°ºo]\.?|num(?:[ée]ro|\.)?|code|id(?:entifiant)?|r[ée]f(?:[ée]rence)?\.?)[ _]?(?:de[ _]|du[ _]|d['’])?"
_SIGN_AFTER = r"[ _]?(?:n[°ºo]\.?|number|num\.?|nr\.?|id|key|r[ée]f(?:[ée]rence)?\.?|#)"
_SIGNED = rf"(?:{_SIGN}{NOUN}|{NOUN}{_SIGN_AFTER})"
# By themselves these head nothing but numbers …
_NUMBERED = (
    r"(?:dossier|affaire|contrat|convention|police|ticket|incident|r[ée]f(?:[ée]rences?|s)?\.?|[nv]/?[ ]?r[ée]f\.?|"
    r"(?:(?:our|your|notre|votre)[ ])?ref(?:erence|s)?\.?|case|file|contract|docket|policy)"
)
# … and these sums of money, too.
_PRICED = (
    r"(?:sinistre|facture|commande|bon de (?:commande|livraison)|bc|bl|devis|avoir|march[ée]|claim|invoice|(?:purchase )?order|po|"
    r"quot(?:e|ation)|ch[èe]que|cheque|receipt)"
)
_PEOPLE = (
    r"(?:expert|gestionnaire|conseill[eè]re?|commerciale?|avocate?|notaire|m[ée]decin|praticien(?:ne)?|appelante?|technicien(?:ne)?|"
    r"vendeu(?:r|se)|emprunteu(?:r|se)|[ée]l[èe]ve|stagiaire|participante?|(?:sign|saisi|cr[ée]|valid|suivi|attribu|assign)[ée]?e? (?:par|[àa])|"
    r"conduct(?:eur|rice)|chauffeur|(?:co)?propri[ée]taire|porteur|pilote|r[ée]f[ée]rente?|intervenante?|format(?:eur|rice)|enseignante?|"
    r"[ée]tudiante?|tut(?:eur|rice)|juge|qui|who|driver|reporter|(?:policy[ ]?)?holder|judge|agent|trainer|teacher|pupil|student|guardian|"
    r"caller|(?:case[ ]?)?(?:handler|worker)|insured|tenant|landlord|lawyer|solicitor|technician|trainee|reviewer|approver|"
    r"(?:sales|contact)[ ]?person|account manager|(?:assigned|allocated) to|(?:approved|created|signed|handled|taken) by)"
)
_COMPANY = r"(?:n[°º][ ]?)?(?:siren|siret)|(?:n[°º] ?(?:de )?)?tva intra\w*\.?|n[°º] ?(?:de )?tva|vat (?:number|no\.?|id)"

# « Nom, prénom », « Nom / Prénom »
_BOTH = regex.compile(r",[ ]|[ ]?/[ ](?=\p{L}{3})|(?<=\p{L}{3})/(?=\p{L}{3})")


def columns(headings: Sequence[str]) -> Mapping[int, Column]:
    """What the cells under each heading are that says it; « Nom » beside « Prénom » heads persons alone."""
    known = {i: made for i, name in enumerate(headings) if (made := column(name))}
    if not known or any(map(is_type, headings)):
        return {}
    if any(map(_tells_of_people, headings)):
        return {i: replace(one, fits=_SURE.get(one.fits, one.fits)) for i, one in known.items()}
    names = [*map(label, headings)]
    things = [pattern for beside, pattern in _THINGS if any(map(beside.fullmatch, names))]
    of_things = [i for i in known if any(pattern.fullmatch(names[i]) for pattern in things)]
    return known | {i: replace(known[i], fits=is_known) for i in of_things}


def _tells_of_people(heading: str) -> bool:
    return below(heading) == "people" or kind_of(heading) in _OF_PEOPLE


def column(heading: str) -> Column | None:
    """What the cells under a heading are, or None."""
    who = below(heading)
    if who in _WHO:
        return _TIERS if label(heading) == "tiers" else _WHO[who]
    if who and label(heading) in ("host", "hosts"):
        return Column(Kind.PERSON, is_known)
    if _BIRTH.fullmatch(bare(heading)):
        return Column(Kind.DATE, is_day, BIRTHS)
    own = _BOTH.sub(" et ", bare(heading))
    if (kind := kind_of(own)) and kind is not Kind.PERSON:
        return Column(kind, _FITS.get(kind, anything))
    if made := next((made for pattern, made in _COLUMNS if pattern.fullmatch(own)), None):
        return made
    fits = may_be_somebody if kind else _is_person
    return Column(Kind.PERSON, fits) if kind or who else None


def _is_own_account(value: str) -> bool:
    return not is_of_system(value)


def _is_person(value: str) -> bool:
    """Who does something may also be « Comptabilité » or "Default"."""
    return may_be_somebody(value) and not all(map(is_plain, value.split(" ")))


_WHO = {
    "people": Column(Kind.PERSON, is_somebody),
    "several": Column(Kind.PERSON, is_one_of_several),
    "clients": Column(Kind.PERSON, is_client, CLIENTS),
}
_TIERS = Column(Kind.PERSON, is_odd_client, CLIENTS)
_SURE: dict[Fits, Fits] = {
    may_be_somebody: is_somebody,
    _is_person: is_somebody,
    is_one_of_several: is_somebody,
    is_known: is_somebody,
    is_odd_client: is_client,
}
"""What fits where another heading tells of people."""
# Beside these, below those stand machines and goods.
_THINGS = (
    (
        regex.compile(
            r"versions?|os|cpu|ram|ports?|protocole?s?|uptime|latenc[ey]|memory|memoire|ready|image|default(?: value)?|(?:par )?defaut|"
            r"valeur par defaut|required|obligatoire|"
            r"stmts|miss|cover|size|taille|proto(?: .{1,30})?|(?:local|foreign|peer) address(?:[: ].{1,15})?|recv-q|pid/.{1,15}|"
            r"schema|encoding|collat(?:e|ion)|namespace|cluster-ip|restarts|symboles?|symbols?"
        ),
        regex.compile(r"noms?|names?|clients?|agents?|state|owner"),
    ),
    (
        regex.compile(r"prix(?: .{1,20})?|(?:unit )?prices?|(?:en )?stock|sku|seats"),
        regex.compile(r"noms?|names?|tiers"),
    ),
)
_FITS: dict[Kind, Fits] = {
    Kind.USERNAME: _is_own_account,
    Kind.ORG: is_client,
    Kind.LOCATION: looks_like_name,
    Kind.PHONE: is_numbered,
    Kind.POSTAL_CODE: is_numbered,
    Kind.CODE: is_code,
}
"""A comma also parts the clauses of a sentence: what stands below a label may be anything."""
_COLUMNS = tuple(  # `re` takes a third of the time of `regex`
    (re.compile(pattern, re.IGNORECASE), Column(kind, fits))
    for pattern, kind, fits in (
        (_SIGNED, Kind.CODE, is_reference),
        (_NUMBERED, Kind.CODE, is_reference),
        (_PRICED, Kind.CODE, is_no_price),
        (_PEOPLE, Kind.PERSON, _is_person),
        (_COMPANY, Kind.COMPANY_ID, is_long),
        (r"iban|rib", Kind.IBAN, is_long),
    )
)
