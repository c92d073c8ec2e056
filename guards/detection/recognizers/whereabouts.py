"""Where someone is found: profiles on networks without « https:// », positions to the metre."""

from __future__ import annotations

from assistant.types import Kind
from guards.detection.rule import Rule

_DEGREES = r"\d{1,3}[°º][ ]?\d{1,2}['’′][ ]?\d{1,2}(?:[.,]\d+)?[\"”″][ ]?"

RULES = (
    Rule(
        "profile",
        Kind.URL,
        r"(?<![\w@./-])(?:(?:www|[a-z]{2})\.)?(?:linkedin\.com/(?:in|pub)/|viadeo\.com/[a-z]{2}/profile/|xing\.com/profile/|"
        r"malt\.(?:fr|com)/profile/|facebook\.com/|instagram\.com/|tiktok\.com/@|t\.me/|wa\.me/)[\w.%+-]*[\w%]",
        score=0.85,
        ignore_case=True,
        needs=("linkedin.com/", "viadeo.com/", "xing.com/", "malt.", "facebook.com/", "instagram.com/",
               "tiktok.com/", "t.me/", "wa.me/"),
    ),
    Rule(
        "position_in_degrees",
        Kind.ADDRESS,
        rf"(?<!\w){_DEGREES}[NSO][, ]+{_DEGREES}[EWO](?!\w)",
        score=0.85,
        needs=("°", "º"),
    ),
    Rule(
        "position",
        Kind.ADDRESS,
        r"(?<![\w.,-])-?\d{1,2}\.\d{3,}[°]?[ ]?[NS]?[ ]?[,;/][ ]?(?:lon(?:g(?:itude)?)?|lng)?[ :=]*-?\d{1,3}\.\d{3,}[°]?(?![\w]|[.,]\d)",
        score=0.3,
        context=r"gps|coordonnées?|coordinates?|lat(?:itude)?|position|géolocalis\w+|location|localisation",
        needs=("gps", "coord", "lat", "position", "geolocalis", "locat", "localis"),
    ),
)  # fmt: skip
