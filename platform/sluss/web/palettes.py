"""The municipality palettes that are prepared and tested for contrast: deploy/theme/palettes.json, computed into CSS."""

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
