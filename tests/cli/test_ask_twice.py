"""`ask --correct` and `--cross-check`: both answers pass the guard, and the difference is shown."""

from tests.models import fake_provider as fakes

REMOTE = ("--model", "test/remote")
LEASE = "Bail de Mme Élodie Lefèvre. Le loyer est de 640 € par mois. Les animaux sont autorisés."


def test_a_doubtful_answer_is_asked_again_and_the_change_is_shown(hygie, provider, tmp_path):
    lease = tmp_path / "bail.txt"
    lease.write_text(LEASE)
    provider.script(
        fakes.answers("Mme {{PERSON_1}} paie un loyer de 690 € par mois."),
        fakes.answers("Mme {{PERSON_1}} paie un loyer de 640 € par mois."),
    )
    ran = hygie("ask", "Quel loyer ?", "-f", str(lease), "--yes", "--correct", "--json", *REMOTE)
    assert ran.code == 0, ran.err
    assert ran.json["correction"]["changes"] == ["- 690", "+ 640"]
    assert "690 €" in str(provider.requests[1]["messages"])
    assert "Lefèvre" not in str(provider.requests) and "LEFÈVRE" not in str(provider.requests)
    assert "Lefèvre" in ran.json["correction"]["answer"]


def test_a_sound_answer_is_not_asked_again(hygie, provider, tmp_path):
    lease = tmp_path / "bail.txt"
    lease.write_text(LEASE)
    provider.script(fakes.answers("Le loyer est de 640 € par mois."))
    ran = hygie("ask", "Quel loyer ?", "-f", str(lease), "--yes", "--correct", "--json", *REMOTE)
    assert ran.json["correction"] is None
    assert len(provider.requests) == 1


def test_a_second_model_that_disagrees_is_shown_beside_the_first(hygie, provider, tmp_path):
    lease = tmp_path / "bail.txt"
    lease.write_text(LEASE)
    provider.script(
        fakes.answers("Le loyer est de 640 € par mois."),
        fakes.answers("Le loyer est de 460 € par mois."),
    )
    ran = hygie(
        "ask", "Quel loyer ?", "-f", str(lease), "--yes", "--json", *REMOTE,
        "--cross-check", "test/remote",
    )  # fmt: skip
    assert ran.code == 0, ran.err
    found = ran.json["cross_check"]
    assert found["answer"] == "Le loyer est de 460 € par mois."
    assert found["disagreements"][0]["sentence"] == "Le loyer est de 640 € par mois."


def test_what_an_answer_takes_up_from_the_question_is_no_disagreement(hygie, provider, tmp_path):
    lease = tmp_path / "bail.txt"
    lease.write_text(LEASE)
    question = "Pour mon vieux setter irlandais roux, que prévoit ce bail ?"
    taken_up = "Pour votre vieux setter irlandais roux, ce bail prévoit : animaux autorisés."
    provider.script(fakes.answers(taken_up), fakes.answers("Les animaux sont autorisés."))
    ran = hygie(
        "ask", question, "-f", str(lease), "--yes", "--json", *REMOTE, "--cross-check", "test/remote",
    )  # fmt: skip
    assert ran.json["cross_check"]["disagreements"] == []


def test_correct_refuses_notes_before_anything_is_sent(hygie, provider):
    ran = hygie("ask", "Quel loyer ?", "--knowledge", "--correct", "--yes", *REMOTE)
    assert ran.code == 2
    assert provider.requests == []
