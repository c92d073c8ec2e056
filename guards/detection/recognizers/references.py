"""References written in groups or after a whole label: « contrat n° HH 7745881 », « customer ref is OAK/88/4127 »."""

from __future__ import annotations

import regex

from assistant.types import Kind
from guards.detection.rule import Rule

NOUN = (
    r"(?:contrat|convention|marché|devis|dossier|affaire|facture|ch[èe]que|commande|bon de (?:commande|livraison)|avoir|police|sinistre|ticket|incident|"
    r"client|abonnement|abonné|adhérent|sociétaire|assuré|allocataire|matricule|employé|salarié|patient|requête|agrément|"
    r"contract|case|file|invoice|(?:purchase )?order|policy|claim|account|customer|employee|member(?:ship)?|staff|badge|application|subscription|subscriber|quot(?:e|ation))"
)
NEEDS = (
    "contra", "convention", "marche", "devis", "dossier", "affaire", "facture", "commande", "bon de", "avoir", "police", "sinistre", "ticket", "incident",
    "client", "abonne", "adherent", "societaire", "assure", "allocataire", "matricule", "employe", "salarie", "patient", "requete", "agrement",
    "case", "file", "invoice", "order", "policy", "claim", "account", "customer", "member", "staff", "badge", "application", "subscri",
    "quot", "cheque", "ref",
)  # fmt: skip
STARTS = (*NEEDS, "purchase order")
"""What `NOUN` begins with."""
SIGN = r"(?:n[°º]s?|numéro|num\.?|réf(?:érence)?s?\.?|ref(?:erence)?s?\.?)"
_ANY_SIGN = rf"(?:{SIGN}|nos?\.?|(?<!s[ ])number|id|\#)"
# « contrat d'assurance habitation n° »
OF = (
    r"(?:[ ](?:d'|de[ ])?(?:assurance|prévoyance|mutuelle|location|bail|prêt|crédit|travail|habitation|auto(?:mobile)?|moto|santé|vie|responsabilité|"
    r"civile|maintenance|service|vente|achat|client|multirisques?|professionnel(?:le)?|complémentaire|énergie|électricité|gaz|mobile|internet|médical|"
    r"pénal|judiciaire)){0,3}"
)
# « contrat n° », « customer reference number »; « n° de contrat », « réf. client »: « number of orders » counts them.
_OWN = r"(?:(?:our|your|my|their|notre|votre|ma|leur)[ ]|[nv]/[ ]?)(?:réf(?:érence)?|ref(?:erence)?)\.?"
# « Réf. interne 2291-B »
_WHOSE = r"(?:réf(?:érence)?|ref(?:erence)?)\.?[ ](?:interne|externe|internal|external)"
_LABEL = (
    rf"(?<!\w)(?!(?i:staff number )\d+000(?!\d))(?i:{NOUN}s?{OF}[ \n]?\(?{_ANY_SIGN}(?:[ ](?:client|number|{SIGN}))?|"
    rf"(?:{SIGN}[ ]?(?:de[ ]|du[ ]|d')?|no[ ]de[ ]){NOUN}(?![ ]?{_ANY_SIGN})|{_OWN}|{_WHOSE})\)?"
)
LABEL_STARTS = (
    *STARTS,
    "n°",
    "nº",
    "no de",
    "num",
    "our",
    "your",
    "my ",
    "their",
    "notre",
    "votre",
    "ma ",
    "leur",
    "n/",
    "v/",
)
"""What `_LABEL` and `_BARE` begin with."""
_BARE = r"(?<![\w/])(?i:réf(?:érence)?|ref(?:erence)?)\.?"
_IS = r"(?i:[ ]?[:=][ ]?\#?|[ \n](?:is|was|est)[ ]?:?[ ](?:le[ ])?|[ \n]?\#?)"
UNITS = (
    r"(?:euros?|eur|dollars?|usd|pounds?|gbp|chf|pages?|points?|pts|jours?|days?|ans|années?|years?|mois|months?|semaines?|weeks?|heures?|hours?|h|"
    r"minutes?|min|secondes?|seconds?|fois|times|lignes?|lines?|rows?|records?|personnes?|people|unités?|units?|pièces?|pieces?|"
    r"exemplaires?|copies|characters?|caractères?|digits?|chiffres?|km|kg|m²|m2|mo|go|ko|mb|gb|kb)"
)
# What large round figures count, and what may also stand behind a reference: « order no. 7745 8812 items missing ».
_COUNTED = (
    rf"(?:{UNITS}|articles?|items?|clients?|customers?|orders?|commandes?|contrats?|contracts?)"
)
_MONTH = r"(?i:janv\w*|févr\w*|mars|avril|avr|mai|juin|juil\w*|août|sept\w*|oct\w*|nov\w*|déc\w*|jan\w*|feb\w*|march|apr\w*|may|june?|july?|aug\w*|dec\w*)"
END = rf"(?!\w|[.,:/-]\d|[ ]?[€%$£]|[ ](?i:{UNITS})(?!\w))"
AMOUNT = rf"\d{{1,3}}(?:[ ]\d{{3}})+(?:[.,]\d+)?[ ]?(?:[€%$£]|(?i:{_COUNTED})(?!\w))"
_PHONE = r"0\d(?:[ ]\d{2}){4}(?!\d)|0\d{2,4}[ ]\d{3,4}[ ]?\d{3,4}(?!\d)"
_DAY = rf"\d{{1,2}}[ ]{_MONTH}(?!\w)"
GROUPS = rf"(?:[ ](?!{_PHONE}|{_DAY})\d{{2,12}}){{%s,6}}+"
# Words in capitals, currencies and names of other numbers that may stand before a figure.
NO_SERIES = (
    r"(?!(?:DU|DE|DES|LE|LA|LES|ET|EN|AU|AUX|OU|SUR|PAR|EST|A|OF|IN|ON|AT|TO|IS|AS|OR|AND|THE|FOR|BY|FROM|WAS|NO|N|NOS|NUM|REF|ID|NUMB|"
    r"EUR|USD|GBP|CHF|CAD|AUD|JPY|TVA|VAT|RCS|IBAN|NIR|NIF|TEL|FAX|CP|BP|RIB|BIC|CNI|NI|NINO|NHS|SSN|UTR|RG|PO|ISO|IEC|EN|NF|RFC|PDF|HTTP|"
    r"MAI|MARS|JUIN|AOÛT|MAY|JUNE|JULY|JPEG|JPG|PNG|GIF|CSV|XML|CAC|US|UK|EU|UE|SHA|UTF|AES|RSA|COVID|WIFI|USB)[ ])"
)
_SERIES = rf"{NO_SERIES}[A-Z]{{1,4}}[ ]"
_CODE = r"(?=[\w./-]*\d)[A-Z\d][A-Za-z\d]*(?:[-/._][A-Za-z\d]+)*"
_FORMAT = regex.compile(
    r"(?:SHA|UTF|AES|RSA|MD|ISO|IEC|RFC|IPV|VARCHAR|CHAR|INT|FLOAT|BASE|UUID|CRC)[-_]?\d+(?:-\d+)?|[EH][.]?\d{3}",
    regex.IGNORECASE,
)
_YEAR = regex.compile(r"[A-Z]+ (?:19|20)\d{2}")
ROUND = regex.compile(r"(?:[A-Z]+ )?\d{1,3}(?: 000)+")


def _digits(value: str) -> int:
    return sum(map(str.isdigit, value))


def _is_reference(value: str) -> bool | None:
    """« client n° 100 000 » is the hundred thousandth, « case no. EU 2026 » a year."""
    if _YEAR.fullmatch(value) or ROUND.fullmatch(value):
        return False
    return None if _digits(value) >= (3 if value[0].isalpha() else 5) else False


def _is_long(value: str) -> bool | None:
    return None if _digits(value) >= 6 and not ROUND.fullmatch(value) else False


def _is_code(value: str) -> bool | None:
    """« The invoice number is 12 characters long », « the case number is 2026 » hold none."""
    if _FORMAT.fullmatch(value):
        return False  # « the order number is SHA256 hashed »
    least = 5 if value.isdigit() else 3
    return None if _digits(value) >= least else False


def _is_own_code(value: str) -> bool | None:
    """« my file is 120000 bytes long », « our case is 2024 »."""
    return False if value.endswith("000") else _is_code(value)


RULES = (
    Rule(
        # « her case is 10442 », « mon dossier, c'est le A-4471 »
        "own_reference",
        Kind.CODE,
        rf"(?<=(?<!\w)(?i:my|your|his|her|our|their|mon|ma|votre|son|sa|notre|leur)[ ])(?i:{NOUN})"
        rf"(?i:[ ]is|,?[ ](?:est|c['’]est)[ ]le)[ ](?P<v>{_CODE}){END}",
        score=0.74,
        check=_is_own_code,
        digits=3,
        starts=STARTS,
    ),
    Rule(
        "grouped_reference",
        Kind.CODE,
        rf"(?:{_LABEL}|{_BARE}){_IS}(?P<v>{_SERIES}\d{{2,12}}(?:[-/.]\w{{1,12}}){{0,6}}{GROUPS % 0}{END}|(?!{AMOUNT})\d{{1,12}}{GROUPS % 1}{END})",
        score=0.74,
        check=_is_reference,
        digits=3,
        needs=NEEDS,
        starts=LABEL_STARTS,
    ),
    Rule(
        # « contrats n° 7745 8812 et 7745 8813 »: the second and those after it.
        "grouped_references",
        Kind.CODE,
        rf"(?P<v>(?<=(?:,|(?i:et|and)|&)[ ])(?<={_LABEL}{_IS}(?:\d{{1,12}}(?:[ ]\d{{2,12}}){{1,6}}(?:,|[ ](?i:et|and)|[ ]&)[ ]){{1,6}})"
        rf"(?!{AMOUNT}|{_PHONE})\d{{1,12}}{GROUPS % 1}){END}",
        score=0.74,
        check=_is_reference,
        digits=5,
        needs=NEEDS,
    ),
    Rule(
        # « dossier DOS 2026 4471 »: no sign, so letters and a long number.
        "series_after_noun",
        Kind.CODE,
        rf"(?<!\w)(?i:{NOUN})[ ](?P<v>{_SERIES}(?!{AMOUNT})\d{{2,12}}{GROUPS % 0}{END})",
        score=0.74,
        check=_is_long,
        digits=6,
        starts=STARTS,
    ),
    Rule(
        "told_reference",
        Kind.CODE,
        rf"{_LABEL}(?i:[ \n](?:is|was|est)[ ]?:?[ ](?:le[ ])?|[ ]?[:=][ ]?|[ ])(?P<v>{_CODE}){END}",
        score=0.74,
        check=_is_code,
        needs=NEEDS,
        starts=LABEL_STARTS,
    ),
)
