"""Writing down what reached the contact centre: one idea, with the way back for the one who said it."""

import datetime as dt
import uuid
from collections.abc import Iterable

from django.db import transaction

from sluss.registry.models import Municipality
from tenants.contact_centre.models import AnswerBy, Channel, Contact
from tenants.files.checking import CheckedFile
from tenants.ideas.models import Source
from tenants.ideas.register import NewBearer, Texts
from tenants.intake.submit import Receipt, submit_from_outside
from tenants.people.models import Member


@transaction.atomic
def take_down(
    *,
    texts: Texts,
    bearer: NewBearer,
    submission_key: uuid.UUID,
    municipality: Municipality,
    actor: Member,
    channel: Channel,
    answer_by: AnswerBy,
    received_at: dt.datetime | None = None,
    files: Iterable[CheckedFile] = (),
) -> Receipt:
    """Register it once, however often the form is sent. `received_at` is when a paper reached the municipality, where
    that was before today; the promise counts from now, when somebody can first answer."""
    given = submit_from_outside(
        texts=texts,
        submission_key=submission_key,
        municipality=municipality,
        source=Source.CONTACT_CENTRE,
        bearer=bearer,
        actor=actor,
        files=files,
        received_at=received_at,
    )
    Contact.objects.get_or_create(
        idea=given.idea, defaults={"channel": channel, "answer_by": answer_by, "taken_by": actor}
    )
    return given
