"""What the bench measures on: municipalities, people with sessions, and ideas registered as any other."""

import datetime as dt
from dataclasses import dataclass
from random import Random

import psycopg
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import login
from django.core.management import call_command
from django.db import transaction
from django.http import HttpRequest

from deploy.bench import texts
from deploy.bench.fill_more import assess_some, open_some
from sluss import clock
from sluss.accounts.models import Account, RegionalRole
from sluss.accounts.session_store import SessionStore
from sluss.accounts.sessions import SITE
from sluss.outbox.relay import relay
from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality, in_region
from sluss.workflow.models import Event
from tenants.api.keep_keys import add_integration, make_key
from tenants.api.scopes import Scope
from tenants.ideas.models import Idea, Message, Secrecy, Source, Status
from tenants.ideas.register import NewBearer, NewIdea, register_ideas
from tenants.organisation.models import Authority, Unit
from tenants.people.models import Member, Role
from tenants.pipeline.models import Stage

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
BATCH = 500
DAYS = 540
MEMBERS = 60
UNITS = 15
EVENTS = ("take_in_idea", "coach_assigned", "text_edited", "secrecy_marked", "ask_more", "answered_back")
# With the one of its receipt about ten an idea: 200,000 in the largest place.
EVENTS_AN_IDEA = (6, 12)
LONG_TIMELINE = 12
# Of a hundred ideas so many lie where; the rest is on its way in a chamber.
PLACES = {
    Status.INBOX: 12,
    Status.ON_HOLD: 5,
    Status.CONCLUDED: 12,
    Status.IMPLEMENTED: 12,
    Status.ANSWERED: 12,
    Status.MERGED: 4,
}


@dataclass(frozen=True)
class Place:
    """A filled municipality as a signed-in member meets it."""

    municipality: Municipality
    host: str
    cookie: str
    idea: int
    key: str


def make_municipalities() -> None:
    for command, options in (
        ("upgrade", {}),
        ("create_region", {}),
        ("translations", {"compile": True}),
        ("collectstatic", {"interactive": False}),
    ):
        call_command(command, verbosity=0, stdout=_Silent(), **options)


class _Silent:
    def write(self, text: str) -> None:
        """Say nothing."""

    def flush(self) -> None:
        """Nothing to flush."""


def fill(slug: str, *, ideas: int) -> Place:
    """Register `ideas` in the municipality, spread them over its chambers and bring the facts to the region."""
    rng = Random(slug)
    with in_region():
        municipality = Municipality.objects.select_related("federation").get(slug=slug)
    account = _account(f"coach@{slug}.example")
    with in_municipality(municipality):
        member, members, units = _people(account, rng)
        for start in range(0, ideas, BATCH):
            _register(min(BATCH, ideas - start), rng, members, units)
        open_some(member, rng)
        assess_some(members, rng)
        shown = _tell_long_story(member)
        key = _api_key(member)
    relay(municipality)
    cookie = _session(account, str(municipality.key))
    return Place(municipality, f"{slug}.{settings.DOMAIN}", cookie, shown, key)


def analyst() -> str:
    """The cookie of someone who sees all federations."""
    account = _account("analytiker@example.org")
    with in_region():
        RegionalRole.objects.create(account=account, role=RegionalRole.Role.ANALYST)
        Authenticator.objects.create(user=account, type=Authenticator.Type.TOTP, data={"secret": "not used"})
    return _session(account, "region")


def tidy() -> None:
    """What the database does by itself within minutes, done at once."""
    with psycopg.connect(settings.DATABASE_ADMIN_URL, autocommit=True) as administrator:
        administrator.execute("VACUUM (ANALYZE)")
        administrator.execute("CHECKPOINT")


def _account(email: str) -> Account:
    with in_region():
        return Account.objects.create(email=email, name="Bänk Provsson", password="!")


def _session(account: Account, site: str) -> str:
    request = HttpRequest()
    request.session = SessionStore()
    with in_region():
        login(request, account, backend=BACKEND)
        request.session[SITE] = site
        request.session.save()
    return f"{settings.SESSION_COOKIE_NAME}={request.session.session_key}"


def _people(account: Account, rng: Random) -> tuple[Member, list[Member], list[Unit]]:
    authority = Authority.objects.get(is_default=True)
    units = Unit.objects.bulk_create([Unit(name=f"Enhet {n}", authority=authority) for n in range(UNITS)])
    member = Member.objects.create(
        account_key=account.key, name="Bänk Provsson", email=account.email, roles=[Role.COACH], unit=units[0]
    )
    others = [
        Member(name=f"Person {n}", email=f"p{n}@example.org", roles=[Role.EMPLOYEE], unit=rng.choice(units))
        for n in range(MEMBERS)
    ]
    return member, [member, *Member.objects.bulk_create(others)], units


@transaction.atomic
def _register(count: int, rng: Random, members: list[Member], units: list[Unit]) -> None:
    ideas = register_ideas([_new(rng, members, units) for _ in range(count)], actor=members[0])
    stages = list(Stage.objects.filter(model__in_use=True).order_by("position"))
    for idea in ideas:
        _put(idea, rng, stages, members)
    fields = ["status", "stage", "furthest_phase", "coach", "promised_on", "entered_stage_at", "secrecy"]
    Idea.objects.bulk_update(ideas, fields, batch_size=BATCH)
    events = [event for idea in ideas for event in _events(idea, rng.randint(*EVENTS_AN_IDEA), members[0])]
    Event.objects.bulk_create(events, batch_size=BATCH)


def _new(rng: Random, members: list[Member], units: list[Unit]) -> NewIdea:
    source = rng.choice(list(Source))
    bearer = NewBearer(member=rng.choice(members)) if source == Source.EMPLOYEE else NewBearer(name="Kim Invånare")
    return NewIdea(
        title=texts.title(rng),
        text=texts.text(rng, sentences=rng.randint(2, 14)),
        for_whom=texts.text(rng, sentences=1),
        why_now=texts.text(rng, sentences=1),
        source=source,
        received_at=clock.now() - dt.timedelta(days=rng.randint(0, DAYS), minutes=rng.randint(0, 1439)),
        unit=rng.choice(units),
        bearers=[bearer],
    )


def _put(idea: Idea, rng: Random, stages: list[Stage], members: list[Member]) -> None:
    [status] = rng.choices([*PLACES, Status.ACTIVE], [*PLACES.values(), 100 - sum(PLACES.values())])
    idea.status = status
    if status != Status.INBOX:
        stage = stages[-1] if status == Status.IMPLEMENTED else rng.choice(stages)
        idea.stage, idea.furthest_phase, idea.coach = stage, stage.phase, rng.choice(members)
        idea.promised_on = clock.today() + dt.timedelta(days=rng.randint(-10, 40))
    idea.entered_stage_at = idea.received_at + (clock.now() - idea.received_at) * rng.random()
    idea.secrecy = Secrecy.ASSESS if rng.random() < 0.02 else Secrecy.NONE


def _events(idea: Idea, count: int, actor: Member) -> list[Event]:
    return [
        Event(
            subject="idea",
            subject_id=idea.pk,
            kind=EVENTS[number % len(EVENTS)],
            actor_id=actor.pk,
            at=idea.received_at + dt.timedelta(days=number + 1),
        )
        for number in range(count)
    ]


def _api_key(coach: Member) -> str:
    """The secret of an integration that sees what the measured member sees."""
    keeper = Member(pk=coach.pk, active=True, roles=[Role.ADMINISTRATOR])
    integration = add_integration(name="Bänken", purpose="Mäts", contact="", roles=coach.roles, actor=keeper)
    last = clock.today() + dt.timedelta(days=1)
    return make_key(integration, name="Bänken", scopes=[Scope.IDEAS_READ], expires_on=last, actor=keeper)[1]


def _tell_long_story(member: Member) -> int:
    """One idea on its way with a long timeline and some talk in it: the one whose page is measured."""
    idea = Idea.objects.filter(status=Status.ACTIVE, stage__position=2).order_by("pk")[0]
    events = Event.objects.bulk_create(_events(idea, LONG_TIMELINE, member))
    Message.objects.bulk_create(
        Message(idea=idea, event_id=event.pk, author=member, text=texts.SENTENCES[0], written_at=event.at)
        for event in events[:4]
    )
    return idea.pk
