"""Tells a municipality's stories through the services that the screens use, with the clock held at each step."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from sluss import clock
from sluss.registry.models import Municipality
from tenants.decisions.models import Outcome
from tenants.demo import cast, decide
from tenants.demo.library import Told
from tenants.demo.plan import Step
from tenants.ideas.models import Idea, Source
from tenants.ideas.register import NewBearer, NewIdea, Texts, register_idea
from tenants.ideas.transitions import InboxOutcome
from tenants.ideas.triage import Answer, Door, answer_back, triage
from tenants.intake.submit import submit_as_employee, submit_as_resident
from tenants.organisation.models import Unit
from tenants.people.models import Member, Role

NAMESPACE = uuid.UUID("5b1f7c1e-6a0e-4d3a-9d0b-8f6f2f1f6d11")
OUTCOMES = {
    "answered": InboxOutcome.ANSWER,
    "line": InboxOutcome.DO_IN_LINE,
    "referred": InboxOutcome.REFER,
    "wrong": InboxOutcome.WRONG_DOOR,
    "connected": InboxOutcome.CONNECT,
}
RESIDENTS = 12
HALF = 0.5


@dataclass
class Replay:
    """One municipality's stories while they are told. `ideas` holds what has come in, by story."""

    municipality: Municipality
    members: dict[str, Member]
    units: dict[str, Unit]
    ideas: dict[str, int] = field(default_factory=dict)
    coaches: dict[str, Member] = field(default_factory=dict)

    def tell(self, steps: list[Step]) -> None:
        """Take every step at its moment. Must run in the municipality's scope."""
        for step in steps:
            with clock.held_at(step.at):
                ACTS[step.act](self, step)

    def receive(self, step: Step) -> None:
        told, rng = step.told, self._rng(step.told, "receive")
        self.coaches[told.story.key] = self._coach(rng)
        source = Source(told.story.source)
        if source == Source.EMPLOYEE:
            idea = submit_as_employee(
                texts=_texts(told), submission_key=self._key(told), member=self._bearer(told), unit=self._unit(told)
            )
        elif source == Source.RESIDENT:
            idea = self._from_resident(told, rng)
        else:
            idea = self._from_elsewhere(told, rng, source)
        self.ideas[told.story.key] = idea.pk

    def triage(self, step: Step) -> None:
        told = step.told
        outcome = OUTCOMES.get(told.place.outcome) or _way_in(told)
        taken_in = told.place.outcome not in OUTCOMES
        answer = Answer(
            outcome=outcome,
            message=told.story.coach if taken_in else told.reply,
            coach=self.coaches[told.story.key] if taken_in else None,
            target=self._idea_of(told.place.detail) if outcome == InboxOutcome.CONNECT else None,
            door=Door(told.place.detail) if outcome == InboxOutcome.WRONG_DOOR else "",
        )
        actor = self.members["chef"] if outcome == InboxOutcome.DO_IN_LINE else self.coaches[told.story.key]
        triage(self._idea(told), answer=answer, actor=actor)

    def ask(self, step: Step) -> None:
        answer = Answer(outcome=InboxOutcome.ASK_MORE, message=step.told.story.question)
        triage(self._idea(step.told), answer=answer, actor=self.coaches[step.told.story.key])

    def answer_back(self, step: Step) -> None:
        idea = self._idea(step.told)
        bearer = idea.bearers.select_related("member").first()
        answer_back(idea, text=step.told.story.answer, actor=bearer.member if bearer else None)

    def note_conflict(self, step: Step) -> None:
        decide.declare(self._idea(step.told), step.told, self.members)

    def answer(self, step: Step) -> None:
        decide.answer(self._at_gate(step))

    def answer_some(self, step: Step) -> None:
        decide.answer(self._at_gate(step), share=HALF)

    def prepare(self, step: Step) -> None:
        decide.prepare(self._at_gate(step))

    def proceed(self, step: Step) -> None:
        decide.decide(self._at_gate(step), Outcome.PROCEED)

    def wait(self, step: Step) -> None:
        decide.decide(self._at_gate(step), Outcome.HOLD)

    def conclude(self, step: Step) -> None:
        decide.decide(self._at_gate(step), Outcome.CONCLUDE)

    def _from_resident(self, told: Told, rng: Random) -> Idea:
        name, email = self._resident(rng)
        return submit_as_resident(
            texts=_texts(told), submission_key=self._key(told), municipality=self.municipality, name=name, email=email
        ).idea

    def _from_elsewhere(self, told: Told, rng: Random, source: Source) -> Idea:
        """By way of the contact centre, a survey or a meeting: somebody here writes down what was said."""
        name, email = self._resident(rng)
        caller = [NewBearer(name=name, email=email)] if source == Source.CONTACT_CENTRE else []
        new = NewIdea(
            **_texts(told),
            source=source,
            received_at=clock.now(),
            unit=self._unit(told),
            submission_key=self._key(told),
            bearers=caller,
        )
        writer = self.members["kundcenter" if source == Source.CONTACT_CENTRE else "innovation"]
        return register_idea(new, actor=writer)[0]

    def _bearer(self, told: Told) -> Member:
        """The person named; else the first in the unit, or under its committee, who neither coaches nor decides."""
        if told.place.bearer:
            return self.members[told.place.bearer]
        unit, free = self._unit(told), [m for m in self.members.values() if not m.has_role(*PREPARES)]
        own = [m for m in free if m.unit_id == unit.pk]
        near = [m for m in free if m.unit and m.unit.authority_id == unit.authority_id]
        fallback = [self.members["handlaggare"]] if unit.authority.is_default else near
        return (own or fallback)[0]

    def _coach(self, rng: Random) -> Member:
        return self.members[rng.choice([login for login in COACHES if login in self.members])]

    def _resident(self, rng: Random) -> tuple[str, str]:
        number = rng.randrange(RESIDENTS)
        name = cast.residents(self.municipality.slug, RESIDENTS)[number]
        return name, f"invanare{number + 1}@{self.municipality.slug}.demo.example"

    def _unit(self, told: Told) -> Unit:
        return self.units[told.story.unit]

    def _idea(self, told: Told) -> Idea:
        return self._idea_of(told.story.key)

    def _idea_of(self, key: str) -> Idea:
        return Idea.objects.select_related("stage__gate__target", "coach").get(pk=self.ideas[key])

    def _at_gate(self, step: Step) -> decide.AtGate:
        rng = self._rng(step.told, f"{step.act} {step.gate}")
        return decide.AtGate(self._idea(step.told), step.told, step.gate, self.members, rng)

    def _key(self, told: Told) -> uuid.UUID:
        return uuid.uuid5(NAMESPACE, f"{self.municipality.slug} {told.story.key}")

    def _rng(self, told: Told, purpose: str) -> Random:
        return Random(f"{self.municipality.slug} {told.story.key} {purpose}")  # noqa: S311 (repeatable, no secret)


PREPARES = (Role.COACH, Role.MANAGER, Role.INNOVATION_MANAGER)
COACHES = ("coach", "coach2", cast.SHARED_COACH.login)
ACTS: dict[str, Callable[[Replay, Step], None]] = {
    "receive": Replay.receive,
    "triage": Replay.triage,
    "ask": Replay.ask,
    "answer_back": Replay.answer_back,
    "note_conflict": Replay.note_conflict,
    "answer": Replay.answer,
    "answer_some": Replay.answer_some,
    "prepare": Replay.prepare,
    "proceed": Replay.proceed,
    "wait": Replay.wait,
    "conclude": Replay.conclude,
}


def _texts(told: Told) -> Texts:
    return {
        "title": told.title,
        "text": told.text,
        "for_whom": told.story.for_whom,
        "why_now": told.story.why_now,
    }


def _way_in(told: Told) -> InboxOutcome:
    return InboxOutcome.TAKE_IN_NEED if told.story.kind == "need" else InboxOutcome.TAKE_IN_IDEA
