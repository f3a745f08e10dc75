"""A residents' panel in Skövde with three sessions: one invited to, one held, one told back and open to all."""

import datetime as dt
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile

from sluss import clock
from tenants.demo.dates import working_days_ago
from tenants.files.checking import check_upload
from tenants.influence.answer import answer
from tenants.influence.files import add_files
from tenants.influence.findings import Learnt, save_finding, sum_up, write_note
from tenants.influence.join import Joiner, ask_to_join, confirm
from tenants.influence.mailing import invite, tell_back, write_batch
from tenants.influence.models import Link, Mailing, Panelist, Participant, ResidentPanel, ResidentSession
from tenants.influence.panels import PanelText, current_consent, start_panel
from tenants.influence.publish import PublicText, open_session
from tenants.influence.sessions import Plan, hold_session, plan_session, write_up
from tenants.influence.subjects import NEED, Subject
from tenants.needs.models import Need
from tenants.people.models import Member

if TYPE_CHECKING:
    from tenants.demo.replay import Replay

ORDER = 85  # after the needs, which it asks residents about
SHOWN_IN = ("skovde",)
NEEDED = 2  # who comes home to me, and the letter
WELCOME = "Vi vill förstå hur det fungerar för dig i dag, innan vi bestämmer. Det tar en timme, och vi bjuder på fika."
GUIDE = "Berätta om senaste gången.\nVad var svårast?\nVad hade gjort skillnad?"
CONSENT = (
    "Kommunen sparar det du skriver här för att kunna bjuda in dig. Det läses bara av dem som håller i panelen. "
    "Du kan lämna när som helst genom länken i varje brev."
)
LIBRARY = "Stadsbiblioteket, Glasrummet"
BEFORE_AND_AFTER = (
    "brevet-fore-och-efter.txt",
    """Före: Med anledning av er ansökan meddelas härmed att ärendet har registrerats för vidare handläggning.

Efter: Du behöver inte göra något nu. Vi svarar på din ansökan senast den 14 mars.
""",
)
QUESTIONS = ("fragor-vi-stallde.txt", GUIDE + "\nVem ringer du när något inte stämmer?\n")
PEOPLE = (("Aina", "Kvällar går bäst."), ("Bosse", ""), ("Fatima", "Helst digitalt."), ("Görel", ""), ("Nils", ""))


def tell(replay: "Replay", *, few: bool) -> None:
    needs = list(Need.objects.filter(origin=None).order_by("pk")[:NEEDED])
    if replay.municipality.slug not in SHOWN_IN or len(needs) < NEEDED:
        return
    coach = replay.members["coach"]
    with clock.held_at(_at(60)):
        panel = _panel(coach)
    home, letters = (Subject(NEED, need.pk, need.title) for need in needs)
    _told(panel, letters, coach)
    _held(home, coach)
    _asked(panel, home, coach)


def _panel(coach: Member) -> ResidentPanel:
    text = PanelText(
        name="Skövdepanelen (demo)",
        purpose="Vi frågar dig om e-tjänster, brev och bemötande, och du får pröva sådant som inte är färdigt.",
        how_to_join="Alla som bor i kommunen kan vara med. Du får högst en fråga i månaden.",
        consent=CONSENT,
    )
    panel = start_panel(text, actor=coach)
    for name, wishes in PEOPLE:
        email = f"panel.{name.lower().replace('ö', 'o')}@skovde.demo.example"
        joiner = Joiner(name=f"{name} (demo)", email=email, language="sv", wishes=wishes)
        ask_to_join(panel, joiner=joiner, consent=current_consent(panel))
    for link in Link.objects.filter(purpose=Link.Purpose.CONFIRM, panelist__panel=panel).order_by("pk"):
        confirm(link)
    return panel


def _told(panel: ResidentPanel, subject: Subject, coach: Member) -> None:
    asked, begins, held, told = (_at(days) for days in (45, 40, 39, 30))  # before the clock is held: days from today
    with clock.held_at(asked):
        plan = _plan("Samtal på biblioteket om våra brev", "workshop", panel, begins)
        session = plan_session(plan, subject=subject, actor=coach)
        _invited(session, coach, coming=("Aina", "Bosse", "Görel", "Nils"), declining=("Fatima",))
    with clock.held_at(held):
        came = session.participants.filter(answer=Participant.Answer.YES).values_list("pk", flat=True)
        hold_session(session, took_part=8, came=list(came), actor=coach)
        add_files(session, files=[check_upload(_file(*BEFORE_AND_AFTER))], actor=coach)
        write_note(session, text="”Jag läser brevet tre gånger och vet ändå inte om jag ska göra något.”", actor=coach)
        sum_up(session, summary="Breven är långa, och det som läsaren ska göra står sist.", actor=coach)
        short = Learnt(
            text="Det viktigaste ska stå först.",
            subject=subject,
            outcome="change",
            came_of_it="Tre av våra vanligaste brev är omskrivna. Det du ska göra står nu överst.",
        )
        text_message = Learnt(
            text="Flera vill hellre ha ett sms.",
            outcome="why_not",
            came_of_it="Vi väntar, eftersom det inte går att skicka sms utan att registrera telefonnummer.",
        )
        for learnt in (short, text_message):
            save_finding(session, learnt=learnt, actor=coach)
        write_up(session, actor=coach)
    with clock.held_at(told):
        _written(tell_back(session, actor=coach))
        text = PublicText(
            title="Så blev breven lättare att läsa",
            said="Breven är långa, och det som läsaren ska göra står sist. Flera vill hellre ha ett sms.",
            came_of_it="Tre brev är omskrivna. Sms väntar vi med, eftersom det kräver telefonnummer.",
        )
        open_session(session, text=text, actor=coach)


def _held(subject: Subject, coach: Member) -> None:
    """The families are found by the home care, not in a panel."""
    asked, begins, held = (_at(days) for days in (12, 8, 7))
    with clock.held_at(asked):
        plan = _plan("Intervjuer hemma hos fem familjer", "interview", None, begins, place="Hemma hos familjerna")
        session = plan_session(plan, subject=subject, actor=coach)
    with clock.held_at(held):
        hold_session(session, took_part=5, came=(), actor=coach)
        write_note(session, text="”Jag visste inte vem jag skulle fråga.”", actor=coach)
        save_finding(session, learnt=Learnt(text="Ingen visste vem som svarar på frågor."), actor=coach)
        add_files(session, files=[check_upload(_file(*QUESTIONS))], actor=coach)


def _asked(panel: ResidentPanel, subject: Subject, coach: Member) -> None:
    """Three are chosen for what they said they wanted; two of them have answered."""
    asked, begins = _at(3), _ahead(9)
    with clock.held_at(asked):
        plan = _plan("Pröva den nya e-tjänsten", "prototype", panel, begins)
        session = plan_session(plan, subject=subject, actor=coach)
        _invited(session, coach, only=("Aina", "Fatima", "Görel"), coming=("Fatima",), declining=("Aina",))


def _invited(
    session: ResidentSession,
    coach: Member,
    *,
    coming: tuple[str, ...],
    declining: tuple[str, ...],
    only: tuple[str, ...] | None = None,
) -> None:
    """The letters are written at once: they belong to that day, and a job would write them today."""
    keys = {one.name.removesuffix(" (demo)"): one.pk for one in Panelist.objects.filter(panel=session.panel)}
    _written(invite(session, actor=coach, only=None if only is None else [keys[name] for name in only]))
    for name in (*coming, *declining):
        link = Link.objects.get(
            purpose=Link.Purpose.ANSWER, participant__session=session, participant__panelist=keys[name]
        )
        answer(link, comes=name in coming)


def _written(mailing: Mailing | None) -> None:
    while mailing is not None and mailing.ended_at is None:
        mailing = write_batch(mailing)


def _file(name: str, text: str) -> "ContentFile[bytes]":
    return ContentFile(text.encode(), name=name)


def _plan(title: str, kind: str, panel: ResidentPanel | None, starts_at: dt.datetime, *, place: str = LIBRARY) -> Plan:
    return Plan(
        title=title,
        kind=kind,
        starts_at=starts_at,
        place=place,
        welcome=WELCOME,
        guide=GUIDE,
        panel=panel,
        open_link=panel is not None,
        seats=12 if panel else None,
    )


def _at(days: int) -> dt.datetime:
    """Two in the afternoon, so many working days ago."""
    return dt.datetime.combine(working_days_ago(days), dt.time(14), tzinfo=clock.STOCKHOLM).astimezone(dt.UTC)


def _ahead(days: int) -> dt.datetime:
    """One in the afternoon, so many days from today."""
    day = clock.today() + dt.timedelta(days=days)
    return dt.datetime.combine(day, dt.time(13), tzinfo=clock.STOCKHOLM).astimezone(dt.UTC)
