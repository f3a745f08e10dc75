"""Residents' influence: findings are read by all members; contact details and notes by those who run sessions."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from sluss import clock
from sluss.tenancy import in_municipality
from tenants.files.checking import check_upload
from tenants.influence.files import add_files
from tenants.influence.findings import Learnt, save_finding, write_note
from tenants.influence.links import new_link
from tenants.influence.models import Link, Mailing, Participant, SessionFile, Status
from tenants.influence.publish import PublicText, open_session
from tenants.influence.subjects import IDEA, Subject
from tenants.people.models import Role
from tests.factories.ideas import make_idea
from tests.factories.influence import AHEAD, join, make_panel, make_session
from tests.isolation.canaries import CANARY, INNER_CANARY
from tests.isolation.rows import For, Row, member

ANYONE, SECRET = For.ANYONE, For.SECRET
ROUTES: dict[str, Row] = {
    "delta/": Row(ANYONE),
    "delta/samtal/<uuid:key>/": Row(ANYONE, ("opened_session",)),
    "delta/panel/<uuid:key>/": Row(ANYONE, ("open_panel",)),
    "delta/panel/<uuid:key>/lamna/": Row(ANYONE, ("open_panel",)),
    "delta/inbjudan/<uuid:key>/": Row(ANYONE, ("sign_up_session",)),
    "delta/bekrafta/<str:token>/": Row(SECRET, ("confirm_token",)),
    "delta/glom-mig/<str:token>/": Row(SECRET, ("leave_token",)),
    "delta/svara/<str:token>/": Row(SECRET, ("answer_token",)),
    "inflytande/": member(),
    "inflytande/export.csv": member(page=False),
    "inflytande/uppfoljning/": member(),
    "inflytande/uppfoljning.csv": member(page=False),
    "inflytande/for/<slug:kind>/<int:other>/": member("influence_kind", "idea"),
    "inflytande/for/<slug:kind>/<int:other>/export.csv": member("influence_kind", "idea", page=False),
    "inflytande/checklista/": member(),
    "inflytande/paneler/": member(),
    "inflytande/paneler/export.csv": member(page=False),
    "inflytande/paneler/ny/": member(),
    "inflytande/paneler/<int:pk>/": member("panel"),
    "inflytande/paneler/<int:pk>/andra/": member("panel"),
    "inflytande/paneler/<int:pk>/steg/<slug:step>/": member("panel", "panel_step"),
    "inflytande/samtal/ny/": member(),
    "inflytande/samtal/<int:pk>/": member("held_session"),
    "inflytande/samtal/<int:pk>/andra/": member("planned_session"),
    "inflytande/samtal/<int:pk>/bjud-in/": member("planned_session"),
    "inflytande/samtal/<int:pk>/genomfort/": member("planned_session"),
    "inflytande/samtal/<int:pk>/stall-in/": member("planned_session"),
    "inflytande/samtal/<int:pk>/anteckningar/": member("held_session"),
    "inflytande/samtal/<int:pk>/anteckningar/<int:note>/ta-bort/": member("held_session", "note"),
    "inflytande/samtal/<int:pk>/sammanfatta/": member("held_session"),
    "inflytande/samtal/<int:pk>/lardomar/ny/": member("held_session"),
    "inflytande/samtal/<int:pk>/lardomar/<int:finding>/": member("held_session", "finding"),
    "inflytande/samtal/<int:pk>/checklista/": member("held_session"),
    "inflytande/samtal/<int:pk>/skrivet/": member("held_session"),
    "inflytande/samtal/<int:pk>/aterkoppla/": member("held_session"),
    "inflytande/samtal/<int:pk>/visa-for-alla/": member("held_session"),
    "inflytande/samtal/<int:pk>/sluta-visa/": member("held_session", page=False),
    "inflytande/samtal/<int:pk>/filer/": member("held_session"),
    "inflytande/filer/<uuid:key>/": member("session_file", page=False),
    "inflytande/filer/<uuid:key>/ta-bort/": member("session_file"),
    "inflytande/utskick/<uuid:key>/": member("influence_mailing"),
}


def plant(world: Any) -> None:
    place, actor = world.municipality, world.members[Role.INNOVATION_MANAGER]
    panel = make_panel(municipality=place, actor=actor, name="Panel för alla", purpose="Öppen för alla.")
    person = join(panel, municipality=place, name=f"{INNER_CANARY} boende", email="panel@example.org")
    about = Subject(IDEA, world.objects["idea"], "")
    asked: dict[str, Any] = {"panel": panel, "kind": "prototype", "guide": f"{INNER_CANARY} frågor"}
    planned = make_session(municipality=place, actor=actor, subject=about, title=f"{CANARY} planerat", **asked)
    held = make_session(Status.HELD, municipality=place, actor=actor, subject=about, title=f"{CANARY} hållet", **asked)
    waiting = Subject(IDEA, world.objects["waiting"], "")
    make_session(Status.HELD, municipality=place, actor=actor, subject=waiting, title=f"{INNER_CANARY} samtal")
    # What everyone may read bears no canary: it must be found outside.
    told_about = Subject(IDEA, make_idea(municipality=place, stage=2, title="Om orden").pk, "")
    told = make_session(Status.TOLD, municipality=place, actor=actor, subject=told_about, title="Berättat")
    open_now = make_session(Status.INVITED, municipality=place, actor=actor, subject=told_about, title="Öppet samtal")
    with in_municipality(place):
        Participant.objects.create(session=held, panelist=person, asked_at=clock.now())
        come = Participant.objects.create(
            session=open_now, name=f"{INNER_CANARY} gäst", email="gast@example.org", asked_at=clock.now()
        )
        note = write_note(held, text=f"{INNER_CANARY} sa någon", actor=actor)
        finding = save_finding(held, learnt=Learnt(text=f"{CANARY} lärdom"), actor=actor)
        open_session(told, text=PublicText(title="Berättat", said="Orden.", came_of_it="Byttes."), actor=actor)
        tokens = {
            f"{purpose.value}_token": new_link(purpose, person=one, until=clock.now() + AHEAD)[1]
            for purpose, one in (
                (Link.Purpose.CONFIRM, person),
                (Link.Purpose.LEAVE, person),
                (Link.Purpose.ANSWER, come),
            )
        }
        drawing = SimpleUploadedFile(f"{INNER_CANARY}.txt", f"{INNER_CANARY} ritat".encode())
        add_files(held, files=[check_upload(drawing)], actor=actor)
        mailing = Mailing.objects.filter(session=held)[0]
        file_key = SessionFile.objects.get().key
    world.objects |= tokens | {
        "opened_session": told.key,
        "open_panel": panel.key,
        "sign_up_session": open_now.key,
        "influence_kind": "ide",
        "panel": panel.pk,
        "panel_step": "closed",
        "planned_session": planned.pk,
        "held_session": held.pk,
        "note": note.pk,
        "finding": finding.pk,
        "influence_mailing": mailing.key,
        "session_file": file_key,
    }
