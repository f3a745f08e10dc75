"""Shares as a person writes them: English and Swedish do not agree on the space before the sign."""

from django.utils.translation import gettext as _


def percent(value: int) -> str:
    """`value` in whole per cent."""
    return _("%(number)d%%") % {"number": value}
