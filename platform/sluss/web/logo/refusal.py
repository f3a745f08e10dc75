"""Why a file cannot be a logo."""

from django.utils.functional import Promise


class Refused(Exception):
    """`reason` is for the person who uploaded it."""

    def __init__(self, reason: str | Promise) -> None:
        super().__init__(str(reason))
        self.reason = reason
