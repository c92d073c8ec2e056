"""A denial is seen whatever the verb that bears it, in both languages and both ways round."""

import pytest

from assistant.types import Status
from guards.sources.polarity import tokens

from .asking import statements

DENIED = [
    ("Le locataire ne peut pas sous-louer.", "Le locataire peut sous-louer."),
    ("Le locataire ne peut pas vendre le bien.", "Le locataire peut donc vendre le bien."),
    ("Le locataire ne peut pas vendre le bien.", "Le locataire pourra vendre le bien."),
    ("Les associés ne peuvent pas vendre les parts.", "Les associés peuvent vendre les parts."),
    ("Nous ne pouvons pas céder le bail.", "Nous pouvons céder le bail."),
    ("Vous ne pouvez pas résilier le contrat.", "Vous pouvez résilier le contrat."),
    ("Le gérant ne pouvait pas signer le bail.", "Le gérant pouvait signer le bail."),
    ("Le gérant ne pourra pas signer le bail.", "Le gérant pourra signer le bail."),
    ("Le gérant ne pourrait pas signer le bail.", "Le gérant peut signer le bail."),
    ("Le locataire ne doit pas sous-louer.", "Le locataire doit sous-louer."),
    ("Le salarié ne devra pas signer le reçu.", "Le salarié devra signer le reçu."),
    ("Le vendeur ne veut pas baisser le prix.", "Le vendeur veut baisser le prix."),
    ("Les vendeurs ne voudront pas baisser le prix.", "Les vendeurs veulent baisser le prix."),
    ("Le stagiaire ne sait pas lire un bilan.", "Le stagiaire sait lire un bilan."),
    ("Le salarié n'aura pas droit à la prime.", "Le salarié aura droit à la prime."),
    ("Le salarié n'aura pas droit à la prime.", "Le salarié a droit à la prime."),
    ("Le salarié n’a plus droit à la prime.", "Le salarié a droit à la prime."),
    ("Le bail ne sera pas renouvelé en mai.", "Le bail sera renouvelé en mai."),
    ("Le bail ne serait pas renouvelé en mai.", "Le bail est renouvelé en mai."),
    ("Le locataire ne sous-loue jamais le logement.", "Le locataire sous-loue le logement."),
    ("Le service n'accepte plus les chèques.", "Le service accepte les chèques."),
    ("La banque ne finance guère ces projets.", "La banque finance ces projets."),
    ("Le bailleur ne doit aucun intérêt au locataire.", "Le bailleur doit un intérêt au locataire."),
    ("Le contrat n'autorise aucun animal.", "Le contrat autorise un animal."),
    ("Le locataire ne peut sous-louer le logement.", "Le locataire peut sous-louer le logement."),
    ("Le locataire ne saurait céder le bail.", "Le locataire peut céder le bail."),
    ("The tenant can't sublet the flat.", "The tenant can sublet the flat."),
    ("The tenant cannot sublet the flat.", "The tenant can sublet the flat."),
    ("The tenant can not sublet the flat.", "The tenant can sublet the flat."),
    ("The tenant may not sublet the flat.", "The tenant may sublet the flat."),
    ("The tenant won’t sublet the flat.", "The tenant will sublet the flat."),
    ("The tenant couldn't sublet the flat.", "The tenant could sublet the flat."),
    ("The tenant needn't repaint the flat.", "The tenant must repaint the flat."),
    ("The clerk does not want to sign the deed.", "The clerk wants to sign the deed."),
    ("The tenant never sublets the flat.", "The tenant sublets the flat."),
    ("The board has no right to sell the shares.", "The board has the right to sell the shares."),
]  # fmt: skip
AGREEING = [
    ("Le locataire peut sous-louer.", "Le locataire peut donc sous-louer."),
    ("Le locataire ne peut sous-louer qu'avec l'accord du bailleur.",
     "Le locataire peut sous-louer avec l'accord du bailleur."),
    ("Le locataire ne peut pas sous-louer sans l'accord du bailleur.",
     "Le locataire peut sous-louer avec l'accord du bailleur."),
    ("The tenant may not sublet without the consent of the landlord.",
     "The tenant may sublet with the consent of the landlord."),
    ("Le locataire ne peut pas sous-louer.", "Le locataire ne peut donc pas sous-louer."),
    ("Le gérant ne peut signer le bail.", "Le gérant ne pourra pas signer le bail."),
    ("Le gérant peut refuser de signer le bail.", "Le gérant peut refuser de signer."),
    ("Peu de locataires sous-louent le logement.", "Les locataires ne sous-louent pas le logement."),
    ("The tenant can't sublet the flat.", "The tenant cannot sublet the flat."),
    ("No decision has been made so far.", "No decision has been made yet."),
    ("Aucune décision n’a été prise à ce stade.", "Aucune décision n’a encore été prise."),
]  # fmt: skip


@pytest.mark.parametrize(("source", "answer"), DENIED)
def test_what_one_side_denies_is_contradicted(source: str, answer: str) -> None:
    assert statements(answer, source) == [Status.CONTRADICTED]
    assert statements(source, answer) == [Status.CONTRADICTED]


@pytest.mark.parametrize(("source", "answer"), AGREEING)
def test_what_both_sides_deny_or_neither_does_is_not(source: str, answer: str) -> None:
    assert Status.CONTRADICTED not in statements(answer, source)
    assert Status.CONTRADICTED not in statements(source, answer)


@pytest.mark.parametrize("word", ["peut", "peuvent", "peuple", "cession", "fewest", "sanscrit"])
def test_a_word_that_only_begins_like_a_denial_denies_nothing(word: str) -> None:
    assert not any(token.denial_near for token in tokens(f"La {word} du locataire."))


@pytest.mark.parametrize("word", ["peu", "sans", "refuse", "cesse", "few", "rarement", "fails"])
def test_a_word_that_denies_by_its_sense_is_known(word: str) -> None:
    assert all(token.denial_near for token in tokens(f"La {word} locataire."))
