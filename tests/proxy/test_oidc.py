"""Tokens of an identity provider under attack: forged, confused and odd ones, and keys that come badly or not at all."""

import base64
import hmac
import http.server
import json
import ssl
import threading
import time
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address

import httpx
import jwt
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.x509.oid import NameOID
from starlette.datastructures import Headers

from assistant.errors import StoreError
from proxy import building, published_keys_adapter
from proxy.callers import Caller
from proxy.keys import Keys
from proxy.oidc import Tokens
from proxy.people import LEEWAY
from proxy.published_keys import PublishedKeys
from proxy.published_keys_adapter import fetched
from proxy.refusals import Refusal
from proxy.settings import Oidc
from tests.proxy.running import Running

ISSUER = "https://id.example.org"
RSA = rsa.generate_private_key(65537, 2048)
STRANGER = rsa.generate_private_key(65537, 2048)
CURVE = ec.generate_private_key(ec.SECP256R1())
EDWARDS = ed25519.Ed25519PrivateKey.generate()
SHARED = b"a secret shared by some that know it"


def b64(data):
    raw = data if isinstance(data, bytes) else json.dumps(data).encode()
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def described(algorithm, key, name):
    return json.loads(algorithm.to_jwk(key)) | {"kid": name}


PUBLIC = described(jwt.algorithms.RSAAlgorithm, RSA.public_key(), "r")
KEYS = [
    PUBLIC,
    described(jwt.algorithms.ECAlgorithm, CURVE.public_key(), "e"),
    described(jwt.algorithms.OKPAlgorithm, EDWARDS.public_key(), "d"),
    {"kty": "oct", "kid": "o", "k": b64(SHARED)},
]


def claims(**others):
    now = int(time.time())
    return {"iss": ISSUER, "aud": "hygie", "sub": "camille", "exp": now + 3600, **others}


def token(key=RSA, algorithm="RS256", kid="r", headers=None, **others):
    said = json.dumps(
        claims(**others)
    ).encode()  # as it is: the library would not sign all of these
    return jwt.PyJWS().encode(said, key, algorithm, {"kid": kid, **(headers or {})})


def unsigned(header, signature=b"\1" * 64):
    return f"{b64(header)}.{b64(claims())}.{b64(signature)}"


def shared(secret, kid):
    text = f"{b64({'alg': 'HS256', 'kid': kid})}.{b64(claims())}"
    return f"{text}.{b64(hmac.digest(secret, text.encode(), 'sha256'))}"


def of(folder, keys=KEYS):
    path = folder / "keys.json"
    path.write_text(json.dumps({"keys": keys}))
    return Tokens(Oidc(issuer=ISSUER, audience="hygie", keys_file=path))


@pytest.fixture
def tokens(tmp_path):
    return of(tmp_path)


def test_each_kind_of_key_lets_its_own_in(tokens):
    for good in (
        token(),
        token(RSA, "PS256"),
        token(CURVE, "ES256", "e"),
        token(EDWARDS, "EdDSA", "d"),
    ):
        assert tokens.caller(good).id == "oidc:camille"


PEM = RSA.public_key().public_bytes(
    serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
)


@pytest.mark.parametrize("forged", [
    *[unsigned({"alg": name, "kid": "r"}, b"") for name in ("none", "None", "", None, 1, ["RS256"])],
    unsigned({"kid": "r"}),
    shared(PEM, "r"), shared(json.dumps(PUBLIC).encode(), "r"), shared(SHARED, "o"),
    *[unsigned({"alg": alg, "kid": kid}) for alg in ("RS256", "PS256", "ES256", "ES384", "EdDSA", "HS256")
      for kid in "redo"],
    *[unsigned({"alg": "RS256", "kid": kid})
      for kid in ("", "../../etc/passwd", "r\0", "x" * 50_000, 7, ["r"], {"r": 1})],
    token(STRANGER, headers={"jwk": described(jwt.algorithms.RSAAlgorithm, STRANGER.public_key(), "r")}),
    token(STRANGER, headers={"jku": "https://evil.test/keys", "x5u": "https://evil.test/cert"}),
    token(headers={"crit": ["own"], "own": 1}),
    b64(b"[" * 50_000) + ".a.b", "..", "é.è.à", "\udcff.\udcff.\udcff",
])  # fmt: skip
def test_nobody_comes_in_with_a_forged_token(tokens, forged):
    assert tokens.caller(forged) is None


@pytest.mark.parametrize("said", [
    {"aud": "other"}, {"aud": "hygie2"}, {"aud": []}, {"aud": None}, {"iss": f"{ISSUER}/"}, {"iss": [ISSUER]},
    {"exp": 1}, {"exp": None}, {"exp": "soon"}, {"exp": float("inf")}, {"exp": float("nan")},
    {"nbf": int(time.time()) + 3600}, {"iat": int(time.time()) + 3600},
    {"sub": ""}, {"sub": "  "}, {"sub": "camille\nadmin"}, {"sub": "a\0b"}, {"sub": "\x1b[31mred"},
    {"sub": "\u202eellimac"}, {"sub": "\ud800"}, {"sub": "a" * 40_000},
])  # fmt: skip
def test_claims_that_do_not_fit_let_nobody_in(tokens, said):
    assert tokens.caller(token(**said)) is None


@pytest.mark.parametrize(("said", "team"), [
    ({"groups": ["legal", "hr"]}, "legal"), ({"groups": "legal"}, "legal"), ({"aud": ["x", "hygie"]}, ""),
    ({"groups": {"legal": 1}}, ""), ({"groups": [["legal"]]}, ""), ({"groups": [None]}, ""),
    ({"groups": ["a\0b"]}, ""), ({"groups": ["\x1b[2J"]}, ""), ({"groups": ["a" * 40_000]}, ""),
])  # fmt: skip
def test_a_team_is_a_name_or_none(tokens, said, team):
    assert tokens.caller(token(**said)).team == team


@pytest.mark.parametrize("published", [
    [], None, "x", {"r": 1}, [1, None], [{"kty": ["RSA"], "kid": "r"}], [PUBLIC | {"alg": "none"}],
    [PUBLIC | {"alg": ["RS256"]}], [PUBLIC | {"alg": "HS256"}], [PUBLIC | {"use": "enc"}], [PUBLIC | {"n": 5}],
    [described(jwt.algorithms.RSAAlgorithm, RSA, "r")],  # the private key: anybody could sign
])  # fmt: skip
def test_keys_that_prove_nothing_serve_for_nothing(tmp_path, published):
    with pytest.raises(StoreError, match="identity provider"):
        of(tmp_path, published).caller(token())


@pytest.mark.parametrize("document", [b"[" * 200_000, b"[]", b"\xff", b"", b"null"])
def test_a_document_that_is_none_is_told_so(document):
    with pytest.raises(StoreError):
        PublishedKeys(lambda: document).of("r")


class Provider:
    """What an identity provider publishes, and when it was asked."""

    def __init__(self):
        self.now, self.asked, self.keys = 0.0, 0, [PUBLIC]
        self.known = PublishedKeys(self.read, lambda: self.now)

    def read(self):
        self.asked += 1
        if self.keys is None:
            raise OSError
        return json.dumps({"keys": self.keys}).encode()


def test_a_key_that_was_taken_back_opens_ten_minutes_more_at_most():
    provider = Provider()
    assert provider.known.of("r")
    provider.keys = [PUBLIC | {"kid": "new"}]
    provider.now += 599
    assert provider.known.of("r")
    provider.now += 2
    assert provider.known.of("r") is None
    assert provider.known.of("new")


def test_a_key_made_anew_under_its_old_name_is_taken_over():
    provider = Provider()
    before = provider.known.of("r").key
    provider.keys = [described(jwt.algorithms.RSAAlgorithm, STRANGER.public_key(), "r")]
    provider.now += 601
    assert provider.known.of("r").key.public_numbers() != before.public_numbers()


def test_strangers_cannot_have_the_provider_asked_again_and_again():
    provider = Provider()
    for number in range(1000):
        provider.known.of(f"unknown {number}")
        provider.now += 0.1
    assert provider.asked == 4  # once, and each 30 seconds of 100


def test_a_provider_that_is_away_shuts_nobody_out_for_an_hour():
    provider = Provider()
    provider.known.of("r")
    provider.keys = None
    for _ in range(59):
        provider.now += 60
        assert provider.known.of("r")
    provider.now += 120
    with pytest.raises(StoreError):
        provider.known.of("r")
    asked = provider.asked
    for _ in range(100):
        with pytest.raises(StoreError):
            provider.known.of("r")
    assert provider.asked == asked
    provider.keys = [PUBLIC]
    provider.now += 31
    assert provider.known.of("r")


def test_who_has_a_known_key_does_not_wait_for_one_that_has_not():
    provider = Provider()
    provider.known.of("r")
    provider.now += 60
    asked, go_on = threading.Event(), threading.Event()
    given = provider.read

    def slow():
        asked.set()
        go_on.wait(60)
        return given()

    provider.known._read = slow
    other = threading.Thread(target=provider.known.of, args=["unknown"])
    other.start()
    assert asked.wait(60)
    assert provider.known.of("r")
    assert provider.known.of("unknown too") is None
    go_on.set()
    other.join()


DROPS = 200
"""What a provider drips, in 40 seconds: eight times as long as hygie waits."""


class _Handler(http.server.BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def do_GET(self):
        kind, data = self.path.strip("/"), json.dumps({"keys": KEYS}).encode()
        if kind.startswith("to-"):
            self.send_response(302)
            self.send_header("Location", f"{kind[3:]}://127.0.0.1:{self.server.server_port}/keys")
            self.end_headers()
        elif kind == "drip":
            self.send_response(200)
            self.end_headers()
            self._drip(b" ")
        elif kind == "dripping-headers":
            self.wfile.write(b"HTTP/1.0 200 OK\r\n")
            self._drip(b"H")
        elif kind == "huge":
            self.send_response(200)
            self.end_headers()
            for _ in range(2_000):
                self.wfile.write(b" " * 100_000)
        elif kind == "junk":
            self.wfile.write(b"\x00\xff\r\n\r\n")
        else:
            self.send_response(500 if kind == "fault" else 200)
            self.end_headers()
            self.wfile.write(data)

    def _drip(self, drop):
        for self.server.drops in range(DROPS):
            self.wfile.write(drop)
            time.sleep(0.2)


class _Quiet(http.server.ThreadingHTTPServer):
    daemon_threads = True
    drops = 0

    def handle_error(self, *_):
        """A client that goes is what is tested."""


@pytest.fixture(scope="module")
def provider(tmp_path_factory):
    folder, key = tmp_path_factory.mktemp("tls"), ec.generate_private_key(ec.SECP256R1())
    name, now = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "id.test")]), datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now).not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(IPv4Address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    plain = serialization.Encoding.PEM
    (folder / "tls.crt").write_bytes(made.public_bytes(plain))
    (folder / "tls.key").write_bytes(key.private_bytes(
        plain, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ))  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "tls.crt", folder / "tls.key")
    with _Quiet(("127.0.0.1", 0), _Handler) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("SSL_CERT_FILE", str(folder / "tls.crt"))
            yield server
        server.shutdown()


@pytest.fixture
def provider_url(provider):
    return f"https://127.0.0.1:{provider.server_port}"


def test_keys_come_over_https_from_the_named_address_alone(provider_url, monkeypatch):
    monkeypatch.setattr(published_keys_adapter, "_SECONDS", 60.0)  # what a busy machine may take
    assert json.loads(fetched(f"{provider_url}/keys"))["keys"] == KEYS
    for bad in ("to-http", "to-https", "huge", "junk", "fault"):
        with pytest.raises((OSError, ValueError)):
            fetched(f"{provider_url}/{bad}")


@pytest.mark.parametrize("drip", ["drip", "dripping-headers"])
def test_a_provider_that_drips_is_left_after_seconds(provider, provider_url, drip):
    """Counted in its drops and not by a clock: a machine that is busy makes both sides of this process wait."""
    provider.drops = 0
    with pytest.raises(OSError):
        fetched(f"{provider_url}/{drip}")
    assert provider.drops < DROPS / 4


def test_a_certificate_that_nobody_vouches_for_is_refused(provider_url, monkeypatch):
    monkeypatch.delenv("SSL_CERT_FILE")
    with pytest.raises(OSError):
        fetched(f"{provider_url}/keys")


def test_a_forged_token_is_answered_401_and_never_500(body_guard, upstream, tmp_path):
    of(tmp_path)
    oidc = Oidc(issuer=ISSUER, audience="hygie", keys_file=tmp_path / "keys.json")
    with Running(body_guard, upstream.url, oidc=oidc) as proxy:
        asked = {"model": "fake-1", "messages": [{"role": "user", "content": "Bonjour"}]}

        def post(shown):
            headers = {"authorization": f"Bearer {shown}"}
            return httpx.post(
                f"{proxy.url}/v1/chat/completions",
                json=asked,
                headers=headers,
                timeout=60,
                trust_env=False,
            )

        assert post(token()).status_code == 200
        for forged in (
            unsigned({"alg": "RS256", "kid": "e"}),
            unsigned({"alg": "ES256", "kid": "o"}),
            token(sub=""),
        ):
            assert post(forged).status_code == 401
        assert len(upstream.asked) == 1


def test_a_member_who_was_removed_comes_back_with_a_new_token_only(body_guard, upstream, tmp_path):
    of(tmp_path)
    oidc = Oidc(issuer=ISSUER, audience="hygie", keys_file=tmp_path / "keys.json")
    with Running(body_guard, upstream.url, oidc=oidc) as proxy:
        door, keys, now = (
            proxy.service.door,
            Keys(building.database(proxy.settings)),
            int(time.time()),
        )

        def comes(**said):
            try:
                return door.caller(Headers({"authorization": f"Bearer {token(**said)}"})).id
            except Refusal:
                return None

        assert comes() == comes(iat=now) == "oidc:camille"
        assert keys.revoke("oidc:camille")
        assert comes() is None  # one that does not say when it was made
        assert comes(iat=now - 5) is None
        assert comes(iat=now - 5, sub="ida") == "oidc:ida"
        assert comes(iat=now + 20) is None  # made before, by a clock that is ahead
        assert not keys.is_recalled(Caller("oidc:camille", "camille", made=now + 2 * LEEWAY))
        assert keys.all() == [] and [one.id for one in keys.recalled()] == ["oidc:camille"]
        with pytest.raises(Refusal):
            door.caller(Headers({"authorization": "Bearer oidc:camille"}))
