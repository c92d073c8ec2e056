"""Policies: layers, destinations, errors with their line, signatures, cases."""

import itertools

import pytest

from assistant.errors import ConfigError, MissingError, PolicyRefused
from assistant.kinds import RISKY
from assistant.types import Action, Destination, Finding, Kind, Message, Private, Review, Role, Span
from guards.engine import ConfidentialityGuard
from guards.policy import defaults
from guards.policy.cases import failures, read_cases
from guards.policy.decisions import Policy
from guards.policy.generalising import MASK, generalised
from guards.policy.model import schema
from guards.policy.reading import PROFILES, parse, profile
from guards.policy.signing import new_key, sign, verify
from guards.pseudonyms.vault import MemoryVault
from tests.guards.finding import RulesOnly


def finding(kind: Kind, rule: str = "test", score: float = 1.0) -> Finding:
    return Finding(Span(0, 1), kind, score, rule)


def policy_of(text: str) -> Policy:
    return Policy([parse(text.encode(), "p.yaml")])


def test_the_individual_profile_is_the_built_in_one() -> None:
    policy = Policy([profile("individual")])
    for kind, to, rule in itertools.product(
        Kind, Destination, ("test", "birth_date", "public_name")
    ):
        found = finding(kind, rule)
        assert policy.action(found, to) is defaults.action(found, to) is Policy().action(found, to)


def test_a_model_within_reads_what_no_layer_hides_but_no_secret() -> None:
    within, local = Policy().within(), Destination.LOCAL
    assert within.action(finding(Kind.PERSON), local) is Action.ALLOW
    assert within.action(finding(Kind.DATE, "birth_date"), local) is Action.ALLOW
    for kind in (
        *RISKY,
        Kind.LITERAL,
        Kind.COMPANY_TERM,
        Kind.ID_DOC,
        Kind.TAX_ID,
        Kind.BANK_ACCOUNT,
    ):
        assert within.action(finding(kind), local) is Action.PLACEHOLDER
    for name in ("individual", "company", "strict"):
        bound = Policy(profile=profile(name)).within()
        assert bound.action(finding(Kind.PERSON), local) is Action.PLACEHOLDER
    own = parse(b"version: 1\nname: own\nrules:\n  - kinds: [PERSON]\n    action: mask\n", "p.yaml")
    assert Policy(own=own).within().action(finding(Kind.PERSON), local) is Action.MASK
    assert Policy([own]).within().binding
    named = b"version: 1\nname: team\npatterns:\n  - name: our_case\n    kind: CODE\n    pattern: ZX-\\d+\n"
    team = Policy([parse(named, "p.yaml")]).within()
    assert team.action(finding(Kind.CODE, "our_case"), local) is Action.PLACEHOLDER
    assert team.action(finding(Kind.CODE), local) is Action.ALLOW


@pytest.mark.parametrize("name", PROFILES)
def test_profiles_decide_every_kind(name: str) -> None:
    policy = Policy([profile(name)])
    for kind, to in itertools.product(Kind, Destination):
        decision = policy.explain(finding(kind), to)
        assert decision.layer == name and decision.rule > 0


def test_company_and_strict() -> None:
    company, strict = Policy([profile("company")]), Policy([profile("strict")])
    assert company.action(finding(Kind.SECRET), Destination.WORLD) is Action.BLOCK
    assert company.action(finding(Kind.SECRET), Destination.LOCAL) is Action.PLACEHOLDER
    assert company.action(finding(Kind.SPECIAL), Destination.WORLD) is Action.ASK
    assert strict.action(finding(Kind.AGE), Destination.EU) is Action.GENERALISE
    assert (
        strict.action(finding(Kind.LOCATION, "public_name"), Destination.EU) is Action.PLACEHOLDER
    )


def test_conditions_and_the_reason() -> None:
    policy = policy_of(
        "version: 1\nname: acme\nrules:\n"
        "  - {findings: [fr_*], to: [world], confidence: 0.9, action: mask, why: ours}\n"
    )
    decision = policy.explain(finding(Kind.TAX_ID, "fr_vat"), Destination.WORLD)
    assert (decision.action, decision.layer, decision.rule, decision.why) == (
        Action.MASK,
        "acme",
        1,
        "ours",
    )
    assert (
        policy.explain(finding(Kind.TAX_ID, "fr_vat", 0.5), Destination.WORLD).layer == "built-in"
    )
    assert policy.explain(finding(Kind.TAX_ID, "fr_vat"), Destination.LOCAL).layer == "built-in"


def test_a_person_may_only_tighten() -> None:
    loose = parse(b"version: 1\nname: me\nrules: [{action: allow}]", "me.yaml")
    tight = parse(b"version: 1\nname: me\nrules: [{kinds: [DATE], action: mask}]", "me.yaml")
    assert Policy((), loose).action(finding(Kind.PERSON), Destination.WORLD) is Action.PLACEHOLDER
    assert Policy((), tight).action(finding(Kind.DATE), Destination.WORLD) is Action.MASK


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("version: 2\nname: x\n", 1),
        ("version: 1\nname: x\nrules:\n  - action: allow\n  - action: alow\n", 5),
        ("version: 1\nname: x\nrules:\n  - kinds: [PERSN]\n    action: allow\n", 4),
        ("version: 1\nname: x\nruls: []\n", 3),
        ("version: 1\nname: x\nrules: [\n", 4),
        ("version: 1\nname: x\nrules:\n  - {kinds: [DATE], action: allow}\n  - {kinds: [DATE], action: block}\n", 5),
        ("version: 1\nname: 'x\nrules: []\nnote: y\n", 2), ("version: 1\nname: \"x\nrules: \"y\"\n", 2),
        ("version: 1\nname: x\nrules:\n  - kinds: [DATE]\n    action: mask\n    action: allow\n", 6),
        ("", 1), ("[]", 1), ("\t", 1),
    ],
)  # fmt: skip
def test_errors_name_line_and_remedy(text: str, line: int) -> None:
    with pytest.raises(ConfigError) as caught:
        parse(text.encode(), "p.yaml")
    assert f"line {line}:" in caught.value.title
    assert caught.value.action


@pytest.mark.parametrize(
    "data", [b"\xff\xfe", b"a: &a [*a]", b"x" * 2_000_000, b"!!python/object:os.system {}"]
)
def test_hostile_files_are_refused(data: bytes) -> None:
    with pytest.raises(ConfigError):
        parse(data, "p.yaml")


def test_unknown_profile() -> None:
    with pytest.raises(MissingError):
        profile("lax")


def test_signature() -> None:
    key, public = new_key()
    _, other = new_key()
    signature = sign(b"policy", key)
    verify(b"policy", signature, public)
    for data, text, by in (
        (b"policy2", signature, public),
        (b"policy", signature, other),
        (b"policy", "?", public),
    ):
        with pytest.raises(ConfigError):
            verify(data, text, by)


def test_cases() -> None:
    cases = read_cases(
        b"- {kind: SECRET, to: world, expect: block}\n- {kind: DATE, to: world, expect: mask}\n"
    )
    wrong = failures(Policy([profile("company")]), cases)
    assert [(number, decision.action) for number, _, decision in wrong] == [(2, Action.ALLOW)]
    with pytest.raises(ConfigError):
        read_cases(b"- {kind: NOPE}")


def test_schema_knows_actions() -> None:
    assert "generalise" in str(schema())


@pytest.mark.parametrize(
    ("kind", "value", "coarse"),
    [
        (Kind.DATE, "12 mars 1984", "1984"), (Kind.DATE, "12/03", MASK), (Kind.AGE, "42 ans", "40-49 ans"),
        (Kind.AMOUNT, "1 250,50 €", "~10^3 €"), (Kind.PERSON, "Marie", MASK),
    ],
)  # fmt: skip
def test_generalising(kind: Kind, value: str, coarse: str) -> None:
    assert generalised(kind, value) == coarse


def sealed(policy: Policy, text: str, review: Review | None = None) -> str:
    guard, vault = ConfidentialityGuard(RulesOnly(), policy), MemoryVault()
    proposal = guard.propose([Message(Role.USER, Private(text))], vault, Destination.WORLD)
    return guard.seal(proposal, review or Review(), vault)[0].text


def test_through_the_guard() -> None:
    company, strict = Policy([profile("company")]), Policy([profile("strict")])
    with pytest.raises(PolicyRefused):
        sealed(company, "password = Tr0ub4dor&3")
    assert sealed(strict, "Mme Dupont, le 12/03/2026") == "Mme {{PERSON_1}}, le 2026"


def test_what_is_asked_waits_for_a_person() -> None:
    ask = policy_of("version: 1\nname: a\nrules: [{kinds: [PERSON], action: ask}]")
    with pytest.raises(PolicyRefused):
        sealed(ask, "Mme Dupont")
    value = Private("Dupont")
    assert sealed(ask, "Mme Dupont", Review({value: Action.ALLOW})) == "Mme Dupont"
    assert sealed(ask, "Mme Dupont", Review({value: Action.PLACEHOLDER})) == "Mme {{PERSON_1}}"


def test_a_review_cannot_loosen_a_companys_rule() -> None:
    allow = Review({Private("Dupont"): Action.ALLOW})
    assert sealed(Policy([profile("company")]), "Mme Dupont", allow) == "Mme {{PERSON_1}}"
    assert sealed(Policy(), "Mme Dupont", allow) == "Mme Dupont"


@pytest.mark.parametrize(
    "line",
    [
        "{name: our_case, kind: CODE, pattern: '('}",
        "{name: our_case, kind: CODE, pattern: 'a*'}",
        "{name: Our Case, kind: CODE, pattern: 'a'}",
        "{name: our_case, kind: NOTHING, pattern: 'a'}",
        "{name: our_case, kind: CODE, pattern: 'a', context: ['[']}",
        "{name: our_case, kind: CODE}",
    ],
)
def test_a_pattern_that_is_wrong_is_named_with_its_line(line: str) -> None:
    with pytest.raises(ConfigError, match="line 4"):
        parse(f"version: 1\nname: p\npatterns:\n  - {line}\n".encode(), "p")
