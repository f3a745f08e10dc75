"""A mark for each municipality that changes whenever its facts do, so that pages know without counting them."""

import secrets
from typing import Any

from django.db.models import Count, Sum

from shared.portfolio.models import FactStamp
from sluss.registry.models import Municipality

BITS = 62  # what a bigint holds, without its sign


def stamp(municipality: Municipality) -> None:
    """The municipality's facts are changing: belongs in the transaction that changes them."""
    # Drawn, not counted up: an upsert on a cluster may only take values that come with it.
    FactStamp.objects.bulk_create(
        [FactStamp(municipality=municipality, mark=secrets.randbits(BITS))],
        update_conflicts=True,
        unique_fields=["municipality"],
        update_fields=["mark"],
    )


def facts_stamp() -> tuple[Any, ...]:
    """Differs whenever a fact came, changed, was mended or went. One query over a row a municipality."""
    found = FactStamp.objects.aggregate(number=Count("pk"), marks=Sum("mark"))
    return found["number"], found["marks"]
