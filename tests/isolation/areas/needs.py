"""Needs, and what the inbox keeps beside the ideas: openings, bulk answers."""

from sluss.tenancy import in_municipality
from tenants.ideas import bulk
from tenants.ideas.answer import Answer
from tenants.ideas.models import Idea, Source
from tenants.ideas.transitions import InboxOutcome
from tenants.needs.link import link_idea
from tenants.needs.take_in import NeedTexts, create_need, need_from_matter
from tenants.people.models import Member, Role
from tests.factories.ideas import make_idea
from tests.isolation.canaries import CANARY, INNER_CANARY
from tests.isolation.rows import Row, member
from tests.isolation.world import World

ROUTES: dict[str, Row] = {
    "behov/": member(),
    "behov/export.csv": member(page=False),
    "behov/ideer-utan-behov/export.csv": member(page=False),
    "behov/nytt/": member(),
    "behov/ideer-utan-behov/": member(),
    "behov/<int:pk>/": member("inner_need"),
    "behov/<int:pk>/andra/": member("inner_need"),
    "behov/<int:pk>/avsluta/": member("inner_need"),
    "behov/<int:pk>/oppna-igen/": member("need", page=False),
    "behov/<int:pk>/lamna-ide/": member("inner_need"),
    "behov/<int:pk>/koppla/": member("need"),
    "behov/<int:pk>/ideer/<int:idea>/ta-bort/": member("need", "idea", page=False),
    "ideer/<int:pk>/behov/": member("secret"),
    "inkorg/<int:pk>/finns/": member("waiting", page=False),
    "inkorg/oppningar/": member(),
    "inkorg/oppningar/ny/": member(),
    "inkorg/oppningar/<slug:code>/": member("opening"),
    "inkorg/svar/": member(),
    "inkorg/svar/nytt/": member(page=False),
    "inkorg/svar/<uuid:key>/": member("bulk_draft"),
    "inkorg/svar/<uuid:key>/forhandsvisa/": member("bulk_draft"),
    "inkorg/svar/<uuid:key>/starta/": member("bulk_draft", page=False),
    "inkorg/svar/<uuid:key>/lage/": member("bulk_done", page=False),
    "inkorg/svar/<uuid:key>/rapport.csv": member("bulk_done", page=False),
    "inkorg/svar/<uuid:key>/angra/": member("bulk_done"),
    "inkorg/svar/<uuid:key>/ta-bort/": member("bulk_draft"),
}


def plant(world: World) -> None:
    """A need that everyone may see, one of a matter under a mark, a draft of a bulk answer and one that was sent."""
    coach = world.members[Role.COACH]
    assert world.everything is not None
    with in_municipality(world.municipality):
        texts = NeedTexts(title=f"{CANARY} behov", who=f"{CANARY} vilka", situation=f"{CANARY} när")
        need = create_need(texts=texts, source=Source.SURVEY, actor=coach)
        link_idea(need=need, idea=Idea.objects.get(pk=world.objects["idea"]), actor=coach)
        inner = need_from_matter(
            Idea.objects.get(pk=world.objects["secret"]), texts={"who": f"{INNER_CANARY} vilka"}, actor=coach
        )
    world.objects |= {"need": need.pk, "inner_need": inner.pk, "opening": "ask"}
    world.objects["bulk_draft"] = _bulk(world, f"{INNER_CANARY} massvar", world.everything, send=False)
    world.objects["bulk_done"] = _bulk(world, f"{CANARY} massvar", coach, send=True)


def _bulk(world: World, title: str, actor: Member, *, send: bool) -> object:
    idea = make_idea(municipality=world.municipality, title=title)
    with in_municipality(world.municipality):
        begun = bulk.choose([idea.pk], actor=actor)
        answer = Answer(outcome=InboxOutcome.ANSWER, message=f"{title} svar")
        written = bulk.write(begun, answer=answer, message_en="", details={})
        if send:
            bulk.answer_rows(bulk.start(written, actor=actor))
    return begun.key
