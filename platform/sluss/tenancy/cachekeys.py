"""Every cache key carries the municipality it was written in, so that a hit can never be another's."""

from sluss.tenancy.scope import current_municipality_key


def make_key(key: str, key_prefix: str, version: int) -> str:
    return f"{current_municipality_key() or 'region'}:{key_prefix}:{version}:{key}"
