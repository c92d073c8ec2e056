"""Ways to reach someone: e-mail addresses, phones, user names."""

from __future__ import annotations

from assistant.types import Kind
from guards.detection.account_names import is_of_system
from guards.detection.folding import fold
from guards.detection.rule import Rule
from guards.detection.wordlists import NO_NAMES, is_listed, words

_DOMAIN = r"(?:[\w-]+\.)+[^\W\d_][\w-]{1,24}"

_FR_HEAD = (
    r"(?:(?:\((?:\+|00)[ ]?(?:33|590|594|596|262)\)|(?:\+|00)[ ]?(?:33|590|594|596|262))[ .-]?"
    r"(?:\(0\)[ .-]?)?|0)[1-9]"
)
# A dot before is a decimal; a comma, a slash or a dash may stand between two cells of a row.
_FR_COMPACT = rf"(?<!\d\.)(?<!97[89]-){_FR_HEAD}\d{{8}}(?!\.\d)"
# Digits before or after belong to the number only when the same sign joins them.
_FR_GROUPED = (
    "|".join(
        rf"(?<!\d[{sign}]){_FR_HEAD}(?:[{sign}]\d{{2}}){{4}}(?![{sign}]\d)"
        for sign in (".", "/", r"\-")
    )
    + rf"|{_FR_HEAD}(?:[ ]\d{{2}}){{4}}(?![.]\d)"
)
_FR_WRAPPED = "|".join(
    rf"(?<!\d[ .\-/,]){_FR_HEAD}(?:[ .-]?\d{{2}}){{{first}}}[ .-]?\n[> ]*\d{{2}}(?:[ .-]?\d{{2}}){{{3 - first}}}(?![ .-]\d)"
    for first in range(4)
)
_FR_MIXED = rf"(?<!\d[.,/-]){_FR_HEAD}(?:[ ]?[ .\-/]?[ ]?\d{{2}}){{4}}(?![.,-]\d)"


def _not_ordinary(name: str) -> bool | None:
    """« account: mail … » announces an address, not a user called mail; « USER=root » is on every machine."""
    own = name.rpartition("\\")[2]
    if fold(own) in words("ordinary") or is_of_system(own):
        return False
    # « request.user » is of code, « info.kervella » somebody's
    first, *others = own.strip(".").split(".")
    of_code = others and is_of_system(first) and all(map(_is_of_code, others))
    return False if of_code else None


def _is_of_code(word: str) -> bool:
    return is_of_system(word) or is_listed(word, *NO_NAMES)


def _international(value: str) -> bool | None:
    """Lengths after ITU-T E.164; « 00451289 » in one piece is an account that begins with noughts."""
    least = 11 if value.startswith("00") else 8
    return None if least <= sum(map(str.isdigit, value)) <= 20 else False


_SPELLED_AT = tuple(
    f"{sign}{space}{word}"
    for sign in "[({<"
    for space in ("", " ", "\n", "\t")
    for word in ("at", "arobase", "chez", "@")
)

RULES = (
    Rule(
        "email",
        Kind.EMAIL,
        rf"(?<![\w.+-])[\w][\w.+'-]{{0,63}}@{_DOMAIN}(?![\w])",
        score=0.98,
        needs=("@",),
    ),
    Rule(
        "email_spaced",
        Kind.EMAIL,
        r"(?<![\w.+-])(?:\w[\w.+'-]{0,63}[ ]{0,2}@[ ]{1,2}|\w[\w+'-]{0,40}[._\d][\w.+'-]{0,40}[ ]{1,2}@)"
        r"(?:[\w-]{1,63}\.){1,4}[a-z]{2,12}(?!\w)",
        score=0.8,
        needs=("@ ", " @"),
    ),
    Rule(
        "email_spelled",
        Kind.EMAIL,
        r"(?<![\w.])[\w][\w.+-]{0,63}+\s?[\[({<]\s?(?:at|arobase|chez|@)\s?[\])}>]\s?(?:[\w-]+(?:\.|\s?[\[({<]\s?"
        r"(?:dot|point)\s?[\])}>]\s?))+[a-z]{2,12}(?!\w)",
        score=0.9,
        ignore_case=True,
        needs=_SPELLED_AT,
    ),
    Rule(
        "email_in_words",
        Kind.EMAIL,
        r"(?<![\w.])[a-z\d][\w+-]*(?:\.[\w+-]+)*[ ](?:at|arobase)[ ](?:[\w-]+(?:\.|[ ](?:dot|point)[ ]))+[a-z]{2,12}(?!\w)",
        score=0.85,
        ignore_case=True,
        needs=(" at ", " arobase "),
    ),
    Rule(
        "fr_phone",
        Kind.PHONE,
        rf"(?<!\w)(?<!(?<!\d)0,)(?:{_FR_COMPACT}|{_FR_GROUPED}|{_FR_WRAPPED}|{_FR_MIXED})(?!\w)",
        score=0.9,
    ),
    Rule(
        "international_phone",
        Kind.PHONE,
        r"(?<![\w.])(?:\+[ ]?|(?<!\d[ .])00)[1-9]\d{0,2}(?:[ .\-/]?(?:\(\d{1,5}\)|\d{1,5})){2,6}(?:[ ]?(?:x|ext\.?|poste)[ ]?\d{1,6})?"
        r"(?!\w)",
        score=0.85,
        check=_international,
    ),
    Rule(
        "us_phone",
        Kind.PHONE,
        r"(?<!\w)(?<!\d[.-])(?:1[ .-])?(?:\(\d{3}\)[ .-]?|\d{3}[.-])\d{3}[ .-]\d{4}(?:[ ]?(?:x|ext\.?)[ ]?\d{1,6})?(?!\w|-\d)",
        score=0.8,
    ),
    Rule(
        "uk_phone",
        Kind.PHONE,
        r"(?<!\w)(?<!\d[./-])(?:\((?=\d{2,5}\)))?0(?:\d{4}\)?[ ]\d{3}[ ]?\d{3}|\d{3}\)?[ ]\d{3}[ ]\d{4}|\d{2}\)?[ ]\d{4}[ ]\d{4}|7\d{3}[ ]\d{6})"
        r"(?!\w|-\d)",
        score=0.8,
    ),
    Rule(
        "labelled_phone",
        Kind.PHONE,
        r"(?<!\w)(?:t[ée]l(?:\.|[ée]phone)?|phone|mobile|portable|fax|gsm|cell|ligne directe|poste|call me (?:at|on)|"
        r"ring|joindre au|appeler au|tel\. ?n[o°])[ ]?(?:n°|number|no\.?)?[ ]?(?:is|est|:)?[ :]*"
        r"(?P<v>\(?\+?\d[\d ().\-/]{4,18}\d)(?!\w)",
        score=0.85,
        ignore_case=True,
        starts=(
            "tel",
            "phone",
            "mobile",
            "portable",
            "fax",
            "gsm",
            "cell",
            "ligne directe",
            "poste",
            "call me",
            "ring",
            "joindre au",
            "appeler au",
        ),
    ),
    Rule(
        # « GET /x?id=4&phone=07700900417 »: in a query a space is written as %20 or a plus.
        "query_phone",
        Kind.PHONE,
        r"[?&;](?:\w{1,20}[_-])?(?:tel|telephone|phone|mobile|portable|fax|gsm|msisdn|(?:mobile|cell)_?phone)(?:[_-]?(?:number|no|num))?="
        r"(?P<v>(?:%2B)?\(?\+?\d(?:[\d().+/-]|%20|%2D){4,18}\d)(?!\w)",
        score=0.85,
        ignore_case=True,
        needs=("=",),
        digits=2,
    ),
    Rule(
        "handle",
        Kind.USERNAME,
        r"(?<![\w.@/])(?:RT @[ ]?|@)(?P<v>[A-Za-z_]\w{2,30})(?![\w.]*@)\b",
        score=0.6,
        needs=("@",),
    ),
    Rule(
        "labelled_username",
        Kind.USERNAME,
        r"(?<!\w)(?:user(?:name)?|login|identifiant|utilisateur|compte|uid|account)[ ]?[:=][ ]?[\"']?"
        r"(?P<v>(?:[A-Za-z][\w-]{1,15}\\)?[A-Za-z][\w.\-]{2,40})",
        score=0.7,
        check=_not_ordinary,
        ignore_case=True,
    ),
)
