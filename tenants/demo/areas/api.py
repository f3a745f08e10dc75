"""Two integrations of Skövde: the intranet, which reads, and the survey tool, which leaves what people have answered.

Nobody is told the secrets of their keys, so no key that opens anything stands in a file. Whoever wants to try the API
signs in as the administrator and makes a key of their own: it is shown ready to use.
"""

import datetime as dt
from typing import TYPE_CHECKING

from sluss import clock
from tenants.api.authenticate import open_key
from tenants.api.keep_keys import add_integration, make_key, revoke_key
from tenants.api.models import Integration
from tenants.api.scopes import Scope
from tenants.demo.cast import MARK
from tenants.demo.dates import working_days_ago
from tenants.people.models import Member, Role

if TYPE_CHECKING:
    from tenants.demo.replay import Replay

ORDER = 95
SHOWN_IN = ("skovde",)
READS = (Scope.IDEAS_READ, Scope.CHALLENGES_READ, Scope.LEARNINGS_READ)
A_YEAR = dt.timedelta(days=365)


def tell(replay: "Replay", *, few: bool) -> None:
    if replay.municipality.slug not in SHOWN_IN:
        return
    keeper = replay.members["admin"]
    with clock.held_at(_at(90)):
        intranet = _add("Intranätet", "Visar öppna utmaningar och nya lärdomar på startsidan.", actor=keeper)
        survey = _add("Enkätverktyget", "Lämnar förslagen ur medarbetarenkäten som idéer.", actor=keeper)
        reading = _key(intranet, "Publiceringsservern", *READS, actor=keeper)
        _key(survey, "Testmiljön", Scope.IDEAS_WRITE, actor=keeper)
    with clock.held_at(_at(60)):
        revoke_key(survey.keys.get(), actor=keeper)
        writing = _key(survey, "Driftmiljön", Scope.IDEAS_WRITE, actor=keeper)
    for secret, days in ((reading, 1), (writing, 12)):
        with clock.held_at(_at(days)):
            open_key(secret=secret)


def _add(name: str, purpose: str, *, actor: Member) -> Integration:
    contact = f"Digitaliseringsenheten {MARK}"
    return add_integration(name=f"{name} {MARK}", purpose=purpose, contact=contact, roles=[Role.EMPLOYEE], actor=actor)


def _key(integration: Integration, name: str, *scopes: Scope, actor: Member) -> str:
    return make_key(integration, name=name, scopes=scopes, expires_on=clock.today() + A_YEAR, actor=actor)[1]


def _at(days: int) -> dt.datetime:
    return dt.datetime.combine(working_days_ago(days), dt.time(9, 10), tzinfo=dt.UTC)
