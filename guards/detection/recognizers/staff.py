"""Numbers of staff right behind their noun, without a sign: « matricule 10482 », « Employee 10482, badge 3391 »."""

from __future__ import annotations

import regex

from assistant.types import Kind
from guards.detection.recognizers.references import END
from guards.detection.rule import Rule

_CARD = (
    r"(?:matricules?|badges?)(?:[ ](?:du |de la |de l'|of )?(?:salariée?|employée?|agente?|collaborat(?:eur|rice)|interne|"
    r"paie|paye|rh|hr|employee|staff|number|id))?"
)
# « per employee 10482 » is a cost.
_ONE = r"(?<!(?:per|each|every|par|chaque)[ ])(?:employee|employée?|salariée?|agente?|collaborat(?:eur|rice))"
_COUNT_OR_YEAR = regex.compile(r"\d+000|(?:19|20)\d\d")


def _no_count(value: str) -> bool | None:
    """« badge 2026 » says the year, « employee 25000 » how many there are."""
    return False if _COUNT_OR_YEAR.fullmatch(value) else None


RULES = (
    Rule(
        "staff_number",
        Kind.CODE,
        rf"(?<!\w)(?i:{_CARD}(?:[ ](?:est|is)(?:[ ]le)?)?[ ]?[:=]?[ ]?(?P<v>\d{{4,10}})|{_ONE}[ ](?P<v>\d{{5,8}})){END}",
        score=0.75,
        check=_no_count,
        digits=4,
        needs=("matricule", "badge", "employe", "salarie", "agent", "collaborat"),
    ),
    Rule(
        # « matricules 10482, 10483 et 10511 »: the second and those after it.
        "staff_numbers",
        Kind.CODE,
        rf"(?P<v>(?<=(?<!\w)(?i:matricules|badges)[ ](?:\d{{4,10}}(?:,[ ]|[ ](?:et|and|&)[ ])){{1,9}})\d{{4,10}}){END}",
        score=0.75,
        check=_no_count,
        digits=4,
        needs=("matricules", "badges"),
    ),
)
