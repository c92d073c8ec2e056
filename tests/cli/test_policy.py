"""`hygie policy`: rules shown, explained, tested, signed; and obeyed by every command."""

import json

import pytest

STRICT_CODES = """version: 1
name: acme
rules:
  - kinds: [PHONE]
    to: [world]
    action: block
    why: Numbers stay in the house.
"""


@pytest.fixture
def own(own_home):
    folder = own_home / "config"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def test_the_table_says_what_happens_to_each_kind(hygie):
    shown = hygie("policy", "show", "--json").json["actions"]
    assert shown["PERSON"] == dict.fromkeys(("local", "company", "eu", "world"), "placeholder")
    strict = hygie("policy", "show", "--json", HYGIE_PROFILE="strict").json["actions"]
    assert strict["SECRET"]["world"] == "block" and strict["SECRET"]["local"] == "placeholder"


def test_a_persons_own_rules_bind_protect(hygie, own):
    (own / "policy.yaml").write_text(STRICT_CODES)
    refused = hygie("protect", stdin="Appelez le 06 39 98 12 34.")
    assert refused.code == 4 and "06 39" not in refused.out + refused.err
    assert hygie("protect", "--to", "local", stdin="Appelez le 06 39 98 12 34.").code == 0


def test_explain_names_the_rule_that_decided(hygie, own):
    (own / "policy.yaml").write_text(STRICT_CODES)
    (row,) = hygie("policy", "explain", "--json", stdin="Appelez le 06 39 98 12 34.").json[
        "findings"
    ]
    assert (row["action"], row["layer"], row["policy_rule"]) == ("block", "acme", 1)
    assert "Numbers stay in the house." in row["why"]


def test_cases_that_fail_are_numbered(hygie, own, tmp_path):
    cases = tmp_path / "cases.yaml"
    cases.write_text(
        "- {kind: PHONE, to: world, expect: block}\n- {kind: PHONE, to: eu, expect: mask}\n"
    )
    (own / "policy.yaml").write_text(STRICT_CODES)
    ran = hygie("policy", "test", str(cases), "--json")
    assert ran.code == 1 and [row["case"] for row in ran.json["failed"]] == [2]


def test_a_broken_policy_is_named_with_its_line_and_stops_every_request(hygie, own):
    (own / "policy.yaml").write_text(STRICT_CODES.replace("action: block", "action: explode"))
    for command in (["policy", "check", str(own / "policy.yaml")], ["protect"], ["scan"]):
        ran = hygie(*command, stdin="Appelez le 06 39 98 12 34.")
        assert ran.code == 2 and "policy.yaml" in ran.err and "6" in ran.err


def test_a_companys_policy_is_used_only_with_its_signature(hygie, own, tmp_path):
    policy, key = own / "policy.company.yaml", tmp_path / "key.pem"
    policy.write_text(STRICT_CODES)
    public = hygie("policy", "key", str(key)).out.strip()
    assert key.stat().st_mode & 0o077 == 0
    text = "Appelez le 06 39 98 12 34."
    assert hygie("protect", stdin=text).code == 2  # no key is set
    assert hygie("protect", stdin=text, HYGIE_POLICY_KEY=public).code == 3  # not signed yet
    assert hygie("policy", "sign", str(policy), "--key", str(key)).code == 0
    assert hygie("policy", "verify", str(policy), "--key", public).code == 0
    assert hygie("protect", stdin=text, HYGIE_POLICY_KEY=public).code == 4  # in force
    policy.write_text(STRICT_CODES.replace("block", "allow"))
    changed = hygie("protect", stdin=text, HYGIE_POLICY_KEY=public)
    assert changed.code == 2 and "06 39" not in changed.out


def test_a_key_never_overwrites_a_file(hygie, tmp_path):
    (tmp_path / "key.pem").write_text("mine")
    assert hygie("policy", "key", str(tmp_path / "key.pem")).code == 2
    assert (tmp_path / "key.pem").read_text() == "mine"


def test_the_schema_is_one_that_editors_read(hygie):
    schema = json.loads(hygie("policy", "show", "--schema").out)
    assert schema["properties"]["rules"] and "PolicyRule" in schema["$defs"]


def test_lasting_decisions_are_made_obeyed_seen_and_undone(hygie, own_home):
    secret = {"HYGIE_PASSPHRASE": "quatre mots sans lien"}
    text = "Le dossier Étoile Polaire de Mme Lefèvre."
    assert "never hide: Lefèvre" in hygie("policy", "rules", "--leave", "Lefèvre", **secret).out
    made = hygie("policy", "rules", "--hide", "-", "--json", stdin="étoile polaire\n", **secret)
    assert [row["always"] for row in made.json["rules"]] == ["show", "hide"]
    sent = hygie("protect", stdin=text, **secret).out
    assert "Lefèvre" in sent and "Polaire" not in sent
    rows = hygie("policy", "explain", "--json", stdin=text, **secret).json["findings"]
    assert {row["layer"] for row in rows} == {"person"}
    locked = hygie("protect", stdin=text)
    assert locked.code == 6 and "Nothing was sent" in locked.err and "Polaire" not in locked.err
    for number in ("1", "2"):
        assert hygie("policy", "rules", "--undo", number, **secret).code == 0
    assert hygie("policy", "rules", "--undo", "1", **secret).code == 3
    assert "Lefèvre" not in hygie("protect", stdin=text).out


def test_a_lasting_decision_to_hide_settles_what_the_policy_asks_about(hygie, own, own_home):
    secret = {"HYGIE_PASSPHRASE": "quatre mots sans lien"}
    asking = "version: 1\nname: me\nrules:\n  - {kinds: [PERSON], action: ask}\n"
    (own / "policy.yaml").write_text(asking)
    text = "Mme Lefèvre signe demain."
    assert hygie("protect", stdin=text, **secret).code == 4
    assert hygie("policy", "rules", "--hide", "lefèvre", **secret).code == 0
    sent = hygie("protect", stdin=text, **secret)
    assert sent.code == 0 and "Lefèvre" not in sent.out
    rows = hygie("policy", "explain", "--json", stdin=text, **secret).json["findings"]
    assert {(row["layer"], row["action"]) for row in rows if row["kind"] == "PERSON"} == {
        ("person", "placeholder")
    }
    # What was not decided is still asked about.
    assert hygie("protect", stdin="Mme Lefèvre et M. Kervadec", **secret).code == 4


def test_a_lasting_decision_never_beats_the_companys_list(hygie, own, own_home):
    secret = {"HYGIE_PASSPHRASE": "quatre mots sans lien"}
    (own / "company.txt").write_text("Vélodrome\n")
    refused = hygie("policy", "rules", "--leave", "vélodrome", **secret)
    assert refused.code == 2 and "company's terms" in refused.err and "lodrome" not in refused.out
    (own / "company.txt").unlink()  # decided before the company listed it
    assert hygie("policy", "rules", "--leave", "vélodrome", **secret).code == 0
    (own / "company.txt").write_text("Vélodrome\n")
    text = "Le projet Vélodrome avance, et le Vélodrome aussi."
    assert "lodrome" not in hygie("protect", stdin=text, **secret).out
    rows = hygie("policy", "explain", "--json", stdin=text, **secret).json["findings"]
    assert {row["action"] for row in rows} == {"placeholder"}


@pytest.mark.parametrize(
    ("option", "term"),
    [
        ("--leave", "FR76 3000 6000 0112 3456 7890 189"),
        ("--leave", ""),
        ("--hide", ""),
        ("--hide", " "),
    ],
)
def test_a_rule_that_would_do_nothing_or_harm_is_refused(hygie, own_home, option, term):
    ran = hygie("policy", "rules", option, term, HYGIE_PASSPHRASE="quatre mots sans lien")
    assert ran.code == 2 and "Nothing was changed" in ran.err and "FR76" not in ran.err + ran.out


def test_ones_own_rule_is_given_as_the_reason(hygie, own_home):
    secret = {"HYGIE_PASSPHRASE": "quatre mots sans lien"}
    for term in ("polaire", "Ida Lefèvre"):
        hygie("policy", "rules", "--hide", term, **secret)
    text = "La note polaire de Mme Ida Lefèvre."
    rows = hygie("policy", "explain", "--json", stdin=text, **secret).json["findings"]
    assert [row["layer"] for row in rows] == ["person", "person"]
    for row in rows:
        assert "once and for all" in row["why"] and "certain" not in row["why"]
        assert "built-in" not in row["why"]


def test_protect_names_what_is_to_be_decided_and_what_to_do(hygie):
    text = "Bonjour.\nElle est catholique.\nElle a un diabète.\n"
    refused = hygie("protect", stdin=text, HYGIE_PROFILE="strict")
    assert refused.code == 4 and refused.out == ""
    assert "(line 2)" in refused.err and "(line 3)" in refused.err
    assert "catholique" not in refused.err and "diab" not in refused.err
    assert "--to local" in refused.err
    assert hygie("protect", "--to", "local", stdin=text, HYGIE_PROFILE="strict").code == 0


def test_actions_are_named_as_said_and_as_written_in_another_language(hygie):
    french = {"HYGIE_LANG": "fr"}
    assert "repère (placeholder)" in hygie("policy", "show", **french).out
    explained = hygie("policy", "explain", stdin="Appelez le 06 39 98 12 34.", **french).out
    assert "repère (placeholder)" in explained
    assert "(placeholder)" not in hygie("policy", "show").out


def test_the_table_speaks_the_persons_language_and_names_what_a_file_writes(hygie):
    shown = hygie("policy", "show", HYGIE_LANG="fr").out
    table, legend = shown[: shown.rindex("\n\n")], shown[shown.rindex("\n\n") :]
    assert "repère" in table and "placeholder" not in table and "allow" not in table
    assert "repère (placeholder)" in legend and "world\u00a0: hors UE" in legend
    assert "policy file" not in hygie("policy", "show", HYGIE_LANG="en").out
