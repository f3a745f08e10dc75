"""How the demo's municipalities show themselves: colours, a name of their own, an invented mark, and why they do it.

Part of it is written in the region, so it comes after the transaction that tells the stories.
"""

import datetime as dt
import tomllib
from pathlib import Path
from random import Random

from sluss import clock
from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from sluss.web.logo.clean import clean_logo
from tenants.demo.dates import instant
from tenants.organisation.models import Authority
from tenants.people.models import Member
from tenants.settings import first_start
from tenants.settings.change import change_look, change_words
from tenants.statement.report_fault import report_fault, set_handled

FACES = tomllib.loads(Path(__file__).with_name("faces.toml").read_text(encoding="utf-8"))
# Invented marks, in no municipality's likeness.
MARKS = {
    "gates": "M6 6h8v36H6zM34 6h8v36h-8zM16 24l8-8 8 8v18H16z",
    "waves": "M4 16q10-10 20 0t20 0v6q-10 10-20 0t-20 0zM4 32q10-10 20 0t20 0v6q-10 10-20 0t-20 0z",
    "boat": "M22 4h4v22h-4zM28 8l14 18H28zM4 30h40l-8 12H12z",
    "hills": "M4 42l14-24 8 12 6-8 12 20zM32 6a5 5 0 1 1 0 10a5 5 0 1 1 0-10z",
}
INK = "#17262b"
COLOURS = {"brick": "#8a3b1f", "night": "#27406b", "plum": "#6b2f5c", "forest": "#22543a", "wine": "#7a1e38"}
CONTACT = "registrator@{slug}.demo.example"
DATA_PROTECTION = "dataskyddsombud@{slug}.demo.example"
# Where the first start waits half done, so that it can be seen too; elsewhere it is over.
STARTING = "essunga"
STARTED_DAYS_AGO = 500
REPORTED = "skovde"
FAULTS = (
    ("/ideer/tavla/", "Kolumnerna på tavlan lästes upp i fel ordning i mobilens skärmläsare.", 9, True),
    ("/lamna/invanare/", "Texten låg över knappen när jag hade förstorat sidan till 400 procent.", 2, False),
)


def put_on(municipality: Municipality) -> None:
    """Take the municipality through its first start. Must run outside its scope."""
    with in_municipality(municipality):
        administrator = Member.objects.get(email=f"admin@{municipality.slug}.demo.example")
        with clock.held_at(clock.now() - dt.timedelta(days=STARTED_DAYS_AGO)):
            _look_and_words(municipality, administrator)
            _steps(administrator, half=municipality.slug == STARTING)
        slug = municipality.slug
        Authority.objects.update(
            contact=CONTACT.format(slug=slug), data_protection_contact=DATA_PROTECTION.format(slug=slug)
        )
        if municipality.slug == REPORTED:
            _report_faults(administrator)


def _look_and_words(municipality: Municipality, administrator: Member) -> None:
    face = FACES.get(municipality.slug)
    if not face:
        return
    logo = clean_logo(_svg(face["mark"], COLOURS.get(face["palette"], INK)))
    change_look(actor=administrator, municipality=municipality, palette=face["palette"], logo=logo)
    words = {name: face.get(name, "") for name in ("why_sv", "why_en")}
    change_words(actor=administrator, municipality=municipality, sluice_name=face.get("name", ""), **words)


def _steps(administrator: Member, *, half: bool) -> None:
    steps = first_start.STEPS[: len(first_start.STEPS) // 2] if half else first_start.STEPS
    for step in steps:
        first_start.answer_step(actor=administrator, key=step.key, state=first_start.DONE)


def _report_faults(administrator: Member) -> None:
    for page, text, days_ago, handled in FAULTS:
        with clock.held_at(instant(days_ago, Random(page))):  # noqa: S311 (a moment that can be drawn again)
            report = report_fault(page=page, text=text, answer_to="")
        if handled:
            set_handled(report, handled=True, actor=administrator)


def _svg(mark: str, colour: str) -> bytes:
    path = f'<path fill="{colour}" d="{MARKS[mark]}"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48">{path}</svg>'.encode()
