"""How much people without an account may send: files cost room that nobody has said yes to."""

import datetime as dt
from collections.abc import Sequence

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Sum
from django.utils.translation import gettext as _

from sluss import clock
from tenants.files.checking import CheckedFile
from tenants.files.models import Attachment

WITHIN = dt.timedelta(days=1)


def refuse_too_much(files: Sequence[CheckedFile]) -> None:
    """Raises ValidationError where the municipality would have taken more than RESIDENT_UPLOADS_A_DAY bytes from people
    without an account within a day and night. One statement, and none without files."""
    if not files:
        return
    lately = Attachment.objects.filter(added_by=None, added_at__gt=clock.now() - WITHIN)
    taken = lately.aggregate(sum=Sum("size"))["sum"] or 0
    if taken + sum(file.size for file in files) > settings.RESIDENT_UPLOADS_A_DAY:
        raise ValidationError(
            _("We cannot take more files today. Send the text without them, or come back tomorrow."), code="quota"
        )
