"""References of files, contracts and cases; classification marks."""

from __future__ import annotations

from assistant.types import Kind
from guards.detection.rule import Rule

_OBJECT = (
    r"(?:contrats?|conventions?|marchés?|devis|dossiers?|affaires?|factures?|commandes?|bons? de commande|polices?|sinistres?|"
    r"tickets?|incidents?|clients?|abonnements?|adhérents?|matricules?|employés?|salariés?|patients?|requêtes?|références?|"
    r"réf|ref|contracts?|cases?|files?|invoices?|orders?|purchase orders?|policy|policies|claims?|accounts?|customers?|"
    r"employees?|staff|badge|reference|applications?|RG|PO|N/Réf|V/Réf|minute|arrêt|pourvoi|IPP|NDA)"
)
_CODE = r"(?=[\w./-]*\d)[A-Z\d][A-Za-z\d]*(?:[-/._][A-Za-z\d]+)*"

RULES = (
    Rule(
        "labelled_reference",
        Kind.CODE,
        rf"(?<!\w)(?i:{_OBJECT})[ ]?(?i:\(?(?:n[°ºo.]+s?|numéro|number|no\.?|num\.?|id|#|réf\.?|ref\.?|:)\)?[ ]?:?[ ]?)+(?:\#[ ]?)?(?P<v>{_CODE}(?:[ ]?/[ ]?\d+)*)(?![\w])",
        score=0.8,
    ),
    Rule(
        "numbered_reference",
        Kind.CODE,
        # « BRV-2025-0417 », « F-2026-0093 »: letters, a year, a number.
        r"(?<![\w/.-])[A-Z]{1,6}[-/_](?:19|20)\d{2}[-/_][A-Z\d]{2,8}(?:[-/_][A-Z\d]{1,8})*(?![\w-])",
        score=0.8,
    ),
    Rule(
        "reference_after_noun",
        Kind.CODE,
        rf"(?<!\w)(?i:{_OBJECT})[ ](?P<v>(?=[A-Z\d/._-]*[A-Z])(?=[A-Z\d/._-]*\d)[A-Z\d]+(?:[-/._][A-Z\d]+)+|[A-Z]{{1,4}}\d{{4,}})(?!\w)",
        score=0.75,
    ),
    Rule(
        "prefixed_reference",
        Kind.CODE,
        r"(?<![\w/.-])(?:CTR|CT|CNT|MAT|EMP|CLI|CUST|INV|FAC|FACT|DEV|CMD|PO|BC|SIN|POL|DOS|INC|TKT|CASE|REQ|REF|EMPL|CONTRAT|SAV|RDV|PAT)"
        r"[-_/]?(?:[A-Z]{1,4}[-_/])?\d[\dA-Z]*(?:[-_/][\dA-Z]+)*(?![\w])",
        score=0.75,
    ),
    Rule(
        "court_reference",
        Kind.CODE,
        r"(?<!\w)(?:n[°ºo][ ]?)(?P<v>\d{2}[/-]\d{3,6}|\d{2}[.-]\d{2}[.-]?\d{3})(?!\w)",
        score=0.7,
        needs=("n",),
    ),
    Rule(
        "echr_application",
        Kind.CODE,
        r"(?<![\w/])\d{3,5}[ ]?/[ ]?\d{2}(?![\w/]|[ ]?/)",
        score=0.35,
        context=r"requêtes?|n[°ºo]s?|applications?|nos?\.?|c\.|affaire|arrêt",
    ),
    Rule(
        "marking",
        Kind.MARKING,
        r"(?<!\w)(?:TLP:(?:RED|AMBER(?:\+STRICT)?|GREEN|CLEAR)|STRICTEMENT CONFIDENTIEL|Strictement confidentiel|CONFIDENTIEL(?:LE)?(?: DÉFENSE)?|"
        r"DIFFUSION RESTREINTE|Diffusion restreinte|STRICTLY CONFIDENTIAL|Strictly confidential|COMPANY CONFIDENTIAL|INTERNAL USE ONLY|Internal use only|USAGE INTERNE|C[23][ ]?-[ ]?(?:Confidentiel|Restreint|Secret))(?!\w)",
        score=0.8,
        needs=(
            "tlp:",
            "confiden",
            "diffusion restreinte",
            "internal use",
            "usage interne",
            "c2",
            "c3",
        ),
    ),
)
