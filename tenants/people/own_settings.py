"""What members decide about themselves."""

import datetime as dt

from tenants.people.models import Member


def change_own_settings(*, member: Member, away_until: dt.date | None, stand_in: Member | None, language: str) -> None:
    """Set absence, stand-in and the language that letters to the member are written in."""
    member.away_until, member.stand_in, member.language = away_until, stand_in, language
    member.save(update_fields=["away_until", "stand_in", "language"])
