"""Numbers of papers in running text: « Facture 2026/88 », « police d'assurance AX-778812-B », « carte grise n° 2019BX44512 »."""

from __future__ import annotations

from assistant.types import Kind
from guards.detection.recognizers.references import END, NEEDS, NOUN, OF, SIGN
from guards.detection.rule import Rule

_TOLD = rf"[ ]?(?i:{SIGN})?[ ]?:?[ ]?"
# « factures 2025/26 », « devis 2025/2026 » are of two years; « invoice 2026-03 » is of a month.
_OF_YEAR = r"(?:19|20)\d{2}(?:/(?!(?:19|20)\d{2}(?!\d))|-(?!(?:0\d|1[0-2])(?!\d)))\d{1,6}"
_TWO_YEARS = "|".join(f"20{year}[/-]{year + 1}" for year in range(10, 60))

RULES = (
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
        # The model takes the letters alone for a company.
        "letters_and_number",
        Kind.CODE,
        rf"(?<!\w)(?i:{NOUN}{OF})[ ](?!(?:ISO|IEC|EN|NF|RFC)[-/])"
        rf"(?P<v>(?=[\d/._-]*[A-Z])(?=(?:[A-Z/._-]*\d){{4}})[A-Z\d]+(?:[-/._][A-Z\d]+)+){END}",
        score=0.84,
        digits=1,
        needs=NEEDS,
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
