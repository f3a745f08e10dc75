"""The record of a decision as a PDF: tagged, complete, and nothing of what its reader may not see."""

import re
import uuid
from collections.abc import Callable

import pytest
from django.core.exceptions import SuspiciousOperation
from django.test import Client

from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from sluss.web import pdf
from tenants.decisions.advise import give_advice
from tenants.decisions.correct_decision import correct_decision
from tenants.decisions.models import Advice, Decision, IdeaBoard
from tenants.decisions.note_conflict import note_conflict
from tenants.ideas.models import Idea
from tenants.people.models import Role
from tests.decisions.conftest import Matter
from tests.decisions.pdf_text import structure, text_of
from tests.factories.decisions import decide
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db
ClientOf = Callable[..., Client]
ODD = "Skäl <script>alert(1)</script> \u202ebakåt\u202c och noll\u200bbredd 🚲 slut"


def plain(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.fixture
def decision(ready: Matter) -> Decision:
    place = ready.municipality
    with in_municipality(place):
        note_conflict(
            ready.idea,
            about=make_member(Role.MANAGER, municipality=place, name="Jana Jäv"),
            reason="Släkt",
            actor=ready.coach,
        )
        board = IdeaBoard.objects.create(name="Idérådet")
        board.members.add(ready.manager)
        give_advice(ready.idea, board=board, stance=Advice.Stance.AGAINST, text="Hemligt råd", actor=ready.manager)
    return decide(
        ready.idea,
        municipality=place,
        actor=ready.manager,
        presenter=ready.coach,
        reasons="Behovet är styrkt av tre enheter.",
        participants=[ready.innovation_manager],
        dissent="Jag ville vänta till våren.",
        dissenters=[ready.innovation_manager],
    )


def test_record_is_tagged_named_and_complete(ready: Matter, decision: Decision, client_of: ClientOf) -> None:
    answer = client_of(ready.municipality, ready.bearer).get(f"/beslut/{decision.key}/beslut.pdf")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    number = re.sub(r"[^A-Za-z0-9]+", "-", ready.idea.registry_number)
    assert answer["Content-Disposition"] == f'attachment; filename="{number}-beslut.pdf"'
    inside = structure(answer.content)
    assert b"/MarkInfo <</Marked true>>" in inside
    assert b"/Lang (sv)" in inside
    assert b"/StructTreeRoot" in inside
    assert f'<rdf:li xml:lang="x-default">Beslut om ”{ready.idea.title}”'.encode() in inside
    said = text_of(answer.content)
    for words in (
        ready.idea.registry_number,
        "Behovet är styrkt av tre enheter.",
        "Maja Chef",
        "Carl Coach",
        "Jag ville vänta till våren.",
        "Ines Ledare:",
        "Jana Jäv",
        "KS delegationsordning 4.2",
        decision.evidence_digest,
        str(decision.key),
        "Skövde",
    ):
        assert plain(words) in said, words


def test_record_holds_nothing_inner(ready: Matter, decision: Decision, client_of: ClientOf) -> None:
    answer = client_of(ready.municipality, ready.bearer).get(f"/beslut/{decision.key}/beslut.pdf")
    said = text_of(answer.content)
    for inner in ("Hemligt råd", "Idérådet", "Släkt", "Underlag för", ready.bearer.email):
        assert plain(inner) not in said
        assert inner.encode() not in structure(answer.content)


def test_record_can_be_had_in_english(ready: Matter, decision: Decision, client_of: ClientOf) -> None:
    client = client_of(ready.municipality, ready.bearer)
    answer = client.get(f"/beslut/{decision.key}/beslut.pdf?language=en")
    assert answer["Content-Disposition"].endswith('-decision.pdf"')
    assert b"/Lang (en)" in structure(answer.content)
    assert plain("Dissenting opinion") in text_of(answer.content)
    assert b"/Lang (sv)" in structure(client.get(f"/beslut/{decision.key}/beslut.pdf?language=xx").content)


def test_corrected_records_say_what_they_correct(ready: Matter, decision: Decision, client_of: ClientOf) -> None:
    with in_municipality(ready.municipality):
        row = Decision.objects.select_related("idea", "gate").get(pk=decision.pk)
        correction = correct_decision(row, reasons="Rätt skäl", actor=ready.manager, key=uuid.uuid4())
        assert (correction.dissent, correction.dissenter_ids) == (row.dissent, row.dissenter_ids)
    client = client_of(ready.municipality, ready.bearer)
    new = text_of(client.get(f"/beslut/{correction.key}/beslut.pdf").content)
    old = text_of(client.get(f"/beslut/{decision.key}/beslut.pdf").content)
    assert plain("Rättar skälen i beslutet den") in new
    assert str(decision.key) in new
    assert plain("Rätt skäl") in new
    assert plain("Skälen rättades den") in old
    assert plain("Rätt skäl") not in old


def test_odd_text_is_shown_as_it_was_written_and_runs_nowhere(ready: Matter, client_of: ClientOf) -> None:
    with in_municipality(ready.municipality):
        Idea.objects.filter(pk=ready.idea.pk).update(title="<b>Fet</b> 🚲 & co")
    decision = decide(
        ready.idea, municipality=ready.municipality, actor=ready.manager, presenter=ready.coach, reasons=ODD
    )
    client = client_of(ready.municipality, ready.bearer)
    said = text_of(client.get(f"/beslut/{decision.key}/beslut.pdf").content)
    assert "<script>alert(1)</script>" in said
    assert plain("<b>Fet</b>") in said
    page = client.get(f"/beslut/{decision.key}/").text
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "&lt;b&gt;Fet&lt;/b&gt; 🚲 &amp; co" in page
    assert "<b>Fet</b> 🚲 & co" in client.get("/beslut/export.csv").text


def test_huge_reasons_take_several_pages(ready: Matter, client_of: ClientOf) -> None:
    decision = decide(
        ready.idea, municipality=ready.municipality, actor=ready.manager, presenter=ready.coach, reasons="å" * 9_999
    )
    answer = client_of(ready.municipality, ready.bearer).get(f"/beslut/{decision.key}/beslut.pdf")
    assert text_of(answer.content).count("å") >= 9_999


def test_who_may_not_read_the_decision_gets_no_file(
    ready: Matter, decision: Decision, hjo: Municipality, client_of: ClientOf
) -> None:
    path = f"/beslut/{decision.key}/beslut.pdf"
    assert client_of(ready.municipality).get(path).status_code == 302
    assert client_of(hjo, make_member(Role.INNOVATION_MANAGER, municipality=hjo)).get(path).status_code == 404
    with in_municipality(ready.municipality):
        Idea.objects.filter(pk=ready.idea.pk).update(secrecy="assess")
    assert client_of(ready.municipality, make_member(municipality=ready.municipality)).get(path).status_code == 404


def test_machine_without_the_library_says_so(
    ready: Matter, decision: Decision, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "is_available", lambda: False)
    answer = client_of(ready.municipality, ready.bearer).get(f"/beslut/{decision.key}/beslut.pdf")
    assert answer.status_code == 503
    assert f"/beslut/{decision.key}/" in answer.text


@pytest.mark.parametrize("address", ["http://example.org/x.png", "file:///etc/hostname", "static:../../x"])
def test_pdf_fetches_nothing_but_our_own_files(address: str) -> None:
    with pytest.raises((ValueError, SuspiciousOperation, FileNotFoundError)):
        pdf._fetcher().fetch(address)
    content = f'<html lang="sv"><title>x</title><img src="{address}" alt="bild">hej'
    assert "hej" in text_of(pdf.write_pdf(content, stylesheet="decisions/record.css"))
