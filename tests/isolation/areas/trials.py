"""Trials are seen by those who see the idea; who spent how much time on it by those who work with it."""

import datetime as dt
from decimal import Decimal
from typing import Any

from sluss import clock
from sluss.tenancy import in_municipality
from tenants.ideas.models import Idea
from tenants.people.models import Role
from tenants.trials.models import Clearance
from tenants.trials.note import Spent, note_effort
from tenants.trials.plan import plan_trial
from tests.isolation.canaries import CANARY, INNER_CANARY
from tests.isolation.rows import Row, member

ROUTES: dict[str, Row] = {
    "test/": member(),
    "test/export.csv": member(page=False),
    "test/<uuid:key>/": member("trial"),
    "test/<uuid:key>/andra/": member("trial"),
    "test/<uuid:key>/resultat/": member("trial"),
    "test/<uuid:key>/villkor/": member("trial"),
    "test/<uuid:key>/klartecken/": member("trial"),
    "test/<uuid:key>/klartecken/<int:pk>/": member("trial", "clearance"),
    "test/<uuid:key>/steg/<slug:name>/": member("trial", "move"),
    "ideer/<int:pk>/test/": member("idea"),
    "ideer/<int:pk>/test/nytt/": member("idea"),
    "ideer/<int:pk>/tid/": member("idea"),
    "ideer/<int:pk>/tid/snabbt/": member("idea", page=False),
    "ideer/<int:pk>/tid/export.csv": member("idea", page=False),
    "tid/<uuid:key>/ratta/": member("effort"),
    "tid/taxor/": member(),
    "kommande/": member(),
    "kommande/export.csv": member(page=False),
    "ideer/<int:pk>/mottagare/": member("idea"),
}


def plant(world: Any) -> None:
    coach = world.members[Role.COACH]
    with in_municipality(world.municipality):
        idea = Idea.objects.get(pk=world.objects["idea"])
        content = {"name": f"{CANARY} test", "leader": coach, "receiving_owner": world.everything}
        content |= {"hypothesis": f"{CANARY} hypotes", "stop_rule": f"{CANARY} stoppregel"}
        trial = plan_trial(idea, content=content, actor=coach)
        day = clock.today() - dt.timedelta(days=1)
        facts: dict[str, Any] = {"kind": "work", "day": day, "member": coach, "hours": Decimal(2), "trial": trial}
        effort = note_effort(idea, spent=Spent(note=f"{INNER_CANARY} timmar", **facts), actor=coach)
        clearance = Clearance.objects.filter(trial=trial).first()
    assert clearance is not None
    world.objects |= {"trial": trial.key, "clearance": clearance.pk, "effort": effort.key, "move": "clear"}
