"""Bulk answers: chosen, sent by a job that can be stopped anywhere, and taken back where nothing has happened since."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from sluss.workflow.transitions import NotAllowed, NotPossible
from tenants.ideas import bulk as service
from tenants.ideas.answer import Answer
from tenants.ideas.edit import assign_coach, mark_secrecy
from tenants.ideas.models import BulkAnswer, BulkRow, Idea, Status
from tenants.ideas.transitions import InboxOutcome
from tenants.ideas.triage import triage
from tenants.mail.models import Mail
from tenants.people.models import Member, Role
from tests.factories.ideas import make_idea
from tests.factories.people import make_member, sign_in
from tests.ideas.test_pages import fill

pytestmark = pytest.mark.django_db
State, Result = BulkAnswer.State, BulkRow.Result
THANKS = Answer(outcome=InboxOutcome.ANSWER, message="Tack, men inte nu.")


@pytest.fixture
def coach(in_skovde: Municipality) -> Member:
    return make_member(Role.COACH, municipality=in_skovde)


def sent(ideas: list[Idea], actor: Member, answer: Answer = THANKS, **details: Any) -> BulkAnswer:
    begun = service.choose([idea.pk for idea in ideas], actor=actor)
    written = service.write(begun, answer=answer, message_en=details.pop("message_en", ""), details=details)
    return service.start(written, actor=actor)


def results(bulk: BulkAnswer) -> list[str]:
    return list(bulk.rows.order_by("id").values_list("result", flat=True))


def test_each_idea_gets_the_outcome_and_the_letter(in_skovde: Municipality, coach: Member) -> None:
    people = [make_member(municipality=in_skovde) for _ in range(3)]
    ideas = [make_idea(municipality=in_skovde, bearer=person) for person in people]
    bulk = sent(ideas, coach)
    service.answer_rows(bulk)
    bulk.refresh_from_db()
    assert (bulk.state, results(bulk)) == (State.DONE, [Result.ANSWERED] * 3)
    assert set(Idea.objects.values_list("status", flat=True)) == {Status.ANSWERED}
    assert Mail.objects.filter(text__contains="Tack, men inte nu.").count() == 3


def test_what_changed_meanwhile_is_left_as_it_is_and_listed(in_skovde: Municipality, coach: Member) -> None:
    kept, edited, answered = (make_idea(municipality=in_skovde) for _ in range(3))
    bulk = sent([kept, edited, answered], coach)
    other = make_member(Role.INNOVATION_MANAGER, municipality=in_skovde)
    mark_secrecy(edited, secrecy="assess", actor=other)
    triage(answered, answer=Answer(outcome=InboxOutcome.REFER, message="Till region.", to_whom="Regionen"), actor=other)
    service.answer_rows(bulk)
    assert results(bulk) == [Result.ANSWERED, Result.CHANGED, Result.CHANGED]
    assert all(bulk.rows.filter(result=Result.CHANGED).values_list("reason", flat=True))
    found = dict(Idea.objects.values_list("pk", "status"))
    assert found == {kept.pk: Status.ANSWERED, edited.pk: Status.INBOX, answered.pk: Status.REFERRED}


def test_bearer_who_would_coach_is_refused_and_the_rest_goes_on(in_skovde: Municipality, coach: Member) -> None:
    own, other = make_idea(municipality=in_skovde, bearer=coach), make_idea(municipality=in_skovde)
    take_in = Answer(outcome=InboxOutcome.TAKE_IN_IDEA, message="Tack.", coach=coach)
    bulk = sent([own, other], coach, take_in, coach=coach.pk)
    service.answer_rows(bulk)
    assert results(bulk) == [Result.REFUSED, Result.ANSWERED]
    assert Idea.objects.get(pk=own.pk).status == Status.INBOX


def test_stopped_job_goes_on_and_answers_nobody_twice(
    in_skovde: Municipality, coach: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = make_member(municipality=in_skovde)
    bulk = sent([make_idea(municipality=in_skovde, bearer=person) for _ in range(4)], coach)
    real, calls = service.triage, []

    def dies(idea: Idea, **kwargs: Any) -> Any:
        calls.append(idea.pk)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return real(idea, **kwargs)

    monkeypatch.setattr(service, "triage", dies)
    with pytest.raises(KeyboardInterrupt):
        service.answer_rows(bulk)
    assert results(bulk) == [Result.ANSWERED, Result.ANSWERED, Result.WAITING, Result.WAITING]
    service.answer_rows(bulk)
    service.answer_rows(bulk)
    assert results(bulk) == [Result.ANSWERED] * 4
    assert Mail.objects.filter(to=person.email).count() == 4


def test_fault_in_one_row_stops_no_other(
    in_skovde: Municipality, coach: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    ideas = [make_idea(municipality=in_skovde) for _ in range(2)]
    bulk = sent(ideas, coach)
    real = service.triage

    def breaks(idea: Idea, **kwargs: Any) -> Any:
        if idea.pk == ideas[0].pk:
            raise ValueError
        return real(idea, **kwargs)

    monkeypatch.setattr(service, "triage", breaks)
    service.answer_rows(bulk)
    assert results(bulk) == [Result.REFUSED, Result.ANSWERED]


def test_english_readers_get_the_english_answer(in_skovde: Municipality, coach: Member) -> None:
    reader = make_member(municipality=in_skovde, language="en")
    swedish, english = make_idea(municipality=in_skovde), make_idea(municipality=in_skovde, bearer=reader)
    service.answer_rows(sent([swedish, english], coach, message_en="Thank you, but not now."))
    said = {idea: idea.messages.get().text for idea in Idea.objects.all()}
    assert said == {swedish: "Tack, men inte nu.", english: "Thank you, but not now."}


@pytest.mark.parametrize("role", list(Role))
def test_only_handlers_answer_many(in_skovde: Municipality, role: Role) -> None:
    idea, actor = make_idea(municipality=in_skovde), make_member(role, municipality=in_skovde)
    if role in (Role.COACH, Role.INNOVATION_MANAGER):
        assert service.choose([idea.pk], actor=actor).rows.count() == 1
        return
    with pytest.raises(NotAllowed):
        service.choose([idea.pk], actor=actor)
    assert not BulkAnswer.objects.exists()


def test_only_what_waits_is_chosen_and_nothing_is_refused(in_skovde: Municipality, coach: Member) -> None:
    waiting, active = make_idea(municipality=in_skovde), make_idea(municipality=in_skovde, stage=1)
    assert service.choose([waiting.pk, active.pk, 10**9], actor=coach).rows.get().idea == waiting
    with pytest.raises(NotPossible):
        service.choose([active.pk], actor=coach)


@pytest.mark.parametrize("state", list(State))
def test_what_a_bulk_answer_can_do_by_its_state(in_skovde: Municipality, coach: Member, state: State) -> None:
    bulk = service.choose([make_idea(municipality=in_skovde).pk], actor=coach)
    service.write(bulk, answer=THANKS, message_en="", details={})
    BulkAnswer.objects.filter(pk=bulk.pk).update(state=state)
    acts: dict[str, Callable[[], BulkAnswer]] = {
        "write": lambda: service.write(bulk, answer=THANKS, message_en="", details={}),
        "undo": lambda: service.start_undo(bulk, apology="Förlåt.", apology_en="", actor=coach),
        "start": lambda: service.start(bulk, actor=coach),
    }
    may = {State.DRAFT: {"write", "start"}, State.DONE: {"undo"}}.get(state, set())
    for name, act in acts.items():
        if name in may:
            act()
        else:
            with pytest.raises(NotPossible):
                act()


OUTCOMES: dict[InboxOutcome, tuple[dict[str, Any], Status]] = {
    InboxOutcome.TAKE_IN_NEED: ({}, Status.ACTIVE),
    InboxOutcome.TAKE_IN_IDEA: ({}, Status.ACTIVE),
    InboxOutcome.CONNECT: ({}, Status.MERGED),
    InboxOutcome.ASK_MORE: ({}, Status.ASKED),
    InboxOutcome.REFER: ({"to_whom": "Regionen"}, Status.REFERRED),
    InboxOutcome.WRONG_DOOR: ({"door": "fault", "to_whom": "Felanmälan"}, Status.WRONG_DOOR),
    InboxOutcome.ANSWER: ({}, Status.ANSWERED),
}


@pytest.mark.parametrize("outcome", list(OUTCOMES))
def test_every_outcome_is_given_and_taken_back(in_skovde: Municipality, coach: Member, outcome: InboxOutcome) -> None:
    besides, status = OUTCOMES[outcome]
    person = make_member(municipality=in_skovde)
    idea, target = make_idea(municipality=in_skovde, bearer=person), make_idea(municipality=in_skovde, stage=1)
    promised = idea.promised_on
    details = dict(besides)
    if status == Status.ACTIVE:
        details["coach"] = coach.pk
    if outcome == InboxOutcome.CONNECT:
        details["target"] = target.pk
    bulk = sent([idea], coach, Answer(outcome=outcome, message="Tack."), **details)
    service.answer_rows(bulk)
    idea.refresh_from_db()
    assert (idea.status, idea.handovers.count()) == (status, int("to_whom" in besides))
    undoing = service.start_undo(bulk, apology="Det blev fel.", apology_en="", actor=coach)
    service.take_back_rows(BulkAnswer.objects.select_related("undone_by").get(pk=undoing.pk))
    idea.refresh_from_db()
    assert (idea.status, idea.promised_on, idea.connected_to, idea.stage) == (Status.INBOX, promised, None, None)
    bulk.refresh_from_db()
    assert (bulk.state, results(bulk)) == (State.UNDONE, [Result.UNDONE])
    assert Mail.objects.filter(to=person.email, text__contains="Det blev fel.").count() == 1


def test_answer_that_was_acted_on_is_not_taken_back(in_skovde: Municipality, coach: Member) -> None:
    acted, other = make_idea(municipality=in_skovde), make_idea(municipality=in_skovde)
    bulk = sent([acted, other], coach, Answer(outcome=InboxOutcome.TAKE_IN_IDEA, message="Tack."), coach=coach.pk)
    service.answer_rows(bulk)
    assign_coach(acted, coach=make_member(Role.COACH, municipality=in_skovde), actor=coach)
    service.start_undo(bulk, apology="Det blev fel.", apology_en="", actor=coach)
    service.take_back_rows(BulkAnswer.objects.select_related("undone_by").get(pk=bulk.pk))
    assert results(bulk) == [Result.KEPT, Result.UNDONE]
    assert Idea.objects.get(pk=acted.pk).status == Status.ACTIVE


@pytest.fixture
def client(skovde: Municipality) -> Client:
    return sign_in(skovde, make_member(Role.COACH, municipality=skovde))


def begin(client: Client, path: str = "/inkorg/svar/nytt/", **data: Any) -> str:
    answer = client.post(path, data)
    assert answer.status_code == 302
    return str(answer["Location"])


def test_all_that_match_the_filter_are_chosen(skovde: Municipality, client: Client) -> None:
    for title in ("Bänk vid torget", "Bänk vid parken", "Cykelställ"):
        make_idea(municipality=skovde, title=title)
    begin(client, "/inkorg/svar/nytt/?q=bänk", every="1")
    with in_municipality(skovde):
        found = BulkRow.objects.order_by("id").values_list("idea__title", flat=True)
        assert list(found) == ["Bänk vid torget", "Bänk vid parken"]


def test_five_hundred_are_answered_by_the_job(
    skovde: Municipality, client: Client, run_jobs: Callable[[], int]
) -> None:
    with in_municipality(skovde):
        coach = Member.objects.get()
    fill(skovde, 1000, coach)  # half of them wait
    page = begin(client, every="1")
    form = {"outcome": "answer", "message": "Tack, men inte nu."}
    assert client.post(page, form)["Location"] == f"{page}forhandsvisa/"
    preview = client.get(f"{page}forhandsvisa/").content.decode()
    assert "Besvara 500 idéer" in preview
    assert client.post(f"{page}starta/").status_code == 302
    assert "0 av 500" in client.get(page).content.decode().replace("\xa0", " ")
    run_jobs()
    ended = client.get(page).content.decode()
    assert "Svaren är lämnade" in ended
    assert "Besvarad (500)" in ended
    assert client.get(f"{page}lage/").headers["HX-Refresh"] == "true"
    report = client.get(f"{page}rapport.csv").content.decode("utf-8-sig").splitlines()
    assert len(report) == 501


def test_whistle_blowing_and_saying_yes_are_not_for_many(skovde: Municipality, client: Client) -> None:
    idea = make_idea(municipality=skovde)
    page = begin(client, idea=[idea.pk])
    for wrong in (
        {"outcome": "do_in_line", "message": "Vi gör det."},
        {"outcome": "wrong_door", "door": "whistle", "handed_to": "Funktionen", "message": "Tack."},
        {"outcome": "answer", "message": "  "},
        {"outcome": "connect", "message": "Tack.", "target": "KS 1999/9999"},
    ):
        assert client.post(page, wrong).status_code == 422, wrong
    with in_municipality(skovde):
        assert BulkAnswer.objects.get().message == ""


def test_draft_is_its_writers_alone(skovde: Municipality, client: Client) -> None:
    page = begin(client, idea=[make_idea(municipality=skovde).pk])
    other = sign_in(skovde, make_member(Role.COACH, municipality=skovde))
    assert other.get(page).status_code == 404
    assert other.post(f"{page}ta-bort/").status_code == 404
    assert client.post(f"{page}ta-bort/").status_code == 302
    with in_municipality(skovde):
        assert not BulkAnswer.objects.exists()
