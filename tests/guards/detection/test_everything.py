"""Every kind of confidential data that the guard promises to find, an example each, through the whole of the rules.

What models find is in `test_name_model.py`; near misses and evasions stand beside each recogniser's own table.
"""

import pytest

from assistant.types import Kind
from tests.guards.finding import RulesOnly

RULES = RulesOnly()

PEOPLE = [
    ("Mme LEFÈVRE Élodie est là", "LEFÈVRE Élodie", Kind.PERSON),
    ("M. de La Roncière a signé", "de La Roncière", Kind.PERSON),
    ("Me Jean-Baptiste N'Guessan plaide", "Jean-Baptiste N'Guessan", Kind.PERSON),
    ("From: Priya Raghunathan <p.r@example.org>", "Priya Raghunathan", Kind.PERSON),
    ("Cordialement,\nHarriet Quenneville", "Harriet Quenneville", Kind.PERSON),
    ("la société Brivelle Numérique livre", "Brivelle Numérique", Kind.ORG),
    ("signé par Whitcombe & Sons Ltd hier", "Whitcombe & Sons Ltd", Kind.ORG),
    ("au tribunal judiciaire de Vordal hier", "tribunal judiciaire de Vordal", Kind.ORG),
    ("parti en Autriche hier", "Autriche", Kind.LOCATION),
]
FRANCE = [
    ("NIR 1 84 12 76 451 089 46", "1 84 12 76 451 089 46", Kind.NATIONAL_ID),
    ("NIR 2 91 05 2A 004 123 34", "2 91 05 2A 004 123 34", Kind.NATIONAL_ID),
    ("SIREN 732 829 320", "732 829 320", Kind.COMPANY_ID),
    ("SIRET 732 829 320 00074", "732 829 320 00074", Kind.COMPANY_ID),
    ("La Poste, SIRET 356 000 000 49837", "356 000 000 49837", Kind.COMPANY_ID),
    ("TVA FR 44 732829320", "FR 44 732829320", Kind.COMPANY_ID),
    ("IBAN FR76 3000 6000 0112 3456 7890 189", "FR76 3000 6000 0112 3456 7890 189", Kind.IBAN),
    ("RIB 30006 00001 12345678901 89", "30006 00001 12345678901 89", Kind.BANK_ACCOUNT),
    ("au 06 39 98 12 34", "06 39 98 12 34", Kind.PHONE),
    ("au +33 (0)6 39 98 12 34", "+33 (0)6 39 98 12 34", Kind.PHONE),
    ("au 0033 6 39 98 12 34", "0033 6 39 98 12 34", Kind.PHONE),
    ("au 06.39.98.12.34", "06.39.98.12.34", Kind.PHONE),
    ("au 12 bis rue des Lilas, 75011 Paris", "12 bis rue des Lilas, 75011 Paris", Kind.ADDRESS),
    ("à 69003 Lyon", "69003 Lyon", Kind.ADDRESS),
    ("BP 123, 31000 Vordal Cedex 9", "BP 123, 31000 Vordal Cedex 9", Kind.ADDRESS),
    ("CNI n° 880692310285", "880692310285", Kind.ID_DOC),
    ("carte d'identité X4RTBPFW4", "X4RTBPFW4", Kind.ID_DOC),
    ("passeport 99ZZ99999", "99ZZ99999", Kind.ID_DOC),
    ("permis de conduire 99AA12345", "99AA12345", Kind.ID_DOC),
    ("titre de séjour 9903123456", "9903123456", Kind.ID_DOC),
    ("immatriculée AA-999-ZZ", "AA-999-ZZ", Kind.PLATE),
    ("immatriculée 9999 ZZ 99", "9999 ZZ 99", Kind.PLATE),
    ("numéro fiscal 30 23 217 600 053", "30 23 217 600 053", Kind.TAX_ID),
    ("RPPS 10001234567", "10001234567", Kind.CODE),
    ("ADELI 759301234", "759301234", Kind.CODE),
    ("RCS Paris B 732 829 320", "732 829 320", Kind.COMPANY_ID),
    ("INE 0123456789A", "0123456789A", Kind.NATIONAL_ID),
    ("élève 123456789AB", "123456789AB", Kind.NATIONAL_ID),
    ("RG n° 24/01234", "24/01234", Kind.CODE),
    ("pourvoi n° 22-13.456", "22-13.456", Kind.CODE),
    ("contrat n° CTR-2026-0417", "CTR-2026-0417", Kind.CODE),
    ("dossier 2026/118-B", "2026/118-B", Kind.CODE),
]
WORLD = [
    ("numéro national 85.07.30-033.28", "85.07.30-033.28", Kind.NATIONAL_ID),
    ("BTW BE 0403.019.261", "BE 0403.019.261", Kind.COMPANY_ID),
    ("AHV 756.9217.0769.85", "756.9217.0769.85", Kind.NATIONAL_ID),
    ("UID CHE-100.155.212", "CHE-100.155.212", Kind.COMPANY_ID),
    ("TVA LU15027442", "LU15027442", Kind.COMPANY_ID),
    ("Steuer-ID 36 574 261 809", "36 574 261 809", Kind.TAX_ID),
    ("DNI 54362315-K", "54362315-K", Kind.NATIONAL_ID),
    ("NIE X2482300W", "X2482300W", Kind.NATIONAL_ID),
    ("codice fiscale RCCMNL83S18D969H", "RCCMNL83S18D969H", Kind.TAX_ID),
    ("partita IVA 10000000017", "10000000017", Kind.COMPANY_ID),
    ("NIF 501 964 843", "501 964 843", Kind.TAX_ID),
    ("BSN 1112.22.333", "1112.22.333", Kind.NATIONAL_ID),
    ("NI number QQ 12 34 56 C", "QQ 12 34 56 C", Kind.NATIONAL_ID),
    ("NHS number 943 476 5870", "943 476 5870", Kind.NATIONAL_ID),
    ("PPS 6433435F", "6433435F", Kind.NATIONAL_ID),
    ("SSN 987-65-4320", "987-65-4320", Kind.NATIONAL_ID),
    ("EIN 04-2103594", "04-2103594", Kind.COMPANY_ID),
    ("SIN 123-456-782", "123-456-782", Kind.NATIONAL_ID),
    ("+32 470 12 34 56", "+32 470 12 34 56", Kind.PHONE),
    ("call 07700 900417", "07700 900417", Kind.PHONE),
    ("call (202) 555-0143", "(202) 555-0143", Kind.PHONE),
    ("at 12 Elm Road, Leeds LS1 4AB", "12 Elm Road, Leeds LS1 4AB", Kind.ADDRESS),
    ("in der Lindenstraße 14, 10969 Berlin", "Lindenstraße 14, 10969 Berlin", Kind.ADDRESS),
    ("en Calle Mayor 12, 28013 Madrid", "Calle Mayor 12, 28013 Madrid", Kind.ADDRESS),
    ("card 4111 1111 1111 1111", "4111 1111 1111 1111", Kind.CREDIT_CARD),
    ("IBAN DE89 3704 0044 0532 0130 00", "DE89 3704 0044 0532 0130 00", Kind.IBAN),
    ("sort code 20-00-00", "20-00-00", Kind.BANK_ACCOUNT),
    ("routing number 111000025", "111000025", Kind.BANK_ACCOUNT),
    ("BIC AGRIFRPP882", "AGRIFRPP882", Kind.BANK_ACCOUNT),
]
SECRETS = [
    ("AKIAIOSFODNN7EXAMPLE", "AKIAIOSFODNN7EXAMPLE"),
    (
        "AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
        "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    ),
    ("token ghp_" + "A1b2" * 9, "ghp_" + "A1b2" * 9),
    ("postgres://app:Tr0ub4dor@db.example.org/x", "Tr0ub4dor"),
    ("-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----", "MIIE"),
    (
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJlLWluLWNsZWFy",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJlLWluLWNsZWFy",
    ),
    ("Cookie: sessionid=8f14e45fceea167a5a36dedd4bea2543", "8f14e45fceea167a5a36dedd4bea2543"),
    ("DB_PASSWORD=Exemple-Pas-Un-Vrai-7!", "Exemple-Pas-Un-Vrai-7!"),
    ("mot de passe : Tournesol!42", "Tournesol!42"),
    ("api_key = 'q7Zk2vX9mL4pR8tY1wB6nC3d'", "q7Zk2vX9mL4pR8tY1wB6nC3d"),
]
COMPANY = [
    ("sur srv-paie-02 hier", "srv-paie-02", Kind.HOST),
    ("sur nas.nordelle.lan hier", "nas.nordelle.lan", Kind.HOST),
    ("voir https://wiki.example.org/rh?id=3 vite", "https://wiki.example.org/rh?id=3", Kind.URL),
    ("dans /home/mdupont/paie.xlsx hier", "/home/mdupont/paie.xlsx", Kind.PATH),
    ("matricule 004512", "004512", Kind.CODE),
    ("employee number E-20417", "E-20417", Kind.CODE),
    ("payé 134 000 € hier", "134 000 €", Kind.AMOUNT),
    ("un salaire de 46 500 € brut", "46 500 €", Kind.AMOUNT),
    ("une remise de 12,5 % accordée", "12,5 %", Kind.AMOUNT),
    ("CONFIDENTIEL", "CONFIDENTIEL", Kind.MARKING),
    ("Diffusion restreinte", "Diffusion restreinte", Kind.MARKING),
    ("TLP:AMBER", "TLP:AMBER", Kind.MARKING),
    ("Classification : C2", "C2", Kind.MARKING),
]
PERSONAL = [
    ("elle est diabétique", "diabétique", Kind.SPECIAL),
    ("elle est catholique", "catholique", Kind.SPECIAL),
    ("la déléguée syndicale", "déléguée syndicale", Kind.SPECIAL),
    ("un demandeur d'asile", "demandeur d'asile", Kind.SPECIAL),
    ("son orientation sexuelle", "orientation sexuelle", Kind.SPECIAL),
    ("son casier judiciaire", "casier judiciaire", Kind.SPECIAL),
    ("né le 12/03/1984 ici", "12/03/1984", Kind.DATE),
    ("le 3 mars 2026 ici", "3 mars 2026", Kind.DATE),
    ("on 3 March 2026 here", "3 March 2026", Kind.DATE),
    ("âgée de 42 ans", "42", Kind.AGE),
    ("a 42-year-old man", "42", Kind.AGE),
    ("la directrice financière", "directrice financière", Kind.JOB_TITLE),
    ("marie@example.org", "marie@example.org", Kind.EMAIL),
    ("de 192.0.2.17 à", "192.0.2.17", Kind.IP),
    ("via 00:00:5E:00:53:af", "00:00:5E:00:53:af", Kind.MAC),
    ("login: mdupont42", "mdupont42", Kind.USERNAME),
]
ALL = [*PEOPLE, *FRANCE, *WORLD, *((t, v, Kind.SECRET) for t, v in SECRETS), *COMPANY, *PERSONAL]


@pytest.mark.parametrize(("text", "value", "kind"), ALL, ids=[value[:30] for _, value, _ in ALL])
def test_is_found(text: str, value: str, kind: Kind) -> None:
    found = [(text[f.span.start : f.span.end], f.kind) for f in RULES.find([text])[0]]
    assert any(value in own and of is kind for own, of in found), found
