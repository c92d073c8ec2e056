"""Passwords and codes as people say them."""

import pytest

from assistant.types import Kind
from guards.detection.recognizers import secrets, spoken_secrets
from tests.guards.finding import values

RULES = (*secrets.RULES, *spoken_secrets.RULES)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Le mot de passe du partage est Pivoine!2026.", "Pivoine!2026"),
        ("the wifi password for the studio is lilas-bleu-93", "lilas-bleu-93"),
        ("clé wifi : tournesol42", "tournesol42"),
        ("La clé wifi du studio, c'est tournesol42, merci", "tournesol42"),
        ("password for the acme.example portal is Lilas93", "Lilas93"),
        ("le mdp de la boîte commune était 48213077", "48213077"),
        ("Le mot de passe est « tournesol ».", "tournesol"),
        ("mot de passe : Pivoine!2026.", "Pivoine!2026"),
        ("Voici le mot de passe (ne pas diffuser) : Tilleul_39", "Tilleul_39"),
        ("pw: hunter2!x", "hunter2!x"),
        ("pw=Xk29!aa", "Xk29!aa"),
        ("DB_PW=Xk29!aa", "Xk29!aa"),
        ("the pw is Xk29!aa", "Xk29!aa"),
        ("my venmo pw is hunter2!x.", "hunter2!x"),
        ("the wifi pw is Brise!Lames2024", "Brise!Lames2024"),
        ("the pw for the shared drive is Brise!Lames2024", "Brise!Lames2024"),
        ("Mon code d'accès au bâtiment B est 5521A.", "5521A"),
        ("numéro de sécurité de la carte 713", "713"),
        ("mon code PIN 4821 ne marche plus", "4821"),
        ("my pin is 4821", "4821"),
        ("PIN de la carte : 4821", "4821"),
        ("CVV 713", "713"),
        ("le cryptogramme au dos est 713", "713"),
        ("the security code on the card is 713", "713"),
        ("Son code de la porte 4B71.", "4B71"),
        ("Le code de l'immeuble est 4b71", "4b71"),
        ("digicode : 12A45", "12A45"),
        ("Door code 9931#", "9931#"),
        ("le code de l'alarme est le 2580", "2580"),
        ("The alarm is 2580.", "2580"),
        ("the alarm code's 2580, back door next", "2580"),
        ("Alarme : 2580", "2580"),
        ("l'alarme c'est 2580 l'hiver", "2580"),
        ("celui du portail, c'est 7788", "7788"),
        ("celui de l'alarme 7788 et la clé", "7788"),
        ("temp password issued: Gravel-Path9", "Gravel-Path9"),
        ("the password's Gravel-Path9", "Gravel-Path9"),
        ("le mdp c tjs Kouign4mann", "Kouign4mann"),
        ("mot de passe provisoire -> Brume.2026", "Brume.2026"),
        ("Password Rq7!vale", "Rq7!vale"),
        ("mdp kouign4mann stp", "kouign4mann"),
        ("votre nouveau mot de passe Brume2026!", "Brume2026!"),
        ("new password set to Gravel-Path9", "Gravel-Path9"),
        ("wifi is PlumTree_77. dont tell", "PlumTree_77"),
        ("wifi PlumTree_77", "PlumTree_77"),
        ("The gate code for deliveries is 7710", "7710"),
    ],
)
def test_found(text: str, value: str) -> None:
    assert values(RULES, text, Kind.SECRET) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "le mot de passe est obligatoire", "le mot de passe du partage est oublié depuis hier",
        "the password for the studio is well-known", "passwords should be at least 12 characters",
        "the password policy for 2026 is 90-days", "mot de passe oublié : cliquez42",
        "le mot de passe de l'an dernier est 2025", "the password is \"required\"",
        "le mot de passe est valable : 90 jours", "wifi password: ${WIFI_KEY1}",
        "pw: required", "the pw is wrong", "the pw of 2026 is unknown", "a 10 PW laser is 100x brighter",
        "le bois de pin 2000", "GPIO pin 13", "erreur 404, code 503", "code de la route 2026",
        "le code de la porte est cassé", "door code is missing", "the code of the door",
        "le code du bâtiment date", "numéro de sécurité sociale 713 points", "access code expired",
        "security code review in 2026", "the entry code path is 1024",
        "Le coffre = 1500 litres", "Safe: 4500 psi", "The alarm is 9000 hours old", "le cadenas est 3500 grammes",
        "The safe is 2580 m away", "the alarm is 7:30", "the alarm was 2019", "the alarm is 5 times louder",
        "l'alarme est mise",
        "mot de passe SHA256", "password Office365", "password base64encoded",
        "le mot de passe est isolé depuis 2026-03",
        "wifi 802.11ac", "wifi 6E et wifi Office365", "password user_id2",
        "le mot de passe wasn't changed in 2026-03",
    ],
)  # fmt: skip
def test_left(text: str) -> None:
    assert values(RULES, text) == []
