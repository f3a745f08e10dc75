"""Boards, delegations, publications and the records as files."""

from typing import Any

from sluss import clock
from sluss.tenancy import in_municipality
from tenants.decisions.advise import give_advice
from tenants.decisions.draft import Seen
from tenants.decisions.models import Advice, DelegationReference, IdeaBoard
from tenants.decisions.note_conflict import note_conflict
from tenants.decisions.publish_together import start_publication
from tenants.ideas.models import Idea
from tenants.people.models import Role
from tenants.pipeline.models import Gate, InnovationModel, Stage
from tests.isolation.canaries import CANARY, INNER_CANARY
from tests.isolation.rows import Row, member

ROUTES: dict[str, Row] = {
    "ideer/<int:pk>/beslut/brev/": member("idea"),
    "ideer/<int:pk>/jav/<int:recusal>/": member("idea", "recusal"),
    # What is on hold alone has it: walked in tests/browser/test_gates.py.
    "ideer/<int:pk>/ta-upp-igen/": member("idea", page=False),
    "ideer/<int:pk>/rad/": member("idea"),
    "ideer/<int:pk>/rad/fraga/": member("idea", page=False),
    "beslut/vantar/": member(),
    "beslut/vantar/export.csv": member(page=False),
    "beslut/vantar/registrera/": member(page=False),
    # Open to the one who published: walked in tests/browser/test_gates.py.
    "beslut/tillsammans/<uuid:key>/": member("publication", page=False),
    "beslut/tillsammans/<uuid:key>/laget/": member("publication", page=False),
    "beslut/rad/": member(),
    "beslut/ordning/": member(),
    "beslut/ordning/grind/<int:pk>/": member("gate"),
    "beslut/ordning/rad/ny/": member(),
    "beslut/ordning/rad/<int:pk>/": member("idea_board"),
    "beslut/ordning/grindar.csv": member(page=False),
    "beslut/ordning/delegation.csv": member(page=False),
    "beslut/ordning/delegation/ny/": member(),
    "beslut/ordning/delegation/<int:pk>/": member("delegation"),
    "beslut/ordning/paminnelser/": member(),
    "beslut/<uuid:key>/beslut.pdf": member("decision", page=False),
}


def plant(world: Any) -> None:
    """A board with its advice, a point of the delegation order, a conflict raised, and a publication under way."""
    everything, manager = world.everything, world.members[Role.MANAGER]
    with in_municipality(world.municipality):
        idea = Idea.objects.select_related("stage__gate").get(pk=world.objects["idea"])
        board = IdeaBoard.objects.create(name=f"{CANARY}rådet")
        board.members.add(everything, world.members[Role.REGISTRAR])
        give_advice(idea, board=board, stance=Advice.Stance.AGAINST, text=f"{INNER_CANARY} råd", actor=everything)
        delegation = DelegationReference.objects.create(
            code="KS 9.9", text=f"{INNER_CANARY} punkt", valid_from=clock.today()
        )
        coach = world.members[Role.COACH]
        recusal = note_conflict(idea, about=world.members[Role.AGENT], reason=f"{INNER_CANARY} jäv", actor=coach)
        publication = start_publication(seen={idea.pk: Seen.now(idea)}, actor=manager)
        # A gate of its own: those of the model in use have the same keys in every municipality.
        model = InnovationModel.objects.create(name=f"{CANARY} modell", version=901, published_at=clock.now())
        stage = Stage.objects.create(model=model, position=1, name_sv="Prov", phase="test", promise_days=5)
        world.objects |= {
            "idea_board": board.pk,
            "delegation": delegation.pk,
            "recusal": recusal.pk,
            "publication": publication.key,
            "gate": Gate.objects.create(source=stage).pk,
        }
