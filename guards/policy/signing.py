"""The company's signature under its policy: Ed25519 (RFC 8032), checked before use."""

from __future__ import annotations

import base64
import binascii

from assistant.errors import ConfigError
from assistant.i18n import _
from assistant.types import Private

_CONTEXT = b"hygie policy 1\n"


def new_key() -> tuple[Private[bytes], str]:
    """Return a fresh private key and its public key as text."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    key = Ed25519PrivateKey.generate()
    return Private(key.private_bytes_raw()), _text(key.public_key().public_bytes_raw())


def written(key: Private[bytes]) -> str:
    """Return a private key as PEM (PKCS #8), as other tools read it."""
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return (
        Ed25519PrivateKey.from_private_bytes(key.reveal())
        .private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        .decode("ascii")
    )


def read_key(data: bytes) -> Private[bytes]:
    """Return the private key of a PEM file; raises ConfigError."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        key = load_pem_private_key(data, None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        key = None
    if not isinstance(key, Ed25519PrivateKey):
        raise ConfigError(
            _("This is not a private key of the Ed25519 kind."),
            _("Nothing was signed."),
            _("Make one with: hygie policy key FILE"),
        )
    return Private(key.private_bytes_raw())


def sign(policy: bytes, key: Private[bytes]) -> str:
    """Return the signature of a policy file's bytes as text, to be kept beside it."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return _text(Ed25519PrivateKey.from_private_bytes(key.reveal()).sign(_CONTEXT + policy))


def verify(policy: bytes, signature: str, public_key: str) -> None:
    """Raise ConfigError unless the signature is this key's, for exactly these bytes."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        key = Ed25519PublicKey.from_public_bytes(_bytes(public_key))
        key.verify(_bytes(signature), _CONTEXT + policy)
    except (InvalidSignature, ValueError, binascii.Error):
        raise ConfigError(
            _("The company's policy is not signed by the company's key, or was changed since."),
            _("It is not used and nothing is sent."),
            _("Get the policy again from whoever keeps it."),
        ) from None


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _bytes(text: str) -> bytes:
    return base64.b64decode(text.strip(), validate=True)
