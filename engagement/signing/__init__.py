"""Signatures that anybody can check: keys and compact JWS with Ed25519 (RFC 7515, 8037, 9864).

A row of `signing_key` holds a number and the public key. The private key is derived from the
deployment's secret and that number whenever it is needed (`keys.py`), so the database can be read,
copied and lost without anybody being able to sign. `commands.rotate` begins another key; what was
signed with an old one can be checked as long as it has not run out, since all public keys stay
published at `/.well-known/jwks.json`. A key that others may have is revoked (`commands.revoke`): it
is not published any more, and nothing that it signed is believed.
"""
