"""Random people do random things to ideas, and after every step everything that must always hold still holds.

An idea has exactly one place, nobody acts beyond the table (who_may.py), the events replay to the present state,
nothing is ever lost, and the region knows what the municipality knows.
"""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from sluss.outbox.relay import relay
from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from sluss.workflow.models import Event
from sluss.workflow.transitions import NotAllowed, NotPossible
from tenants.decisions.draft import Seen
from tenants.decisions.hold_decision import hold_decision
from tenants.decisions.models import Decision, Outcome, Proposal
from tenants.decisions.note_conflict import note_conflict
from tenants.decisions.register_decision import register_decision
from tenants.decisions.take_up import take_up
from tenants.decisions.withdraw_proposal import withdraw_proposal
from tenants.ideas.edit import assign_coach, edit_text, mark_secrecy
from tenants.ideas.models import IN_CHAMBERS, Idea, Message, Secrecy
from tenants.ideas.transitions import InboxOutcome
from tenants.ideas.triage import Answer, answer_back, reopen, triage
from tenants.mail.models import Mail
from tenants.people.models import Member, Role
from tenants.relations.merge import merge_into, undo_merge
from tenants.reporting.rebuild import compare
from tests.factories.decisions import draft_by, meet_conditions
from tests.factories.ideas import make_idea
from tests.factories.people import make_member
from tests.walk.doing import publish_a_copy, situation
from tests.walk.replay import replayed
from tests.walk.who_may import Situation, can, may

MOST_IDEAS = 5
# Each role once, and two who have several: they are where rules are mixed up.
CAST: tuple[tuple[Role, ...], ...] = (*((role,) for role in Role), (Role.COACH, Role.MANAGER), (Role.MANAGER,), ())
WORDS = st.sampled_from(["Cykelställ", "<b>Fetstil</b>", "\u202eBakvänt", "🚲 Cyklar", "Å" * 200])
OUTCOMES = st.sampled_from([one for one in InboxOutcome if one is not InboxOutcome.CONNECT])
NUMBERS = st.integers(0, 10**6)


class Walk(RuleBasedStateMachine):
    """One municipality's afternoon. `municipality` is set before it begins."""

    municipality: Municipality

    @initialize()
    def begin(self) -> None:
        # Outside every scope, as the test's own transaction: what a walk did is undone when it is over.
        self.outer = transaction.atomic()
        self.outer.__enter__()
        self.people = [make_member(*roles, municipality=self.municipality) for roles in CAST if roles]
        self.people.append(make_member(municipality=self.municipality, name="Utan roll"))
        self.ideas: list[int] = []
        self.kept: dict[str, dict[Any, Any]] = {}

    def teardown(self) -> None:
        if not hasattr(self, "outer"):
            return
        try:
            relay(self.municipality)
            found = compare(self.municipality)
            assert (found.pending, found.drift) == (0, 0), (found.missing, found.extra, found.stale)
        finally:
            transaction.set_rollback(True)
            self.outer.__exit__(None, None, None)

    # What people do.

    @precondition(lambda self: len(self.ideas) < MOST_IDEAS)
    @rule(title=WORDS, bearer=NUMBERS)
    def leave_an_idea(self, title: str, bearer: int) -> None:
        idea = make_idea(municipality=self.municipality, title=title, bearer=self.people[bearer % len(self.people)])
        self.ideas.append(idea.pk)

    @precondition(lambda self: self.ideas)
    @rule(which=NUMBERS, who=NUMBERS, outcome=OUTCOMES, coach=NUMBERS)
    def take_care(self, which: int, who: int, outcome: InboxOutcome, coach: int) -> None:
        chosen = self.person(coach)
        answer = Answer(
            outcome=outcome,
            message="Tack.",
            coach=chosen if outcome.value.startswith("take_in") and chosen.has_role(Role.COACH) else None,
            door="fault" if outcome is InboxOutcome.WRONG_DOOR else "",
        )
        self.act(outcome.value, which, who, lambda idea, actor: triage(idea, answer=answer, actor=actor))

    @precondition(lambda self: self.ideas)
    @rule(which=NUMBERS)
    def answer_the_question(self, which: int) -> None:
        """By somebody with the follow link: the secret is the right."""
        with in_municipality(self.municipality):
            idea = self.idea(which)
            asked = idea.status == "asked"
            try:
                answer_back(idea, text="Svar", actor=None)
            except NotPossible:
                assert not asked
            else:
                assert asked

    @precondition(lambda self: self.ideas)
    @rule(which=NUMBERS, who=NUMBERS)
    def put_back(self, which: int, who: int) -> None:
        self.act("reopen", which, who, lambda idea, actor: reopen(idea, actor=actor))

    @precondition(lambda self: self.ideas)
    @rule(which=NUMBERS, who=NUMBERS, title=WORDS)
    def change_the_text(self, which: int, who: int, title: str) -> None:
        texts = {"title": title, "text": "Ny text", "for_whom": "", "why_now": ""}
        self.act("edit", which, who, lambda i, actor: edit_text(i, texts=texts, revision=i.revision, actor=actor))

    @precondition(lambda self: self.ideas)
    @rule(which=NUMBERS, who=NUMBERS, coach=NUMBERS)
    def choose_a_coach(self, which: int, who: int, coach: int) -> None:
        chosen = self.person(coach)
        self.act("assign_coach", which, who, lambda idea, actor: assign_coach(idea, coach=chosen, actor=actor))

    @precondition(lambda self: self.ideas)
    @rule(which=NUMBERS, who=NUMBERS, mark=st.sampled_from(Secrecy.values))
    def mark(self, which: int, who: int, mark: str) -> None:
        self.act("mark_secrecy", which, who, lambda idea, actor: mark_secrecy(idea, secrecy=mark, actor=actor))

    @precondition(lambda self: self.ideas)
    @rule(which=NUMBERS, who=NUMBERS)
    def declare_a_conflict(self, which: int, who: int) -> None:
        self.act("declare", which, who, lambda i, actor: note_conflict(i, about=actor, reason="Släkt", actor=actor))

    @precondition(lambda self: self.ideas)
    @rule(which=NUMBERS, by=NUMBERS)
    def meet_the_conditions(self, which: int, by: int) -> None:
        with in_municipality(self.municipality):
            idea = self.idea(which)
        if idea.status in IN_CHAMBERS:
            meet_conditions(idea, municipality=self.municipality, by=self.person(by))

    @precondition(lambda self: self.ideas)
    @rule(which=NUMBERS, who=NUMBERS, presenter=NUMBERS, outcome=st.sampled_from(Outcome))
    def decide(self, which: int, who: int, presenter: int, outcome: Outcome) -> None:
        self.act("decide", which, who, lambda idea, actor: self._decide(idea, actor, presenter, outcome))

    @precondition(lambda self: self.ideas)
    @rule(which=NUMBERS, who=NUMBERS)
    def take_up_what_waits(self, which: int, who: int) -> None:
        self.act("take_up", which, who, lambda idea, actor: take_up(idea, message="Nu går det.", actor=actor))

    @precondition(lambda self: self.ideas)
    @rule(which=NUMBERS, who=NUMBERS, presenter=NUMBERS)
    def hold_a_decision(self, which: int, who: int, presenter: int) -> None:
        draft = draft_by(self.person(presenter))
        self.act("hold", which, who, lambda i, a: hold_decision(i, draft=draft, seen=Seen.now(i), actor=a))

    @precondition(lambda self: self.ideas)
    @rule(which=NUMBERS, who=NUMBERS)
    def withdraw(self, which: int, who: int) -> None:
        self.act("withdraw", which, who, lambda i, actor: withdraw_proposal(i, seen=Seen.now(i), actor=actor))

    @precondition(lambda self: len(self.ideas) > 1)
    @rule(which=NUMBERS, other=NUMBERS, who=NUMBERS)
    def merge(self, which: int, other: int, who: int) -> None:
        def join(idea: Idea, actor: Member) -> None:
            merge_into(idea, self.idea(other), message="Samma sak.", actor=actor)

        self.act("merge", which, who, join)

    @precondition(lambda self: self.ideas)
    @rule(which=NUMBERS, who=NUMBERS)
    def part_again(self, which: int, who: int) -> None:
        self.act("undo_merge", which, who, lambda idea, actor: undo_merge(idea, message="Nej.", actor=actor))

    @precondition(lambda self: self.ideas)
    @rule(which=NUMBERS, who=NUMBERS)
    def publish_a_model(self, which: int, who: int) -> None:
        self.act("publish_model", which, who, lambda idea, actor: publish_a_copy(actor))

    # What must hold after every step.

    @invariant()
    def every_idea_has_exactly_one_place(self) -> None:
        with in_municipality(self.municipality):
            for idea in Idea.objects.filter(pk__in=self.known()).select_related("stage__model"):
                if idea.status in IN_CHAMBERS:
                    assert idea.stage is not None
                    assert idea.stage.model.in_use

    @invariant()
    def events_replay_to_the_present(self) -> None:
        with in_municipality(self.municipality):
            for idea in Idea.objects.filter(pk__in=self.known()):
                place = replayed(idea)
                assert place.status == idea.status
                if idea.status in IN_CHAMBERS:
                    assert place.stage == idea.stage_id

    @invariant()
    def nothing_is_lost(self) -> None:
        with in_municipality(self.municipality):
            now: dict[str, dict[Any, Any]] = {
                "ideas": dict(Idea.objects.values_list("pk", "registry_number")),
                "events": {pk: (kind, data) for pk, kind, data in Event.objects.values_list("pk", "kind", "data")},
                "decisions": dict(Decision.objects.values_list("pk", "evidence_digest")),
                "messages": dict(Message.objects.values_list("pk", "text")),
                "letters": dict(Mail.objects.values_list("pk", "subject")),
            }
        for what, rows in getattr(self, "kept", {}).items():
            assert rows.items() <= now[what].items(), what
        self.kept = now

    @invariant()
    def every_decision_was_told_and_no_proposal_outlives_its_gate(self) -> None:
        with in_municipality(self.municipality):
            for decision in Decision.objects.filter(idea__bearers__isnull=False).distinct():
                assert Mail.objects.filter(about_id=decision.idea_id).exists()
            for proposal in Proposal.objects.select_related("idea", "gate"):
                waits_there = proposal.idea.status in IN_CHAMBERS and proposal.idea.stage_id == proposal.gate.source_id
                assert waits_there or proposal.idea.status == "merged", proposal.idea.status

    # How it is done.

    def act(self, action: str, which: int, who: int, do: Callable[[Idea, Member], Any]) -> None:
        """Do it as the person, and hold what came of it against the table."""
        with in_municipality(self.municipality):
            idea, actor = self.idea(which), self.person(who)
            now = situation(idea, actor)
            before = Event.objects.count()
            try:
                do(idea, actor)
            except (NotAllowed, NotPossible) as refused:
                self.judge_refusal(action, now, refused)
                assert Event.objects.count() == before
            else:
                assert may(action, now), (action, now)
                assert can(action, now), (action, now)

    def judge_refusal(self, action: str, now: Situation, refused: Exception) -> None:
        """Nobody whom the table lets act is refused for who they are, while it can be done at all."""
        is_personal = isinstance(refused, NotAllowed)
        assert not (is_personal and may(action, now) and can(action, now)), (action, now, str(refused))

    def _decide(self, idea: Idea, actor: Member, presenter: int, outcome: Outcome) -> None:
        draft = draft_by(self.person(presenter), outcome=outcome, assumption="Vi trodde", learned="Vi vet")
        register_decision(idea, draft=draft, seen=Seen.now(idea), actor=actor, key=uuid.uuid4())

    def idea(self, number: int) -> Idea:
        pk = self.ideas[number % len(self.ideas)]
        return Idea.objects.select_related("stage__gate__target", "coach").get(pk=pk)

    def person(self, number: int) -> Member:
        return self.people[number % len(self.people)]

    def known(self) -> list[int]:
        return getattr(self, "ideas", [])


def walk(municipality: Municipality, *, walks: int, steps: int, repeatable: bool) -> None:
    machine = type("WalkHere", (Walk,), {"municipality": municipality})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=walks,
            stateful_step_count=steps,
            deadline=None,
            derandomize=repeatable,
            database=None,
            phases=(Phase.generate,),  # shrinking a walk takes minutes: the first that fails is told as it went
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.mark.django_db
def test_random_walks_keep_what_must_always_hold(skovde: Municipality) -> None:
    walk(skovde, walks=10, steps=30, repeatable=True)


@pytest.mark.verify
@pytest.mark.django_db
def test_many_long_random_walks_keep_what_must_always_hold(skovde: Municipality) -> None:
    walk(skovde, walks=200, steps=50, repeatable=False)
