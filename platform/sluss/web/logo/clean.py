"""An uploaded logo made harmless: SVG rebuilt from an allow-list, PNG freed from all but the picture."""

import hashlib
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from sluss.web.logo import png, svg
from sluss.web.logo.refusal import Refused

MOST_BYTES = 200_000
TOO_LARGE = _("The file is larger than 200 kB. A logo as SVG is usually a few kB.")
OTHER_KIND = _("A logo is an SVG or a PNG file. This is something else.")


@dataclass(frozen=True)
class CleanLogo:
    """What is kept. `taken_out` names what was in the file and may not be in a logo."""

    content: bytes
    content_type: str
    taken_out: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def clean_logo(data: bytes) -> CleanLogo:
    """Raises Refused, with the reason for the person. What the file was called plays no part."""
    if len(data) > MOST_BYTES:
        raise Refused(TOO_LARGE)
    if data.startswith(png.SIGNATURE):
        return CleanLogo(content=png.clean_png(data), content_type="image/png")
    if b"<svg" not in data and "<svg".encode("utf-16-le") not in data and "<svg".encode("utf-16-be") not in data:
        raise Refused(OTHER_KIND)
    content, taken_out = svg.clean_svg(data)
    return CleanLogo(content=content, content_type="image/svg+xml", taken_out=taken_out)
