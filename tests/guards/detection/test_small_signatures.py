"""Names in small letters below a closing formula."""

import pytest

from guards.detection.recognizers import small_signatures
from tests.guards.finding import values


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("je serai absent.\n\nmerci\n\nyann", ["yann"]),
        ("ok pour moi\n\nmerci d'avance pour ton retour\n\nle goff", ["le goff"]),
        ("bonne journée\nsoizig", ["soizig"]),
        ("bien cordialement,\n\npetit\n", ["petit"]),
        ("cdt\nm. petit", ["m. petit"]),
        ("Cordialement\n--\nkermarrec\ncomptabilité\n02 61 91 33 44", ["kermarrec"]),
        ("see you tuesday\n\ncheers\nmoss", ["moss"]),
        ("ok for me, thanks a lot!\n\nwren", ["wren"]),
        ("ta\nmoss", ["moss"]),
        ("br,\nkez", ["kez"]),
        ("see attached\n\nbest\nkez", ["kez"]),
        ("à demain\nrose", ["rose"]),
        ("cordialement,\nvirement", ["virement"]),
        ("kind regards\r\n\r\nharlow\r\nops team\r\n", ["harlow"]),
        ("> on se voit lundi, bises\n> nono\n>\n> De : x", ["nono"]),
        ("thanks!\n\n- bex x", ["bex"]),
        ("merci\ngwen & solenn", ["gwen", "solenn"]),
        ("a+\njean-marc\n\nLe 3 mars, on a écrit ceci.", ["jean-marc"]),
    ],
)
def test_found(text: str, found: list[str]) -> None:
    assert values(small_signatures.RECOGNISERS, text) == found


@pytest.mark.parametrize(
    "text",
    [
        "merci\n\nà demain", "thanks\n\ntalk soon", "merci\n\noui", "cordialement\n\nl'équipe rh",
        "Merci\nla direction",
        "Regards\n\nheadteacher", "merci\n\nbonne nuit", "ok merci\n\nps : le code est bon",
        "merci beaucoup\n\nle comité",
        "thanks\nhave a good one", "merci\nla réunion est reportée à lundi", "yann\nmerci", "cheers, moss",
        "the best\nwine",
        "un petit merci\nde votre part à tous ceux qui nous ont aidés dans cette longue affaire\n\nfin",
        "merci\npage\n\tligne une qui est bien plus longue que ne le serait celle d'une carte de visite, non ?\n",
        "good\nbetter\nbest\nworst\n\nSort these.", "Codes\nkr\neuro\n", "br\nkez", "à demain\nréunion\n",
        "Bonne journée,\nvirement\n", "Which one?\nA list:\n\nbest\nsecond\nthird",
        "def best():\n    return x\n",
    ],
)  # fmt: skip
def test_left(text: str) -> None:
    assert values(small_signatures.RECOGNISERS, text) == []
