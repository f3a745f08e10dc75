"""Secrets that stand for somebody without a password: made here, and known again by their digests alone.

Who holds such a secret is found by its digest in an index. What the database compares is then the digest, which nobody
can steer character by character, so the time that it takes tells nothing of the secret: no comparing is needed.
"""

import hashlib
import secrets
from dataclasses import dataclass

from django.utils.crypto import salted_hmac

from sluss.tenancy.scope import current_municipality_key


@dataclass(frozen=True)
class Kind:
    """One kind of secret. What is a secret of one kind says nothing where another is asked for, whatever table a
    digest is copied to. A purpose never changes: the digests that are kept would not fit any more."""

    purpose: str

    def make(self) -> str:
        """256 random bits, fit for an address."""
        return secrets.token_urlsafe(32)

    def digest(self, secret: str) -> str:
        """What is kept: SHA-256, 64 hexadecimal digits. The secrets are long and random, so they need no salt.

        The digest of a digest, so that rows kept before there were kinds could be given theirs by a migration.
        """
        plain = hashlib.sha256(secret.encode(errors="replace")).hexdigest()
        return hashlib.sha256(f"{self.purpose}:{plain}".encode()).hexdigest()


def keyed_digest(told: str, *, purpose: str) -> str:
    """What is kept of something that could be guessed, as an address: 64 hexadecimal digits that nobody without the
    installation's key can make, and that differ by purpose and by municipality, so that nobody can be followed from
    one to the other."""
    salt = f"sluss.secrets.{purpose}.{current_municipality_key()}"
    return salted_hmac(salt, told.encode(errors="replace"), algorithm="sha256").hexdigest()
