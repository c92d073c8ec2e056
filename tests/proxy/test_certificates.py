"""Wrong files for TLS stop the start, before anything is printed, with their names."""

import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from cryptography.x509.oid import NameOID
from pydantic import ValidationError

from assistant.errors import MissingError
from proxy import certificates
from proxy.settings import Listen
from tests.proxy.process import ROOT


@pytest.fixture
def files(tmp_path):
    """A certificate with its key, another key, one with a passphrase, and what is neither."""
    key, other = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "hygie.test")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now)
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    own = (Encoding.PEM, PrivateFormat.PKCS8)
    (tmp_path / "tls.crt").write_bytes(made.public_bytes(Encoding.PEM))
    (tmp_path / "tls.key").write_bytes(key.private_bytes(*own, NoEncryption()))
    (tmp_path / "other.key").write_bytes(other.private_bytes(*own, NoEncryption()))
    (tmp_path / "closed.key").write_bytes(key.private_bytes(*own, BestAvailableEncryption(b"long")))
    (tmp_path / "text").write_text("no key\n")
    both = (tmp_path / "tls.crt").read_bytes() + (tmp_path / "tls.key").read_bytes()
    (tmp_path / "both.pem").write_bytes(both)
    return tmp_path


def listen(files, certificate, key="", authority=""):
    return Listen(
        certificate=files / certificate,
        private_key=files / key if key else None,
        client_ca=files / authority if authority else None,
    )


@pytest.mark.parametrize("names", [
    ("tls.crt", "tls.key"), ("tls.crt", "tls.key", "tls.crt"), ("both.pem",),
])  # fmt: skip
def test_files_that_fit_are_let_through(files, names):
    certificates.check(listen(files, *names))


@pytest.mark.parametrize(("names", "named"), [
    (("gone", "tls.key"), "gone"), (("tls.crt", "gone"), "gone"),
    (("tls.crt", "tls.key", "gone"), "gone"), (("text", "tls.key"), "text"),
    (("tls.crt", "text"), "text"), (("tls.crt", "other.key"), "other.key"),
    (("tls.crt", "closed.key"), "closed.key"), (("tls.crt",), "tls.crt"),
    (("tls.crt", "tls.key", "text"), "text"), (("", "tls.key"), ""),
])  # fmt: skip
def test_a_wrong_file_is_named(files, names, named):
    with pytest.raises(MissingError) as error:
        certificates.check(listen(files, *names))
    assert str(files / named) in error.value.title and error.value.action


def test_a_key_without_a_certificate_is_not_served_in_the_clear(files):
    for given in ("private_key", "client_ca"):
        with pytest.raises(ValidationError):
            Listen(**{given: files / "tls.key"})


@pytest.mark.parametrize("workers", [1, 2])
def test_nothing_is_printed_before_a_wrong_file_is_found(files, workers):
    wrong = {"certificate": str(files / "tls.crt"), "private_key": str(files / "text")}
    settings = {
        "listen": {"port": 0, "workers": workers, **wrong},
        "upstreams": [{"url": "http://127.0.0.1:9"}],
    }
    (files / "proxy.yaml").write_text(json.dumps(settings))
    run = subprocess.run(
        [sys.executable, "-m", "proxy", "serve", "--config", str(files / "proxy.yaml")],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert (run.returncode, run.stdout) == (3, "")
    assert str(files / "text") in run.stderr and "Traceback" not in run.stderr
