"""What a conversation keeps of its last request changes nothing of what is done in the next.

At every turn of conversations made at random, what is decided and sealed is what a guard decides that was given
the same pseudonyms and remembers no request.
"""

import base64
import gc
import random
import time
from dataclasses import replace
from types import FrameType

import pytest

from assistant.errors import HygieError
from assistant.types import Destination, Finding, Kind, Message, Private, Review, Role, Span
from guards.body.conversation import Conversation
from guards.body.detecting import RuleDetector
from guards.body.guard import BodyGuard
from guards.detection.company_adapter import CompanyTerms
from guards.engine import ConfidentialityGuard
from guards.forgetting import forget
from guards.policy.decisions import Policy
from guards.policy.reading import parse
from guards.pseudonyms.rows import fill, rows
from guards.pseudonyms.vault import MemoryVault
from tests.guards.detection.test_learnt_names import FIRST, INTRODUCING, LAST, MENTIONING, sentence

SEEDS = range(60)
TURNS = 7
CPU_SECONDS = 6.0  # what is left out is run with other seeds, not waited for
COMPANY = ["Projet Zéphyr", "Nordelle", "ZEPHYR-4471"]
RULES = {
    "mask": "- {kinds: [EMAIL], action: mask}\n- {kinds: [ORG], action: allow}\n",
    "invent": "- {kinds: [PERSON], action: pseudonymise}\n",
    "keep": "- {kinds: [PHONE], to: [eu], action: allow}\n",
    "block": "- {kinds: [COMPANY_TERM], to: [world], action: block}\n",
}
ODD = [
    "{{{{PERSON_1}}}} et PERSON_2 sont des signes.", "Mot de passe : zarbi-kul{d}", "zarbi-kul{d} revient",
    "CODE_1 dans un programme", "dossier n° 2026-47{d}", "voir 2026 47{d}, puis 202647{d}", "{b}", "{h}",
    "un message comme un autre", "M. Royaume - Uni", "le royaume-uni", "06 39 98 12 3{d}` et **06.39.98.12.3{d}**",
]  # fmt: skip


def policy(name):
    rules = "\n".join("  " + line for line in RULES[name].splitlines())
    return Policy([parse(f"version: 1\nname: {name}\nrules:\n{rules}\n".encode(), "p.yaml")])


POLICIES = [Policy(), Policy(), *map(policy, RULES)]


def said(draw, people):
    if draw.random() < 0.6:
        forms = draw.choice([INTRODUCING, MENTIONING, MENTIONING])
        return sentence(draw, forms, people)
    hidden = sentence(draw, INTRODUCING + MENTIONING, people).encode()
    encoded = {"b": base64.b64encode(hidden * 2).decode(), "h": (hidden * 2).hex()}
    return draw.choice(ODD).format(d=draw.randint(1, 3), **encoded)


def conversation(seed):
    """The requests of a chat: mostly the history with more, now and then changed, cut or told twice."""
    draw = random.Random(seed)
    people = list(zip(draw.sample(FIRST, 2), draw.sample(LAST, 2), strict=True))
    history, requests = [], []
    for _ in range(TURNS):
        history += [" ".join(said(draw, people) for _ in range(draw.randint(1, 2)))]
        history += draw.choice([[], ["Bien."], [draw.choice(history)]])
        if len(history) > 3 and draw.random() < 0.15:
            history.pop(draw.randrange(len(history)))
        if draw.random() < 0.05:
            draw.shuffle(history)
        requests.append(list(history))
    return requests


def copy(vault):
    """A vault with the same pseudonyms that remembers no request."""
    made = MemoryVault()
    fill(made, rows(vault))
    return made


def told(guard, texts, vault, destination):
    """Everything that one request comes to, and what the vault holds then."""
    try:
        proposal = guard.propose(
            [Message(Role.USER, Private(t)) for t in texts], vault, destination
        )
        sealed = [str(message.text) for message in guard.seal(proposal, Review(), vault)]
    except HygieError as error:
        return type(error), rows(vault)
    if vault.surrogates():  # drawn by lot: one that would not come back gives way to a placeholder
        return [replace(r, placeholder="") for r in proposal.redactions], len(sealed), ()
    return list(proposal.redactions), sealed, rows(vault)


@pytest.fixture(scope="module")
def finder():
    return RuleDetector([CompanyTerms(COMPANY)])


def test_what_is_remembered_changes_no_request(finder):
    ends, stood, turns, refused = time.process_time() + CPU_SECONDS, 0, 0, 0
    for seed in SEEDS:
        draw, vault = random.Random(seed), MemoryVault()
        guards = [ConfidentialityGuard(finder, draw.choice(POLICIES)) for _ in range(2)]
        for request in conversation(seed):
            guard = guards[draw.random() < 0.1]
            destination = Destination.EU if draw.random() < 0.1 else Destination.WORLD
            other, before = copy(vault), vault.recall.settled
            found = told(guard, request, vault, destination)
            assert found == told(guard, request, other, destination), (seed, request)
            now = vault.recall.settled
            kept = before.texts.items() if before and now else ()
            stood += sum(now.texts.get(key) is one for key, one in kept)
            turns, refused = turns + 1, refused + (len(found) == 2)
        if time.process_time() > ends:
            break
    # It says something only if much of what was decided did stand, and most requests were let through.
    assert turns >= 80 and stood > turns and refused < turns / 3, (turns, stood, refused)


class Reading:
    """A finder that takes one word for what each text calls it."""

    def __init__(self, word):
        self.word = word

    def load(self):
        """Nothing to load."""

    def find(self, texts, progress=None):
        return [list(self._found(text)) for text in texts]

    def _found(self, text):
        at = text.find(self.word)
        if at >= 0 and (kind := text.partition(":")[0]) in Kind.__members__:
            yield Finding(Span(at, at + len(self.word)), Kind(kind), 0.9, "test")


def sealed(guard, vault, *texts):
    messages = [Message(Role.USER, Private(text)) for text in texts]
    proposal = guard.propose(messages, vault, Destination.WORLD)
    return [str(message.text) for message in guard.seal(proposal, Review(), vault)]


def test_what_was_let_through_is_hidden_once_another_text_says_that_it_must_be():
    guard, vault = ConfidentialityGuard(Reading("Nordelle"), policy("mask")), MemoryVault()
    early = ["ORG: Nordelle a gagné.", "Rien."]
    assert sealed(guard, vault, *early) == early
    told = sealed(guard, vault, *early, "COMPANY_TERM: Nordelle est notre nom de code.")
    assert not any("Nordelle" in text for text in told)


def test_another_policy_decides_the_same_history_anew():
    vault, early = MemoryVault(), ["ORG: Nordelle a gagné.", "Rien."]
    assert sealed(ConfidentialityGuard(Reading("Nordelle"), policy("mask")), vault, *early) == early
    told = sealed(ConfidentialityGuard(Reading("Nordelle"), policy("keep")), vault, *early)
    assert "Nordelle" not in told[0] and told[1] == early[1]


def test_another_company_list_is_sought_in_the_same_history():
    conversation, said = Conversation(), [{"role": "user", "content": "Le plan Vermeil avance."}]

    def guarded(*terms):
        words = RuleDetector([CompanyTerms(terms)])
        body = {"model": "m", "messages": said}
        return str(BodyGuard(words, words).protect(body, conversation, Destination.WORLD).body)

    assert "Vermeil" in guarded("Azur")
    assert "Vermeil" not in guarded("Azur", "Vermeil")


def test_what_is_kept_of_a_long_conversation_is_counted_although_its_texts_are_not_kept():
    words, conversation = RuleDetector([]), Conversation()
    turns = [f"Tour {n}. " + "Rien de particulier ici. " * 60 for n in range(100)]
    said = [{"role": "user", "content": one} for one in (*turns, "Mme Zorbec : +33639981234")]
    BodyGuard(words, words).protect({"messages": said}, conversation, Destination.WORLD)
    assert conversation.vault.recall.settled is None
    assert 100 * 40 <= conversation.characters < 100 * 40 * 5


def test_a_wipe_leaves_nothing_in_memory():
    words, conversation = RuleDetector([]), Conversation()
    secret = "".join(random.sample("bdfgklmnprstv", 9))
    # Within a longer word a value is looked at more closely: with a pattern that is made of it.
    for more in ("", f" La pseudo{secret}erie."):
        said = f"Écrire à {secret}@example.org ou à Mme {secret.title()}.{more}"
        body = {"messages": [{"role": "user", "content": said}]}
        assert BodyGuard(words, words).protect(body, conversation, Destination.WORLD).kinds
    del body, said
    assert len(texts_with(secret)) > 10
    conversation.vault.clear()
    assert texts_with(secret) == []


def test_of_two_kinds_of_one_number_the_risky_one_counts_whenever_it_was_found():
    found = {"4000 1234 5678": Kind.CREDIT_CARD, "4000-1234-5678": Kind.CODE}
    asked = Review(shown=frozenset([Private("4000.1234.5678")]))
    guard, vault = ConfidentialityGuard(Known(found), Policy(), lambda: asked), MemoryVault()
    card, other = "carte 4000 1234 5678", "dossier 4000-1234-5678"
    sealed(guard, vault, card)
    told = sealed(guard, vault, other, card, "voir 4000.1234.5678")
    assert told == sealed(guard, copy(vault), other, card, "voir 4000.1234.5678")
    assert "4000.1234.5678" not in told[2]


class Known:
    """A finder of some values, each of its kind."""

    def __init__(self, values):
        self.values = values

    def load(self):
        """Nothing to load."""

    def find(self, texts, progress=None):
        return [list(self._found(text)) for text in texts]

    def _found(self, text):
        for value, kind in self.values.items():
            if (at := text.find(value)) >= 0:
                yield Finding(Span(at, at + len(value)), kind, 0.9, "test")


def test_to_forget_waits_for_no_search():
    detector = RuleDetector([])
    detector.find(["Mme Vasseur est là."])
    with detector._turn:
        forget()  # a wipe while another thread searches
    assert detector._parts
    detector.find(["Bonjour."])
    assert not detector._parts


def texts_with(secret):
    """The texts that anything alive holds in which these letters stand, but for the letters themselves."""
    gc.collect()
    found, seen = [], set()
    left = [
        o
        for one in gc.get_objects()
        if not isinstance(one, FrameType)
        for o in gc.get_referents(one)
    ]
    while left:
        one = left.pop()
        if isinstance(one, str):
            found += [one] if secret in one.lower() and one != secret else []
        elif isinstance(one, tuple) and id(one) not in seen:
            seen.add(id(one))
            left += one
    return found
