"""What a model changed in a text: every changed sentence, its words marked, and none that stayed."""

import time

from assistant.changed_words import marked

OLD = "Les enfant joue dehors. Il fait beau. Nous somme alés au marché.\n\nBien a vous"
NEW = "Les enfants jouent dehors. Il fait beau.\nNous sommes allés au marché.\nBien à vous"


def test_changed_sentences_alone_are_shown_with_their_words_marked():
    assert marked(OLD, NEW) == [
        "Les [-enfant-][+enfants+] [-joue-][+jouent+] dehors.",
        "Nous [-somme-][+sommes+] [-alés-][+allés+] au marché.",
        "Bien [-a-][+à+] vous",
    ]


def test_what_was_taken_out_or_put_in_whole_is_marked_so():
    assert marked("Un mot. Deux mots. Trois mots.", "Un mot. Trois mots.") == ["[-Deux mots.-]"]
    assert marked("Un mot. Deux mots.", "Un mot. Deux mots. Fin.") == ["[+Fin.+]"]


def test_the_same_text_is_unchanged_and_another_one_is_no_form_of_it():
    assert marked("Un  mot ici.\n", "Un mot ici.") == []
    assert marked("Le loyer est de 900 euros.", "Bonjour à tous, voici un poème.") is None
    assert marked("", "Bonjour.") is None


def test_a_long_text_takes_no_minutes():
    words = [f"Le mot numéro {n} de la page est ici." for n in range(4_000)]
    other = [line.replace("ici", "là") if n % 9 == 0 else line for n, line in enumerate(words)]
    began = time.process_time()
    found = marked(" ".join(words), " ".join(other))
    assert found is not None and len(found) == 445
    assert marked(" ".join(words), " ".join(reversed(words))) is not None
    assert time.process_time() - began < 20
