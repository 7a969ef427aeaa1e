"""Derive a private key from the deployment's secret and the key's number."""

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from flask import current_app
from joserfc.jwk import OKPKey

PURPOSE = b"engagement signing key "
"""Apart from everything else that the secret is for; the number of the key follows."""


def private_key(number: int) -> OKPKey:
    """The private key with this number, of this deployment; the same at every call."""
    secret = current_app.config["SETTINGS"].secret_key.encode()
    derivation = HKDF(SHA256(), length=32, salt=None, info=PURPOSE + str(number).encode())
    key = Ed25519PrivateKey.from_private_bytes(derivation.derive(secret))
    return OKPKey.import_key(
        key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()),
        {"use": "sig", "alg": "EdDSA"},
    )


def public_half(key: OKPKey) -> dict:
    """What is published of a key: its JWK with `kid` (RFC 7638), `use` and `alg`."""
    jwk = key.as_dict(private=False)
    return {
        "kty": jwk["kty"],
        "crv": jwk["crv"],
        "x": jwk["x"],
        "use": "sig",
        "alg": "EdDSA",
        "kid": key.thumbprint(),
    }
