"""`scan`, `protect`, `restore`, `check`, `config`, `models`: their output and exit codes."""

import json

import pytest

from tests.cli.conftest import EXAMPLES

LINE = "Mme Élodie LEFÈVRE, 06 39 98 12 34, IBAN FR76 3000 6000 0112 3456 7890 189."


def test_scan_gives_offsets_in_code_points(hygie):
    ran = hygie("scan", "--json", stdin="🙂 " + LINE)
    assert ran.code == 1
    found = {f["kind"]: ("🙂 " + LINE)[f["start"] : f["end"]] for f in ran.json["findings"]}
    assert found["PHONE"] == "06 39 98 12 34"
    assert found["IBAN"] == "FR76 3000 6000 0112 3456 7890 189"
    assert set(ran.json["findings"][0]) == {"start", "end", "kind", "score", "rule"}


def test_scan_of_a_clean_text_returns_zero(hygie):
    ran = hygie("scan", stdin="La somme des angles d'un triangle est constante.")
    assert ran.code == 0


def test_scan_of_lines_answers_each_and_names_the_bad_one(hygie):
    rows = [
        {"id": "a", "text": LINE},
        {"id": "b", "text": 3},
        {"id": "c", "text": "Il ne reste rien à faire.", "lang": "fr"},
    ]
    data = "\n".join(map(json.dumps, rows)) + "\nnot json\n"
    ran = hygie("scan", "--jsonl", stdin=data)
    out = [json.loads(line) for line in ran.out.splitlines()]
    assert [row["id"] for row in out] == ["a", "b", "c", None]
    assert out[0]["findings"] and out[2]["findings"] == []
    assert "error" in out[1] and "error" in out[3]
    assert ran.code == 2


def test_protect_and_restore_give_the_text_back_to_the_byte(hygie, tmp_path):
    original = f"{LINE}\r\n\tDéjà {{{{PERSON_1}}}} et [PERSON_2] — fin\u202f!\n"
    vault = str(tmp_path / "v")
    protected = hygie("protect", "--vault", vault, stdin=original)
    assert protected.code == 0
    assert not [v for v in ("LEFÈVRE", "06 39", "FR76") if v in protected.out]
    data = (tmp_path / "v").read_bytes()
    assert "LEFÈVRE".encode() not in data and b"06 39" not in data
    restored = hygie("restore", "--vault", vault, stdin=protected.out)
    assert restored.out.encode() == original.encode()


def test_each_protected_line_is_a_conversation_of_its_own(hygie):
    rows = "\n".join(json.dumps({"id": n, "text": f"Voyez {n} avec Mme Delmotte."}) for n in "ab")
    ran = hygie("protect", "--jsonl", "--to", "eu", stdin=rows)
    texts = [json.loads(line)["text"] for line in ran.out.splitlines()]
    assert all("Mme {{PERSON_1}}" in text for text in texts)


def test_restore_without_its_vault_is_a_missing_object(hygie, tmp_path):
    ran = hygie("restore", "--vault", str(tmp_path / "none"), stdin="{{PERSON_1}}")
    assert ran.code == 3


def test_a_vault_is_wiped_on_request(hygie, tmp_path):
    (tmp_path / "v").write_bytes(b"hygie-vault\x004" + bytes(80))
    assert hygie("restore", "--vault", str(tmp_path / "v"), "--wipe").code == 0
    assert list(tmp_path.iterdir()) == []
    assert hygie("restore", "--vault", str(tmp_path / "v"), "--wipe").code == 3


def test_a_vault_needs_its_own_passphrase(hygie, tmp_path):
    vault = str(tmp_path / "v")
    protected = hygie("protect", "--vault", vault, stdin=LINE, HYGIE_PASSPHRASE="la phrase juste")
    wrong = hygie(
        "restore", "--vault", vault, stdin=protected.out, HYGIE_PASSPHRASE="une phrase fausse"
    )
    assert wrong.code == 5
    assert "LEFÈVRE" not in wrong.out + wrong.err


def test_a_new_vault_wants_a_passphrase_that_cannot_be_guessed(hygie, tmp_path):
    vault = tmp_path / "v"
    refused = hygie("protect", "--vault", str(vault), stdin=LINE, HYGIE_PASSPHRASE="x")
    assert refused.code == 5 and "at least 8 characters" in refused.err and refused.out == ""
    assert not vault.exists()


def test_check_finds_the_altered_figure(hygie, tmp_path):
    source = tmp_path / "s.txt"
    source.write_text("Le loyer est de 1 250 € par mois depuis mai 2024.")
    ran = hygie("check", "-", "--sources", str(source), "--json", stdin="Le loyer est de 1 350 €.")
    assert ran.code == 1
    assert {c["status"] for c in ran.json["claims"]} & {"altered", "not_found"}


def test_check_shows_the_sum_that_a_figure_follows_by(hygie, tmp_path):
    source = tmp_path / "s.txt"
    source.write_text("1 200 000 € en mai et 800 000 € en juin.")
    ran = hygie("check", "-", "--sources", str(source), stdin="Au total 2 000 000 €.")
    (line,) = [line for line in ran.out.splitlines() if line.strip().startswith("≈ 2 000 000 €")]
    assert "1 200 000 € + 800 000 €" in line.replace("\u00a0", " ")


def test_check_without_sources_tells_what_cannot_be_right(hygie):
    ran = hygie("check", "-", stdin="L'ISBN 978-0-306-40615-8 coûte 20 €. Voir 10.5555/12345678.")
    assert ran.code == 1
    assert "check digit" in ran.out
    assert "Well formed (DOI)" in ran.out
    assert "No source" in ran.err
    assert hygie("check", "-", stdin="Il pleut beaucoup ici.").code == 0


def test_check_tells_what_models_do_badly_of_the_question(hygie):
    asked = ("check", "-", "--question", "Combien font 347 × 892 ?")
    ran = hygie(*asked, stdin="Cela fait beaucoup.")
    assert (ran.code, "→ Models count and reckon badly" in ran.out) == (0, True)
    assert len(hygie(*asked, "--json", stdin="Cela fait beaucoup.").json["notices"]) == 1


def test_check_of_lines_gives_a_score_and_claims(hygie):
    row = {"id": "x", "answer": "Le loyer est de 1 250 €.", "sources": ["Loyer : 1 250 €."]}
    ran = hygie("check", "--jsonl", stdin=json.dumps(row))
    answer = json.loads(ran.out)
    assert answer["id"] == "x"
    assert 0 <= answer["score"] <= 1
    assert {"start", "end", "status", "kind"} <= set(answer["claims"][0])


def test_config_says_where_each_value_comes_from(hygie, own_home):
    (own_home / "config").mkdir(parents=True)
    (own_home / "config" / "hygie.toml").write_text('review = "always"\n')
    ran = hygie("config", "show", "--origin", "--json", HYGIE_ENTER="send")
    assert ran.json["settings"]["review"] == "always"
    assert ran.json["origins"]["review"].endswith("hygie.toml")
    assert ran.json["origins"]["enter"] == "HYGIE_ENTER"


def test_a_misspelt_setting_stops_with_the_nearest_name(hygie, own_home):
    (own_home / "config").mkdir(parents=True)
    (own_home / "config" / "hygie.toml").write_text('reveiw = "always"\n')
    ran = hygie("scan", stdin="a")
    assert ran.code == 2
    assert "review" in ran.err


def test_the_companys_terms_are_hidden(hygie, own_home):
    (own_home / "config").mkdir(parents=True)
    (own_home / "config" / "company.txt").write_text("Projet Hélianthe\n\n# note\n")
    ran = hygie("protect", stdin="Où en est le projet HELIANTHE ?")
    assert ran.out == "Où en est le {{COMPANY_TERM_1}} ?"


def test_a_named_list_that_is_missing_stops_everything(hygie):
    ran = hygie("protect", stdin="Bonjour", HYGIE_COMPANY_TERMS="/nowhere/list.txt")
    assert ran.code == 2
    assert ran.out == ""


def test_models_lists_the_embedded_one(hygie):
    names = [card["name"] for card in hygie("models", "--json").json["models"]]
    assert any(name.startswith("hygie/qwen") for name in names)


def test_a_card_tells_limits(hygie):
    assert hygie("models", "hygie/qwen-1.5b", "--json").json["limits"]


def test_help_speaks_french(hygie):
    assert "résumé" in hygie("--help", HYGIE_LANG="fr").out.lower()


def test_a_password_protected_or_binary_file_is_refused(hygie, tmp_path):
    binary = tmp_path / "a.bin"
    binary.write_bytes(bytes(range(256)) * 40)
    ran = hygie("ask", "-f", str(binary), "--yes")
    assert ran.code == 2
    assert "Nothing was sent" in ran.err


def test_every_example_is_read_and_scanned(hygie):
    for path in sorted(EXAMPLES.iterdir()):
        if path.suffix in {".txt", ".docx", ".pdf", ".eml", ".csv", ".html"}:
            ran = hygie("scan", str(path), "--json")
            assert ran.code == 1, path.name
            assert ran.json["findings"]


def test_check_takes_the_strict_profile_for_a_sensitive_question(hygie, tmp_path):
    source = tmp_path / "notice.txt"
    source.write_text("Prendre un comprimé toutes les six heures, quatre par jour au plus.")
    answer = "Prenez un comprimé toutes les six heures. Reposez-vous ensuite au calme."
    asked = ("check", "-", "--sources", str(source), "--json", "--question")
    strict = hygie(*asked, "Quelle est la posologie de ce médicament ?", stdin=answer)
    assert (strict.code, strict.json["profile"], strict.json["subject"]) == (1, "strict", "medical")
    ordinary = hygie(*asked, "Fais un résumé.", stdin=answer)
    assert (ordinary.json["profile"], ordinary.json["subject"]) == ("ordinary", None)


def test_check_says_why_a_sentence_is_unchecked_and_marks_advice_as_no_doubt(hygie, tmp_path):
    source = tmp_path / "source.txt"
    source.write_text("Le patient reste chez lui.", encoding="utf-8")
    question = "Que dit mon arrêt de travail au patient ?"
    ran = hygie(
        "check", "-", "--sources", str(source), "--question", question,
        stdin="Le patient reste sans doute ailleurs, selon le chat gris.", HYGIE_LANG="fr",
    )  # fmt: skip
    lines = ran.out.splitlines()
    assert lines[0].startswith("· ")
    assert lines[1].startswith("    ")
    assert lines[-1].startswith("→ ")
    assert not any(line.startswith("!") for line in lines)


def test_check_reports_in_markdown_with_the_place_of_the_evidence(hygie, tmp_path):
    source = tmp_path / "bail.txt"
    source.write_text("Le chien *Rex* est autorisé. Le loyer est de 640 € par mois.")
    answer = "Le chien Rex n'est pas autorisé. Le loyer est de 940 €."
    ran = hygie("check", "-", "--sources", str(source), "--markdown", stdin=answer)
    assert ran.code == 1
    assert "## ! contradicted" in ran.out
    assert "> Le chien \\*Rex\\* est autorisé." in ran.out
    assert "940 €: **not found**" in ran.out or "940 €: **altered**" in ran.out
    assert "bail.txt:1)" in ran.out


def test_a_report_gives_a_derived_figure_with_its_sum_in_french(hygie, tmp_path):
    source = tmp_path / "ventes.txt"
    source.write_text("Brest a vendu 1 200 vélos en 2023 et 1 500 vélos en 2024.")
    ran = hygie(
        "check", "-", "--sources", str(source), "--markdown", HYGIE_LANG="fr",
        stdin="De 1 200 à 1 500 vélos vendus, Brest en a vendu 300 de plus.",
    )  # fmt: skip
    assert "- 300 : **déduit**. Absent tel quel des sources, mais s’en déduit : 1 500 − 1 200." in (
        ran.out.replace("\u00a0", " ")
    )


def test_a_report_shows_marks_of_the_answer_as_they_are(hygie):
    answer = "- Un | deux\n\n---\n\n2) `trois`\n\n~~~\nx = 1\n~~~\n\n## Total &amp; reste"
    ran = hygie("check", "-", "--markdown", stdin=answer)
    body = [line for line in ran.out.splitlines() if not line.startswith(("## ·", "- "))]
    assert "\\- Un \\| deux" in body
    assert "\\---" in body
    assert "2\\) \\`trois\\`" in body
    assert "\\~\\~\\~ x = 1 \\~\\~\\~" in body
    assert "\\#\\# Total \\&amp; reste" in body


def test_a_report_without_sources_says_so_and_tells_of_references(hygie):
    ran = hygie("check", "-", "--markdown", stdin="Lisez l’ISBN 978-2-07-036822-4.")
    assert "No source was given" in ran.out
    assert "- ISBN 978-2-07-036822-4: **" in ran.out or "- 978-2-07-036822-4: **" in ran.out


def test_what_is_said_of_a_figure_stands_below_its_sentence(hygie, tmp_path):
    source = tmp_path / "bail.txt"
    source.write_text("Le loyer est de 640 € par mois.")
    ran = hygie("check", "-", "--sources", str(source), stdin="Le loyer est de 87 € par an.")
    sentence, figure = ran.out.splitlines()
    assert sentence.endswith("Le loyer est de 87 € par an.")
    assert "87 €" in figure and figure.startswith("    ")


def test_a_text_in_place_of_a_file_and_nothing_at_all_are_told_what_to_do(hygie):
    ran = hygie("protect", "Bonjour M. Durand")
    assert ran.code == 2 and "hygie protect -" in ran.err
    empty = hygie("protect", stdin="")
    assert empty.code == 2 and "Standard input is empty" in empty.err


@pytest.mark.parametrize(("language", "said"), [
    ("en", 'A text itself is piped: echo "…" | '), ("fr", 'Pour donner un texte lui-même : echo "…" | '),
])  # fmt: skip
@pytest.mark.parametrize(("arguments", "advice"), [
    (("scan", "nowhere.txt"), "hygie scan -"),
    (("scan", "nowhere.pdf"), "hygie scan -"),
    (("protect", "nowhere.txt"), "hygie protect -"),
    (("policy", "explain", "nowhere.txt"), "hygie policy explain -"),
    (("check", "nowhere.txt"), "hygie check - --sources …"),
    (("check", "-", "--sources", "nowhere.txt"), ""),
    (("ask", "-f", "nowhere.txt", "--yes"), "hygie ask -"),
])  # fmt: skip
def test_what_a_missing_file_advises_fits_the_command(hygie, language, said, arguments, advice):
    ran = hygie(*arguments, stdin="x", HYGIE_LANG=language)
    shown = ran.err.replace("\u00a0", " ")
    assert ran.code == 2 and "nowhere" in shown
    assert (f"{said}{advice}\n" in shown) if advice else ("echo" not in shown)


def test_a_missing_text_to_restore_is_told_how_to_pipe_one(hygie, tmp_path):
    vault = str(tmp_path / "v")
    assert hygie("protect", "-", "--vault", vault, stdin="Mme Delmotte").code == 0
    ran = hygie("restore", "nowhere.txt", "--vault", vault)
    assert ran.code == 2 and "| hygie restore - --vault …" in ran.err


def test_a_mistyped_command_is_named(hygie):
    ran = hygie("ak", "question")
    assert (
        ran.code == 2
        and "did you mean ask?" in ran.err
        and "knowledge" not in ran.err.split(":")[-1]
    )


def test_an_answer_typed_behind_the_sources_is_told(hygie, tmp_path):
    files = [tmp_path / "bail.txt", tmp_path / "rep.txt"]
    for file in files:
        file.write_text("Le loyer est de 640 €.")
    names = [str(file) for file in files]
    ran = hygie("check", "--sources", *names)
    assert ran.code == 2
    assert f"hygie check {names[1]} --sources {names[0]}" in ran.err
    assert hygie("check", "--sources", *names, stdin="Le loyer est de 640 €.").code == 0


def test_an_unknown_option_is_told_with_the_usage_of_its_command(hygie):
    ran = hygie("scan", "lettre.txt", "--jsn")
    assert ran.code == 2
    assert ran.err.startswith("usage: hygie scan ")
    assert "--json?" in ran.err
    ran = hygie("check", "rep.txt", "src.txt")
    assert ran.err.startswith("usage: hygie check ")
    assert "src.txt" in ran.err.splitlines()[-1]


def test_a_model_without_a_key_is_told_before_anything_is_reviewed(hygie, tmp_path):
    keyless = {"OPENAI_API_KEY": ""}
    ran = hygie("ask", "Bonjour Jeanne Martin", "--model", "openai/gpt-4o", "--review", **keyless)
    assert (ran.code, ran.out) == (5, "")
    assert ran.err.startswith("hygie: There is no key for openai/gpt-4o.")
    (tmp_path / "bail.txt").write_text("Le loyer est de 640 €.")
    source = "--sources", str(tmp_path / "bail.txt")
    ran = hygie("check", "-", *source, "--judge", "openai/gpt-4o", stdin="640 €.", **keyless)
    assert (ran.code, ran.out) == (5, "")
    assert ran.err.startswith("hygie: There is no key for openai/gpt-4o.")


def test_a_missing_value_names_the_prompt_and_not_its_file(hygie):
    ran = hygie("ask", "--prompt", "translation")
    assert ran.code == 2
    assert ran.err.startswith("hygie: translation: ")
    assert ".prompt" not in ran.err


def test_protecting_into_a_file_that_is_no_vault_leaves_nothing_behind(hygie, tmp_path):
    (tmp_path / "notes.txt").write_text("mine")
    ran = hygie("protect", "--vault", str(tmp_path / "notes.txt"), stdin="Jeanne Martin")
    assert ran.code == 5
    assert "restored" not in ran.err
    assert [path.name for path in tmp_path.glob("notes*")] == ["notes.txt"]


def test_nothing_to_mend_is_said_in_words(hygie):
    assert hygie("prompts", "lint").err.strip() == "hygie: nothing to report"
