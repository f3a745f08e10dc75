"""The API: a key whose integration may see everything, and the pages of the administrator."""

from typing import Any

from tenants.people.models import Role
from tests.factories.api import make_api_key
from tests.isolation.canaries import INNER_CANARY
from tests.isolation.rows import For, Row, member


def by_key(*fill: str) -> Row:
    return Row(For.KEY, fill, page=False)


ROUTES: dict[str, Row] = {
    "api-nycklar/": member(),
    "api-nycklar/export.csv": member(page=False),
    "api-nycklar/ny/": member(),
    "api-nycklar/<int:pk>/": member("integration"),
    "api-nycklar/<int:pk>/andra/": member("integration"),
    "api-nycklar/<int:pk>/nyckel/": member("integration"),
    "api-nycklar/nyckel/<int:pk>/aterkalla/": member("api_key"),
    "api/": Row(For.ANYONE),
    "api/v1/schema/": Row(For.ANYONE, page=False),
    "api/v1/ideas/": by_key(),
    "api/v1/ideas/<uuid:key>/": by_key("idea_key"),
    "api/v1/ideas/<uuid:key>/triage/": by_key("waiting_key"),
    "api/v1/ideas/<uuid:key>/reopen/": by_key("idea_key"),
    "api/v1/ideas/<uuid:key>/coach/": by_key("idea_key"),
    "api/v1/ideas/<uuid:key>/secrecy/": by_key("idea_key"),
    "api/v1/ideas/<uuid:key>/assessments/": by_key("idea_key"),
    "api/v1/ideas/<uuid:key>/gate/": by_key("idea_key"),
    "api/v1/ideas/<uuid:key>/gate/conditions/": by_key("idea_key"),
    "api/v1/ideas/<uuid:key>/gate/proposal/": by_key("idea_key"),
    "api/v1/needs/": by_key(),
    "api/v1/needs/<uuid:key>/": by_key("need_key"),
    "api/v1/needs/<uuid:key>/ideas/": by_key("need_key"),
    "api/v1/needs/<uuid:key>/ideas/<uuid:idea>/": by_key("need_key", "idea_key"),
    "api/v1/needs/<uuid:key>/end/": by_key("need_key"),
    "api/v1/needs/<uuid:key>/reopen/": by_key("need_key"),
    "api/v1/challenges/": by_key(),
    "api/v1/challenges/<uuid:key>/": by_key("challenge_key"),
    "api/v1/challenges/<uuid:key>/step/": by_key("challenge_key"),
    "api/v1/challenges/<uuid:key>/answers/": by_key("challenge_key"),
    "api/v1/challenges/<uuid:key>/answers/<uuid:idea>/": by_key("challenge_key", "idea_key"),
    "api/v1/challenges/<uuid:key>/report/": by_key("closed_challenge_key"),
    "api/v1/assessments/": by_key(),
    "api/v1/decisions/": by_key(),
    "api/v1/decisions/<uuid:key>/": by_key("decision"),
    "api/v1/learnings/": by_key(),
    "api/v1/learnings/<uuid:key>/": by_key("learning"),
    "api/v1/learnings/drafts/": by_key(),
    "api/v1/learnings/drafts/<int:pk>/": by_key("learning_draft"),
    "api/v1/learnings/drafts/<int:pk>/sign/": by_key("learning_draft_to_sign"),
    "api/v1/benefits/": by_key(),
    "api/v1/benefits/<uuid:key>/": by_key("benefit_key"),
    "api/v1/benefits/<uuid:key>/measurements/": by_key("benefit_key"),
    "api/v1/^": by_key(),
}


def plant(world: Any) -> None:
    key, secret = make_api_key(
        Role.INNOVATION_MANAGER,
        Role.MANAGER,
        Role.REGISTRAR,
        Role.COACH,
        municipality=world.municipality,
        name=f"{INNER_CANARY} integration",
        administrator=world.members[Role.ADMINISTRATOR],
    )
    world.objects |= {"integration": key.integration_id, "api_key": key.pk, "api_secret": secret}
