"""The product's settings with one migration more for the ideas, which the bench writes into its own folder."""

from sluss.settings import *  # noqa: F403

MIGRATION_MODULES = {"ideas": "bench_migrations"}
