"""Courts, schools, hospitals, ministries, churches: a common noun and a proper name."""

from __future__ import annotations

from assistant.types import Kind
from guards.detection.generic import is_generic
from guards.detection.rule import Rule

_UP = r"\p{Lu}[\p{L}\d'’&.-]*\p{L}"
_REST = rf"(?:[ -](?:{_UP}|d[eu]s?|la|le|les|of|the|and|et|&|for)){{0,5}}(?<![ ](?:de|du|des|la|le|les|of|the|and|et|for|&))"
_OF_FR = r"(?:de[ ]la[ ]|de[ ]l['’]|des[ ]|du[ ]|de[ ]|d['’])"
_NOUN_FR = (
    r"(?:tribunal(?:[ ](?:administratif|judiciaire|de commerce|de grande instance|d['’]instance|correctionnel|pour enfants))?|"
    r"cour[ ](?:d['’]appel|d['’]assises|administrative d['’]appel)|conseil[ ](?:de prud['’]hommes|départemental|régional|municipal|général)|"
    r"université|école|lycée|collège|hôpital|clinique|CHU|CHR|mairie|préfecture|sous-préfecture|rectorat|"
    r"académie|parquet|commissariat|gendarmerie|prison|EHPAD|paroisse|diocèse|ambassade|consulat|"
    r"chambre[ ]de[ ]commerce|caisse[ ]d['’]allocations[ ]familiales|institut|faculté|crèche|résidence|office[ ]de[ ]tourisme|"
    r"conservatoire|observatoire|laboratoire|musée|bibliothèque|médiathèque|théâtre|caserne|(?:opéra|orchestre|police)(?=[ ]d)|"
    r"centre[ ](?:hospitalier|sportif|culturel|social|médical|communal|équestre|pénitentiaire|d(?:e[ ]|['’])(?:loisirs|santé|formation|recherche|détention))"
    r"(?:[ ](?:départemental|régional|municipal|national|universitaire|intercommunal))?|"
    r"maison[ ]d(?:e[ ]|es[ ]|['’])(?:arrêt|jeunes|retraite|santé)|archives[ ](?:départementales|municipales|nationales)|"
    r"direction[ ](?:départementale|régionale)|"
    r"communauté[ ](?:de communes|d['’]agglomération|urbaine)|agence[ ]régionale[ ]de[ ]santé|pharmacie|restaurant|hôtel)"
)
_NOUN_EN = (
    r"(?:University|College|School|Academy|Hospital|Clinic|Church|Cathedral|Bank|Foundation|Institute|Association|Society|Committee|"
    r"Commission|Council|Department|Ministry|Agency|Authority|Court|Museum|Library|Stadium|Club|Orchestra|Records|Studios|"
    r"Partners|Holdings|Industries|Technologies|Solutions|Associates|Pharmacy|Restaurant|Caf[ée]|Hotel|Bakery|Grill|Federation)"
)

_STARTS_FR = (
    "conservatoire", "observatoire", "laboratoire", "musee", "bibliotheque", "mediatheque", "theatre", "opera", "orchestre",
    "police", "archives", "caserne", "direction",
    "tribunal", "cour", "conseil", "universit", "ecole", "lycee", "college", "hopital", "clinique", "chu", "chr", "centre",
    "mairie", "prefecture", "rectorat", "academie", "parquet", "commissariat", "gendarmerie", "maison", "prison", "ehpad",
    "paroisse", "diocese", "ambassade", "consulat", "chambre", "caisse", "institut", "faculte", "creche", "residence",
    "office", "communaute", "agence", "pharmacie", "restaurant", "hotel", "sous-prefecture",
)  # fmt: skip
_STEMS_EN = (
    "university", "college", "school", "academy", "hospital", "clinic", "church", "cathedral", "bank", "foundation",
    "institute", "association", "society", "committee", "commission", "council", "department", "ministry", "agency",
    "authority", "court", "museum", "library", "stadium", "club", "orchestra", "records", "studios", "partners", "holdings",
    "industries", "technologies", "solutions", "associates", "pharmacy", "restaurant", "caf", "hotel", "bakery", "grill",
    "federation",
)  # fmt: skip


def _is_named(value: str) -> bool | None:
    """« The Commission » is none; what has a word of its own is as likely as the rule says."""
    return False if is_generic(value) else None


RULES = (
    Rule("fr_institution", Kind.ORG, rf"(?<!\w)(?i:{_NOUN_FR})[ ](?:{_OF_FR})?{_UP}{_REST}(?!\w)", starts=_STARTS_FR, score=0.7),
    Rule(
        "fr_ministry", Kind.ORG,
        r"(?<!\w)(?:[Mm]inistère|[Ss]ecrétariat d['’][ÉE]tat|[Dd]irection (?:générale|départementale|régionale))[ ](?:de la |de l['’]|des |du |de |à la |à l['’])"
        r"[\p{L}'’]+(?:[ ](?:et[ ](?:de la |de l['’]|des |du )?|de la |de l['’]|des |du )?\p{L}+){0,2}?(?=[ ]*[,.;:)\n]|$)",
        score=0.65, needs=("minist", "secretariat", "direction"),
),
    Rule("en_institution", Kind.ORG, rf"(?<!\w)(?:{_UP}[ ](?:of[ ]|and[ ]|&[ ])?){{1,4}}{_NOUN_EN}(?:[ ]of[ ](?:the[ ])?{_UP}{_REST})?(?!\w)", needs=_STEMS_EN, score=0.7, check=_is_named),
    Rule("en_institution_of", Kind.ORG, rf"(?<!\w){_NOUN_EN}[ ](?:of|for)[ ](?:the[ ])?{_UP}{_REST}(?!\w)", needs=_STEMS_EN, score=0.7),
    Rule("and_sons", Kind.ORG, rf"(?<!\w)(?:{_UP}[ ]){{1,3}}(?:et|and|&)[ ](?:Fils|Filles|Frères|Sons|Bros\.?|Co\.?|Partners)(?!\w)", score=0.8,  needs=("fils", "filles", "freres", "sons", "bros", "co", "partners"),
),
)  # fmt: skip
