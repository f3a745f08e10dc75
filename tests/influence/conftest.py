"""The store of the files' own tests serves here as well."""

from tests.files.conftest import media

__all__ = ["media"]
