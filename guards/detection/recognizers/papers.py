"""Numbers of papers in running text: « Facture 2026/88 », « police d'assurance AX-778812-B », « le dossier 118 est clos »."""

from __future__ import annotations

import regex

from assistant.types import Kind
from guards.detection.recognizers.references import END, NOUN, OF, SIGN, STARTS
from guards.detection.rule import Rule

_TOLD = rf"[ ]?(?i:{SIGN})?[ ]?:?[ ]?"
# « factures 2025/26 », « devis 2025/2026 » are of two years; « facture 2026/03 », « invoice 2026-03 » of a month.
_OF_YEAR = r"(?:19|20)\d{2}[/-](?!(?:19|20)\d{2}(?!\d)|(?:0[1-9]|1[0-2])(?!\d))\d{1,6}"
_TWO_YEARS = "|".join(f"20{year}[/-]{year + 1}" for year in range(10, 60))
_ONES = (
    "dossier", "sinistre", "contrat", "ticket", "devis", "cheque", "case", "file", "claim", "contract", "policy", "invoice", "quote",
    "order", "police", "facture", "commande", "requete", "affaire",
)  # fmt: skip
# One of them, by its number alone; what has a price, too, has a longer one.
_ONE = (
    r"(?:(?<=(?<!\w)(?:le|du|au|ce|mon|ton|son|notre|votre|leur|the|this|that|my|your|our|his|her|their)[ ])"
    r"(?:dossier|sinistre|contrat|ticket|case|file|claim|contract|policy|(?P<priced>devis|ch[èe]que|invoice|quote|order|cheque))|"
    r"(?<=(?<!\w)(?:la|cette|ma|ta|sa|notre|votre|leur)[ ])(?:police|requ[êe]te|(?P<priced>facture|commande))|"
    r"(?<=(?<!\w)(?:de |sur |l['’]|d['’]|cette |notre |votre ))affaire|"
    r"(?<=(?:\A|[.!?:;,(\n][ ]?|[ ](?:on|for|about|re|of)[ ]))(?:case|claim)|"
    r"(?<=(?:\A|[.!?:;,(\n][ ]?|[ ](?:re|sur|pour)[ ]))(?:dossier|sinistre))"
)
# Behind the number no text of its own begins: « Case 123: default », « Claim 101: A method »; the sentence ends, or goes on with a word that no count has.
_GOES_ON = (
    r"(?=[ ]*(?:[.,;:!?)\n]|\Z)|[ ](?:est|a|ont|était|sera|doit|peut|n['’]est|n['’]a|ne|aussi|et|ou|mais|qui|que|pour|chez|avec|dans|"
    r"de|du|des|au|aux|à(?![ ]\d)|en|par|sur|c['’]est|is|was|has|had|will|should|must|can|isn['’]t|and|or|but|for|with|at|from|"
    r"to(?![ ]\d)|still|again|also|please|went|got|needs|shows|says)(?!\w))"
)
_ROUND_OR_YEAR = regex.compile(r"(?:19|20)\d\d|\d{1,3}00|\d+000|404")


def _no_round(value: str) -> bool | None:
    """« le dossier 2026 » is of a year, "the order 5000" of so many."""
    return False if _ROUND_OR_YEAR.fullmatch(value) else None


RULES = (
    Rule(
        "one_paper",
        Kind.CODE,
        rf"(?i:{_ONE})[ ](?P<v>(?(priced)\d{{5,6}}|\d{{3,6}})){END}(?![ ]*:){_GOES_ON}",
        score=0.74,
        check=_no_round,
        digits=3,
        starts=_ONES,
    ),
    Rule(
        "numbered_paper",
        Kind.CODE,
        rf"(?<!\w)(?i:facture|invoice|devis|quote|quotation|pro ?forma|bon de commande|purchase order)[ ]"
        rf"(?!(?:{_TWO_YEARS})(?!\d))(?P<v>{_OF_YEAR}|0\d{{2,6}}(?![ ]\d)){END}",
        score=0.84,
        digits=2,
        needs=("facture", "invoice", "devis", "quot", "forma", "bon de", "purchase"),
    ),
    Rule(
        # « son badge ne marche plus (n° 40312) », "the lost card, no. 40312"
        "number_alone",
        Kind.CODE,
        rf"(?<!\w)(?i:n[°º]|no\.)[ ]?(?P<v>\d{{5,9}}){END}",
        score=0.2,
        context=r"badges?|matricules?|cartes?|cards?|casiers?|lockers?|abonn\w+|adh[ée]rente?s?|clients?|customers?|employ\w+|salari\w+|members?|licences?",
        digits=5,
        needs=("n°", "nº", "no."),
    ),
    Rule(
        # « virement (réf. VIR0098812) »
        "reference_beside",
        Kind.CODE,
        r"(?<![\w/-])(?i:réf(?:érence)?|ref(?:erence)?)\.?[ ](?P<v>(?=[\d./-]*[A-Z])(?=(?:[A-Z./-]*\d){4})[A-Z\d]+(?:[-/.][A-Z\d]+)*)(?![\w-])",
        score=0.74,
        digits=2,
        needs=("ref",),
    ),
    Rule(
        # The model takes the letters alone for a company.
        "letters_and_number",
        Kind.CODE,
        rf"(?<!\w)(?i:{NOUN}{OF})[ ](?!(?:ISO|IEC|EN|NF|RFC)[-/])"
        rf"(?P<v>(?=[\d/._-]*[A-Z])(?=(?:[A-Z/._-]*\d){{4}})[A-Z\d]+(?:[-/._][A-Z\d]+)+){END}",
        score=0.84,
        digits=1,
        starts=STARTS,
    ),
    Rule(
        "registration_certificate",
        Kind.CODE,
        rf"(?<!\w)(?i:cartes? grises?|certificat d'immatriculation|registration certificate|V5C){_TOLD}"
        r"(?P<v>(?=[A-Z\d]*\d{4})(?=[A-Z\d]*[A-Z])[A-Z\d]{7,14})(?![\w-])",
        score=0.84,
        digits=4,
        needs=("carte", "certificat", "v5c"),
    ),
    Rule(
        # Telephones begin with a nought, or have four digits.
        "contributor",
        Kind.CODE,
        rf"(?<!\w)(?i:comptes? (?:de )?(?:cotisant|employeur)|cotisant|urssaf){_TOLD}"
        rf"(?P<v>[1-9]\d{{2}}(?:[ ]?\d{{3,15}}){{1,5}}+(?<=(?:\d[ ]?){{10}})){END}",
        score=0.84,
        digits=10,
        needs=("employeur", "cotisant", "urssaf"),
    ),
)
