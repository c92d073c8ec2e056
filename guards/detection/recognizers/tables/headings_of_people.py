"""Headings below which persons stand: « Nom du salarié », "customer_name", « Client »."""

from __future__ import annotations

import re
from functools import cache

import regex

from guards.detection.folding import fold
from guards.forgetting import remembered

_E = r"(?:\(?[·.-]?e?s?\)?(?:[·.-]?s\)?)?)"
"""What may end a noun: « salariés », « salarié(e)s », « salarié·e·s »."""
# Below these stands nothing but persons …
_ONLY = (
    rf"(?:salarie{_E}|employe{_E}|collaborat(?:eur|rice)s?|adherent{_E}|abonne{_E}|patient{_E}|eleve{_E}|conjoint{_E}|tut(?:eur|rice)s?|"
    rf"participant{_E}|invite{_E}|inscrit{_E}|candidat{_E}|usager{_E}|beneficiaires?|locataires?|occupant{_E}|titulaires?|signataires?|"
    rf"demandeu(?:r|se)s?|apprenti{_E}|stagiaires?|etudiant{_E}|licencie{_E}|benevoles?|assure{_E}|allocataires?|representant{_E} leg(?:al|aux)|"
    r"responsables? lega(?:l|ux)|chef(?:fe)?s? de projets?|charge(?:e|\(e\))?s? d(?:'affaires|e (?:clientele|mission|dossiers?))|"
    rf"personnes? (?:a (?:contacter|prevenir)|concernees?)|debit(?:eur|rice)s?|victimes?|ayant{_E} droit|remplacant{_E}|redact(?:eur|rice)s?|"
    r"employees?|colleagues?|workers?|pupils?|students?|attendees?|participants?|applicants?|candidates?|tenants?|staff members?|"
    r"patients?|claimants?|defendants?|volunteers?|trainees?|apprentices?|next of kin|spouses?|emergency contacts?|line managers?|team leaders?|"
    r"beneficiary|beneficiaries|payees?|residents?)"
)
# … and below these a company, a service or an answer, too.
_MAYBE = (
    rf"(?:parents?|enfants?|meres?|peres?|famille|responsables?|n\+[12]|superieur{_E}(?: hierarchique{_E})?|membres?|present{_E}|absent{_E}|excuse{_E}|"
    rf"personnes?|proprietaires?|referent{_E}|validat(?:eur|rice)s?|coordinat(?:eur|rice)s?|animat(?:eur|rice)s?|rapporteu(?:r|se)s?|joueu(?:r|se)s?|testeu(?:r|se)s?|"
    rf"gerant{_E}|dirigeant{_E}|associe{_E}|actionnaires?|acheteu(?:r|se)s?|acquereurs?|vendeu(?:r|se)s?|mandataires?|correspondant{_E}|creanci(?:er|ere)s?|"
    rf"donateu(?:r|rice)s?|contacts?(?: principal| client| technique| facturation)?|interlocut(?:eur|rice)s?|destinataires?|expediteurs?|auteurs?|agent{_E}|"
    r"(?:primary|main|key|billing|technical) contacts?|guardians?|child|children|mothers?|fathers?|members?|users?|guests?|owners?|"
    rf"(?:account|product|process|asset) owners?|assigned|assigne{_E}|request[eo]rs?|reporters?|supervisors?|directors?|leads?|team leads?|"
    r"(?:project|account|product|case|sales|office|site) managers?|managers?|sales reps?|reps?|donors?|players?|drivers?|speakers?|persons?|people|"
    r"staff|signator(?:y|ies)|witness(?:es)?|debtors?|creditors?|buyers?|sellers?|shareholders?|instructors?|coach|payers?|"
    r"(?:assigned|allocated|reports|reporting) to|(?:requested|approved|created|signed|handled|reviewed|prepared|submitted|updated|modified|"
    r"reported|entered|checked|written|seen|raised|opened|closed|logged|taken) by|"
    r"(?:affecte|attribue|assigne|confie)e?s? a|(?:remplace|suivi|valide|demande|saisi|cree|signe|vu|recu|vise|approuve|relu|redige|gere|modifie|ouvert)e?s? par)"
)
# A plural may also head groups and counts: « Patients », "Students"; « Salariés » and « participant(e)s » do not.
_SEVERAL = regex.compile(r"(?!salarie|employ|collab|colleague)[^()·]*s")
_CLIENT = rf"(?:client{_E}|customers?|clientele|acheteu(?:r|se)s?|tiers|debit(?:eur|rice)s?)"
_WHO = rf"(?:{_ONLY}|{_MAYBE}|{_CLIENT})"
_NOM = r"(?:noms?|prenoms?)(?:(?: ?[/,&+-] ?| et | )(?:noms?|prenoms?))?"
_GIVEN = r"(?:full|first|last|middle|family|maiden|given|preferred|legal)"
_HEADING = (
    rf"(?P<clients>(?:noms? (?:du |de la |des |de )?)?{_CLIENT}(?:'s|s')?(?: names?)?)|"
    rf"(?P<people>prenoms?|(?:noms?|prenoms?)(?: ?[/,&+-] ?| et | )(?:noms?|prenoms?)|"
    rf"{_NOM} (?:de famille|famille|d'usage|usuel|marital|complet|de naissance|de jeune fille)|"
    rf"{_NOM} (?:d'|de l'|de la |du |des |de )?{_WHO}|(?P<plain>{_ONLY})|"
    rf"{_WHO}(?:'s|s')? (?:{_GIVEN} )?names?|names? of (?:the )?{_WHO}|{_GIVEN} ?names?(?: of (?:the )?{_WHO})?|surnames?|forenames?|[fl]name)|"
    rf"(?P<perhaps>noms?|names?|first|last|hosts?|{_MAYBE})"
)
_LONGEST = 40
_JOINED = re.compile(r"[ _.]+|(?<=[a-z])-(?=[a-z])")
_HUMP = regex.compile(r"(?<=\p{Ll})(?=\p{Lu}\p{Ll})")
_COUNTED = regex.compile(r"(?<=\w) ?\d\Z")


@cache
def _heading() -> re.Pattern[str]:
    """The pattern, compiled at first use: that takes as long as a short text takes to scan.

    With `re`, which takes a quarter of the time of `regex` to match it.
    """
    return re.compile(_HEADING)


def label(heading: str) -> str:
    """A heading in folded words: « Nom_Client », "lastName", « **Parent 1** »."""
    own = fold(_HUMP.sub(" ", heading.strip(" *_\"'`:#\u00a0")).replace("’", "'"))
    return _COUNTED.sub("", _JOINED.sub(" ", own).strip())


@remembered(1024)
def below(heading: str) -> str:
    """Who stands below a heading: `people`, `several`, `clients` that are people or companies, `perhaps` people, or nobody.

    « Prénom » and "client_name" head people, « Nom » and "Owner" perhaps; « Patients » several of them, or groups.
    """
    if len(heading) > _LONGEST or not (match := _heading().fullmatch(own := label(heading))):
        return ""
    return "several" if match["plain"] and _SEVERAL.fullmatch(own) else match.lastgroup or ""
