"""Skövde with something in every drawer, each text marked by a word that must never be read elsewhere."""

from dataclasses import dataclass, field
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from sluss import clock
from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from sluss.tenancy.face import set_logo
from sluss.web.logo.clean import clean_logo
from tenants.decisions.draft import Seen
from tenants.decisions.hold_decision import hold_decision
from tenants.files.checking import check_upload
from tenants.files.store import keep
from tenants.ideas.models import Idea, Secrecy, Source
from tenants.intake.drafts import save_for_member
from tenants.mail.models import Mail
from tenants.organisation.models import Authority, RetentionRule, Unit
from tenants.people.models import Member, Role
from tenants.statement.report_fault import report_fault
from tests.factories.decisions import decide, draft_by, meet_conditions
from tests.factories.ideas import make_idea
from tests.factories.people import make_account, make_invitation, make_member, sign_in
from tests.imports.files import checked, imported
from tests.isolation import areas
from tests.isolation.canaries import CANARY, INNER_CANARY

LOGO = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path d="M0 0h8v8z" fill="#7a1e48"/></svg>'


@dataclass
class World:
    """What the addresses of the route table are filled in with."""

    municipality: Municipality
    members: dict[Role, Member] = field(default_factory=dict)
    everything: Member | None = None
    objects: dict[str, Any] = field(default_factory=dict)

    def client(self, member: Member | None = None) -> Client:
        return sign_in(self.municipality, member)


def plant(municipality: Municipality) -> World:
    """Fill the municipality. Run once a test; every service is the product's own."""
    world = World(municipality=municipality, objects={"federation": municipality.federation.slug})
    for role in Role:
        world.members[role] = make_member(role, municipality=municipality, name=f"{CANARY} {role.value}")
    world.everything = make_member(*Role, municipality=municipality, name=f"{CANARY} allt")
    logo = clean_logo(LOGO)
    set_logo(municipality=municipality, logo=logo)
    world.objects["logo"] = logo.digest
    _organisation(world)
    _pipeline(world)
    _papers(world)
    _imports(world)
    areas.plant(world)
    return world


def _organisation(world: World) -> None:
    with in_municipality(world.municipality):
        # Authorities and rules are told to everyone, on the pages about personal data and official documents.
        authority = Authority.objects.create(name="Kanalnämnden", abbreviation="KAN")
        world.objects["authority"] = authority.pk
        world.objects["unit"] = Unit.objects.create(name=f"{CANARY}enheten", authority=authority).pk
        world.objects["rule"] = RetentionRule.objects.create(name="Kanalregeln").pk
        world.objects["member"] = world.members[Role.EMPLOYEE].key
    invitation, token = make_invitation(
        municipality=world.municipality, actor=world.members[Role.ADMINISTRATOR], name=f"{INNER_CANARY} inbjuden"
    )
    world.objects |= {"invitation": invitation.pk, "invitation_token": token}


def _pipeline(world: World) -> None:
    coach, manager = world.members[Role.COACH], world.members[Role.MANAGER]
    place = world.municipality
    idea = make_idea(municipality=place, stage=1, title=f"{CANARY} idé", text=f"{CANARY} text", coach=coach)
    meet_conditions(idea, municipality=place, by=coach)
    decision = decide(idea, municipality=place, actor=manager, presenter=coach, reasons=f"{CANARY} skäl")
    waiting = make_idea(municipality=place, title=f"{INNER_CANARY} i inkorgen", text=f"{INNER_CANARY} text")
    secret = make_idea(municipality=place, stage=2, title=f"{INNER_CANARY} märkt", secrecy=Secrecy.ASSESS)
    call = make_idea(municipality=place, title=f"{INNER_CANARY} ringde", source=Source.CONTACT_CENTRE)
    asked = make_idea(municipality=place, title=f"{INNER_CANARY} frågad", bearer=world.everything, status="asked")
    closed = make_idea(municipality=place, title=f"{CANARY} besvarad", status="answered")
    with in_municipality(place):
        fresh = Idea.objects.get(pk=idea.pk)
        hold_decision(
            fresh, draft=draft_by(coach, reasons=f"{INNER_CANARY} förslag"), seen=Seen.now(fresh), actor=manager
        )
    world.objects |= {
        "idea": idea.pk,
        "waiting": waiting.pk,
        "secret": secret.pk,
        "asked": asked.pk,
        "closed": closed.pk,
        "call": call.pk,
        "decision": decision.key,
    }


def _papers(world: World) -> None:
    with in_municipality(world.municipality):
        idea = Idea.objects.get(pk=world.objects["asked"])
        file = SimpleUploadedFile(f"{INNER_CANARY}.txt", f"{INNER_CANARY} i en fil".encode())
        world.objects["file"] = keep(check_upload(file), idea=idea, member=world.everything).key
        draft = save_for_member(world.everything, {"title": f"{INNER_CANARY} utkast"})
        world.objects["draft"] = draft.pk
        mail = Mail.objects.create(
            to="nagon@example.org",
            subject=f"{INNER_CANARY} brev",
            text=f"{INNER_CANARY} text",
            html=f"<p>{INNER_CANARY}</p>",
            created_at=clock.now(),
        )
        world.objects["mail"] = mail.pk
        fault = report_fault(page="/", text=f"{INNER_CANARY} fel", answer_to=f"{INNER_CANARY}@example.org")
        world.objects["fault"] = fault.pk
    form = {"title": f"{INNER_CANARY} från en boende", "email": "boende@example.org"}
    follow = sign_in(world.municipality).post("/lamna/invanare/", form)["Location"]
    world.objects["token"] = follow.strip("/").split("/")[-1]


def _imports(world: World) -> None:
    """One import that waits for the go-ahead and one that has ended, with a column of stages each."""
    with in_municipality(world.municipality):
        waiting = [(str(n), f"{INNER_CANARY} rad {n}", f"{INNER_CANARY} text {n}", "", "Avslag") for n in range(3)]
        world.objects["checked_import"] = checked(*waiting).key
        world.objects["ended_import"] = imported(("9", f"{INNER_CANARY} rad", f"{INNER_CANARY} text", "", "Ny")).key


def stranger_from(other: Municipality) -> Member:
    """Somebody with every role in another municipality."""
    return make_member(*Role, municipality=other, account=make_account())
