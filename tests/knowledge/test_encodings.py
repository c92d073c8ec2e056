"""Wrong encodings, broken accents and control characters."""

import pytest

from assistant.errors import ReaderError
from knowledge.readers import read_text

FRENCH = "Élodie a signé « l’avenant » à Évry : 3 000 €, œuvre déjà livrée."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_is_read_without_a_notice(encoding: str) -> None:
    document = read_text(FRENCH.encode(encoding), "-")
    assert (document.text.reveal(), document.notices) == (FRENCH, ())


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_is_told_by_its_mark_in_either_order(encoding: str) -> None:
    assert read_text(("\ufeff" + FRENCH).encode(encoding), "-").text.reveal() == FRENCH


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (FRENCH, "cp1252"),
        ("été", "cp1252"),
        ("SOCIÉTÉ GÉNÉRALE", "cp1252"),
        ("Le cœur du marché à 3 €", "iso8859-15"),
        ("Résumé de la réunion : Zoé était là", "mac-roman"),
        ("Résumé de la réunion : Zoé était là", "cp850"),
    ],
)
def test_older_french_encodings_are_guessed_and_said(text: str, encoding: str) -> None:
    document = read_text(text.encode(encoding), "-")
    assert document.text.reveal() == text
    assert document.notices == (
        f"The text is not in UTF-8; it was read as {encoding}. Check its accents.",
    )


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_utf8_that_was_cut_inside_a_letter_stays_utf8(mark: str) -> None:
    document = read_text((mark + FRENCH + "é").encode()[:-1], "-")
    assert document.text.reveal() == FRENCH + "\ufffd"
    assert document.notices == ("Some characters are damaged and show as \ufffd.",)


def test_data_that_begins_like_utf16_by_chance_is_refused() -> None:
    with pytest.raises(ReaderError, match="not a text document"):
        read_text(b"\xff\xfe\x00\xd8\x00\x00\x01", "-")


def test_a_text_in_another_alphabet_is_not_taken_for_french() -> None:
    greek = "Ελληνικά κείμενα για δοκιμή και έλεγχο της ανάγνωσης"
    document = read_text(greek.encode("cp1253"), "-")
    assert document.text.reveal() == greek
    assert len(document.notices) == 1


def test_the_encoding_that_a_page_declares_is_used() -> None:
    html = "<html><meta charset='windows-1251'><p>Привет, Олег</p></html>"
    document = read_text(html.encode("cp1251"), "-")
    assert (document.text.reveal(), document.notices) == ("Привет, Олег", ())


@pytest.mark.parametrize("declared", ["base64", "rot13", "never-heard-of"])
def test_a_declared_encoding_that_is_none_is_passed_over(declared: str) -> None:
    html = f"<meta charset={declared}><p>déjà vu à l'été</p>"
    assert read_text(html.encode("cp1252"), "a.html").text.reveal() == "déjà vu à l'été"


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("le num√©rique", "le numérique"),
        ("Ã©tÃ© et dÃ©jÃ\xa0 vu", "été et déjà vu"),
        ("Jâ€™ai reÃ§u", "J’ai reçu"),
        ("Élodie et le « num√©rique »", "Élodie et le « numérique »"),
        ("sain : déjà\nÃ©tÃ©", "sain : déjà\nété"),
    ],
)
def test_broken_accents_are_repaired_with_a_notice(broken: str, whole: str) -> None:
    document = read_text(broken.encode(), "-")
    assert document.text.reveal() == whole
    assert document.notices == ("Broken accents were repaired.",)


@pytest.mark.parametrize(
    "text",
    [
        "« l’été » – 3\u202f000\xa0€… œuvre",
        "“quotes” & &amp; ﬁ ① ½ Ａ",
        "À CÔTÉ, Ça, Ñandú, Ã, Â, â",
        "√2 ≈ 1,414 ; ∆t",
    ],
)
def test_sound_typography_is_left_alone(text: str) -> None:
    document = read_text(text.encode(), "-")
    assert (document.text.reveal(), document.notices) == (text, ())


def test_control_characters_are_dropped_and_line_ends_are_one() -> None:
    document = read_text(b"un\r\ndeux\rtr\x07ois \x1b[31mrouge\x1b[0m\n\tfin de page\fsuite", "-")
    assert document.text.reveal() == "un\ndeux\ntrois rouge\n\tfin de page\nsuite"
    assert document.notices == ("Invisible control characters were removed.",)
