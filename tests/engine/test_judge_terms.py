"""What a vault knows by hand or by list stays hidden from a judge inside the process."""

from assistant import vault_wiring
from assistant.types import Kind, Mention, Private


def test_terms_of_a_vault_are_hidden_and_names_are_not():
    vault = vault_wiring.new_vault()
    vault.placeholders(
        [
            Mention(Kind.COMPANY_TERM, Private("Zéphyr")),
            Mention(Kind.PERSON, Private("Marie Petit")),
        ]
    )
    assert vault_wiring.terms(vault).added == ((Private("Zéphyr"), Kind.COMPANY_TERM),)
