"""Password hashing at the strength OWASP recommends, not at Django's default that costs ten times the time."""

from django.contrib.auth.hashers import Argon2PasswordHasher

from sluss.accounts.busy import place_in_line


class Argon2idHasher(Argon2PasswordHasher):
    """Argon2id with 19 MiB, two passes, one lane (OWASP Password Storage Cheat Sheet). Raises TooBusy."""

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1

    def encode(self, password: str, salt: str) -> str:
        with place_in_line():
            return super().encode(password, salt)

    def verify(self, password: str, encoded: str) -> bool:
        with place_in_line():
            return super().verify(password, encoded)
