"""The one error that the embedded database raises towards its users."""


class EmbeddedDatabaseError(Exception):
    """Carries a message in plain language that says what is wrong and what to do."""
