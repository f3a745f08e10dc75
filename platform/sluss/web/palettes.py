"""The prepared municipality palettes. deploy/theme computes their colours and refuses a poor contrast."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

DEFAULT = "slusstrappan"

PALETTES: dict[str, str | Promise] = {
    DEFAULT: _("Deep water"),
    "wine": _("Wine red"),
    "forest": _("Forest green"),
    "plum": _("Plum"),
    "brick": _("Brick red"),
    "night": _("Night blue"),
    "slate": _("Slate grey"),
    "moss": _("Moss green"),
}
