"""References of files, contracts and cases; classification marks."""

from __future__ import annotations

import regex

from assistant.types import Kind
from guards.detection.rule import Rule

_OBJECT = (
    r"(?:contrats?|conventions?|marchés?|devis|dossiers?|affaires?|factures?|commandes?|cde|bons? de (?:commande|livraison)|BL|avoirs?|bordereaux?|pro ?formas?|polices?|sinistres?|"
    r"tickets?|incidents?|clients?|abonnements?|adhérents?|matricules?|employés?|salariés?|patients?|requêtes?|références?|"
    r"réf|ref|contracts?|cases?|files?|invoices?|orders?|purchase orders?|policy|policies|claims?|accounts?|customers?|"
    r"employees?|emp|staff|badge|reference|applications?|quotes?|quotations?|ch[èe]ques?|RG|PO|N/Réf|V/Réf|minute|arrêt|pourvoi|IPP|NDA|agréments?)"
)
_STARTS = (
    "contra", "convention", "marche", "devis", "dossier", "affaire", "facture", "commande", "cde", "bon de", "bons de", "bl", "avoir",
    "bordereau", "pro forma", "proforma", "police", "sinistre", "ticket", "incident", "client", "abonnement", "adherent", "matricule",
    "employe", "salarie", "patient", "requete", "ref", "case", "file", "invoice", "order", "purchase order", "polic", "claim", "account",
    "customer", "staff", "badge", "application", "quot", "cheque", "rg", "po", "emp", "n/ref", "v/ref", "minute", "arret", "pourvoi", "ipp", "nda", "agrement",
)  # fmt: skip
"""What `_OBJECT` begins with."""
_CODE = r"(?=[\w./-]*\d)[A-Z\d][A-Za-z\d]*(?:[-/._][A-Za-z\d]+)*"

_NORMS = (
    r"(?:ISO|IEC|EN|NF|DIN|BS|IEEE|RFC|ANSI|ASTM|MIL|ITU|ETSI|NIST|CVE|CWE|PEP|JSR|SHA|AES|RSA|UTF|UTC|GMT|TLS|COVID|SARS|FIPS|PCI|"
    r"CP|KB|PMID|CAS|HTTP|CSS|HTML|USB|DDR|RTX|GTX|GPT|WPA)-"
)
_FORMAT = regex.compile(
    r"N?(?:VAR)?CHAR2?\d{1,4}|U?INT(?:8|16|32|64)|FLOAT(?:16|32|64)|SHA(?:1|224|256|384|512)|MD5|CRC32|UUID\d?|BASE(?:32|64)|UTF(?:8|16|32)",
    regex.IGNORECASE,
)
_DAY = regex.compile(r"(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")


def _no_format(value: str) -> bool | None:
    """« order id VARCHAR255 » says how a column is made."""
    return False if _FORMAT.fullmatch(value) else None


def _no_day(value: str) -> bool | None:
    """« Order 20260312 » may be the day it was placed on."""
    return False if _DAY.fullmatch(value) else None


RULES = (
    Rule(
        "labelled_reference",
        Kind.CODE,
        # « Staff number 25000 worldwide » counts them.
        rf"(?<!\w)(?!(?i:staff number )\d+000(?!\d))(?i:{_OBJECT})[ \n]?(?i:\(?(?:n[°ºo.]+s?|numéro|number|no\.?|num\.?|id|#|réf\.?|ref\.?|:)\)?[ ]?:?[ ]?){{1,4}}(?:\#[ ]?)?(?P<v>{_CODE}(?:[ ]?/[ ]?\d+)*)(?![\w])",
        score=0.8,
        check=_no_format,
        starts=_STARTS,
    ),
    Rule(
        "numbered_reference",
        Kind.CODE,
        # « BRV-2025-0417 », « TWA/HR/2026/0117 »: letters, a year, a number.
        r"(?<![\w/.-])(?!CVE-)[A-Z]{1,6}(?:[-/_][A-Z]{1,6}){0,3}[-/_](?:19|20)\d{2}[-/_][A-Z\d]{2,8}(?:[-/_][A-Z\d]{1,8})*(?![\w-])",
        score=0.8,
    ),
    Rule(
        "reference_after_noun",
        Kind.CODE,
        rf"(?<!\w)(?i:{_OBJECT})[ ](?P<v>(?=[A-Z\d/._-]*[A-Z])(?=[A-Z\d/._-]*\d)[A-Z\d]+(?:[-/._][A-Z\d]+)+|[A-Z]{{1,4}}\d{{4,}})(?!\w)",
        score=0.75,
        starts=_STARTS,
    ),
    Rule(
        "number_after_noun",
        Kind.CODE,
        rf"(?<!\w)(?i:{_OBJECT}|comptes?(?: clients?)?)[ ](?P<v>0\d{{4,11}}|(?!\d+000(?!\d))\d{{7,12}}|(?:19|20)\d{{2}}[-/](?!(?:19|20)\d{{2}}(?!\d))\d{{3,6}})"
        r"(?![\w/-]|[.,]\d|[ ]?[€%$£]|[ ](?i:euros?|dollars?|pounds?|fois|times|lignes?|rows?|records?|people|personnes?))",
        score=0.75,
        check=_no_day,
        starts=(*_STARTS, "compte"),
    ),
    Rule(
        "numbers_after_noun",
        Kind.CODE,
        # « commandes 4500123987 et 4500123988 »: the second and those after it.
        r"(?P<v>(?<=(?<!\w)(?i:commandes|factures|dossiers|contrats|devis|clients|comptes|sinistres|orders|invoices|contracts|files|claims|accounts)[ ]"
        r"(?:\d{7,12}(?:,[ ]|[ ](?:et|and|&)[ ])){1,9})\d{7,12})(?![\w/-]|[.,]\d)",
        score=0.75,
        check=_no_day,
        needs=(
            "commandes",
            "factures",
            "dossiers",
            "contrats",
            "devis",
            "clients",
            "comptes",
            "sinistres",
            "orders",
            "invoices",
            "contracts",
            "files",
            "claims",
            "accounts",
        ),
    ),
    Rule(
        "docket_number",
        Kind.CODE,
        r"(?<!\w)(?:(?:RG|R\.G\.)(?:[ ][A-Z](?=[ ]))?|[Rr]ôle général|[Pp]ourvoi|[Pp]arquet|[Mm]inutes?|[Ii]nstruction|[Dd]ossier|[Aa]ffaire|[Aa]ppel)[ ]?:?[ ]?"
        r"(?P<v>\d{2}[/-]\d{4,6}|\d{2}/\d{3})(?![\w/-]|[.,]\d)|(?<![\w.:])(?P<v>\d:\d{2}-(?:cv|cr|mc|bk|md)-\d{3,6})(?!\w)",
        score=0.8,
        needs=(
            "rg",
            "r.g.",
            "role general",
            "pourvoi",
            "parquet",
            "minute",
            "instruction",
            "dossier",
            "affaire",
            "appel",
            "-cv-",
            "-cr-",
            "-mc-",
            "-bk-",
            "-md-",
        ),
        digits=3,
    ),
    Rule(
        "ticket_key",
        Kind.CODE,
        # Five digits are no size or year; norms and models have fewer, or one of these names.
        rf"(?<![\w/.-])(?!{_NORMS})[A-Z]{{2,8}}-\d{{5,6}}(?![\w/-]|[.,]\d)",
        score=0.75,
    ),
    Rule(
        "ticket_key_named",
        Kind.CODE,
        rf"(?<![\w/.-])(?!{_NORMS})[A-Z]{{2,8}}-\d{{2,4}}(?![\w/-]|[.,]\d)",
        score=0.3,
        context=r"tickets?|jira|issues?|incidents?|demandes?|user stor(?:y|ies)|epics?",
        needs=("ticket", "jira", "issue", "incident", "demande", "stor", "epic"),
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
        # « Classification : C2 », « niveau C3 »: levels that houses give their documents.
        "marking_level",
        Kind.MARKING,
        r"(?<!\w)(?i:classification|classifié|classified|niveau|level|sensibilité|sensitivity|diffusion|confidentialité)[ ]?(?:de confidentialité[ ]?)?[:=–-]?[ ]?"
        r"(?P<v>C[0-4]|(?i:restreint|secret|interne|restricted|internal|confidential|confidentiel))(?!\w)",
        score=0.7,
        needs=("classif", "niveau", "level", "sensib", "sensit", "diffusion", "confidentialite"),
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
