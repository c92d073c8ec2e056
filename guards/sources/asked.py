"""What a source only asks, « Le colis est-il arrivé mardi ? », and an answer tells.

« Quand le musée a-t-il ouvert ? » takes for granted that it did: questions with such a word are left.
"""

from __future__ import annotations

from .marks import pattern
from .spoken import Spoken

_END = " »”\"')*_"
_WHICH = pattern(
    "qui", "que", "qu", "quoi", "quand", "ou", "comment", "combien", "pourquoi",
    r"(?:le|la|les|du|des|au|aux)?quel(?:le)?s?", "who", "whom", "whose", "what", "when", "where", "why", "how",
    "which",
)  # fmt: skip


def asks(sentence: Spoken) -> bool:
    """Whether a sentence asks if something is so."""
    row = sentence.row.replace("est-ce qu", "")
    return sentence.text.rstrip(_END).endswith("?") and not _WHICH.search(row)
