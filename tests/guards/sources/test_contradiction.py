import pytest

from assistant.types import ClaimKind, Status

from .asking import claims, statements, verdicts


@pytest.mark.parametrize(
    ("source", "answer"),
    [
        ("Les animaux sont autorisés.", "Les animaux ne sont pas autorisés."),
        ("Les animaux sont autorisés. Le loyer est de 640 €.", "Les animaux sont interdits."),
        ("L'indemnité n'est pas due si la porte est ouverte.", "L'indemnité est due."),
        (
            "Le mardi reste un jour de présence obligatoire.",
            "Le vendredi reste un jour de présence.",
        ),
        (
            "La proposition est rejetée par deux voix.",
            "La proposition a été adoptée par deux voix.",
        ),
        ("The tenant must not sublet.", "The tenant may sublet."),
        ("The deposit is returned within 14 days.", "The deposit is not returned."),
        ("Work begins in April before the summer.", "Work begins in April after the summer."),
    ],
)
def test_what_the_source_denies_or_says_the_opposite_of_is_contradicted(
    source: str, answer: str
) -> None:
    found = [v for v in verdicts(answer, source) if v.claim.kind is ClaimKind.STATEMENT]
    assert [v.status for v in found] == [Status.CONTRADICTED]
    evidence = found[0].evidence[0]
    assert source[evidence.span.start : evidence.span.end].rstrip(".") in source


@pytest.mark.parametrize(
    ("source", "answer"),
    [
        ("Les animaux sont autorisés.", "Les animaux ne sont pas interdits."),
        ("Smoking is forbidden; pets need consent.", "Smoking is not allowed."),
        ("Revenue fell while operating profit rose.", "Operating profit rose while revenue fell."),
        ("The bug is known and will be fixed in 5.2.", "The bug is not fixed yet."),
        ("Membership is free for residents; others pay £15.", "Membership is not free for others."),
        ("Choose a netting that is nonflammable and safe.", "Choose a non-flammable netting."),
        ("Il n'est ouvert que le lundi.", "Il est ouvert le lundi."),
        ("The path is not only short but also flat.", "The path is short."),
        (
            "La ville a vendu l'ancien hôpital à un promoteur lyonnais.",
            "Un promoteur lyonnais a acheté l'ancien hôpital à la ville.",
        ),
        (
            "L'association accuse quatre plateformes d'afficher de fausses remises avant les soldes.",
            "D'après l'association, quatre plateformes affichent de fausses remises.",
        ),
    ],
)
def test_the_same_thing_said_otherwise_is_no_contradiction(source: str, answer: str) -> None:
    assert Status.CONTRADICTED not in statements(answer, source)


def test_a_sentence_cut_out_of_its_denial_is_not_called_word_for_word() -> None:
    source = "Il n'est pas vrai que le contrat est nul depuis mai."
    found = verdicts("Vrai que le contrat est nul depuis mai.", source)
    assert found[-1].status is Status.CONTRADICTED


def test_a_figure_of_something_else_is_contradicted() -> None:
    source = "Le loyer mensuel du logement est de 640 €. Les charges de chauffage sont de 55 €."
    assert claims("Les charges de chauffage sont de 640 €.", source) == {
        "640 €": Status.CONTRADICTED
    }
    assert claims("Le loyer du logement est de 640 €.", source) == {"640 €": Status.SUPPORTED}


@pytest.mark.parametrize(
    ("source", "answer", "status"),
    [
        ("Comptez au plus 45 jours.", "Comptez au moins 45 jours.", Status.CONTRADICTED),
        ("Comptez au plus 45 jours.", "Comptez jusqu'à 45 jours.", Status.SUPPORTED),
        ("It takes at least 45 days.", "It takes up to 45 days.", Status.CONTRADICTED),
        ("It takes no more than 45 days.", "It takes at most 45 days.", Status.SUPPORTED),
    ],
)
def test_the_opposite_bound_of_a_figure_is_contradicted(
    source: str, answer: str, status: Status
) -> None:
    assert status in claims(answer, source).values()


def test_what_one_person_did_is_not_told_of_another() -> None:
    source = (
        "Présents : Fatou Kessaci, Loïc Abgrall. Excusée : Inès Palomar. "
        "Fatou Kessaci demandera une subvention à la mairie avant la fin du mois."
    )
    answer = "{} a demandé une subvention à la mairie avant la fin du mois."
    assert claims(answer.format("Inès Palomar"), source)["Inès Palomar"] is Status.CONTRADICTED
    assert claims(answer.format("Fatou Kessaci"), source)["Fatou Kessaci"] is Status.SUPPORTED
