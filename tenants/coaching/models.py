"""Coaching: what coaches know and have room for, sessions with notes of their own, method cards, and guests."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sluss import clock
from sluss.workflow.phases import Phase
from tenants.coaching.layout import Part, laid_out
from tenants.ideas.models import Idea
from tenants.people.models import Member
from tenants.pipeline.models import in_reader_language

DEFAULT_CAPACITY = 5


class Skill(models.Model):
    """Something a coach can be good at. `words` in an idea's text tell that it asks for the skill."""

    name_sv = models.CharField(_("name in Swedish"), max_length=60, unique=True)
    name_en = models.CharField(_("name in English"), max_length=60, blank=True)
    words = models.CharField(_("words that tell of it"), max_length=300, blank=True)
    active = models.BooleanField(_("can be chosen"), default=True)

    class Meta:
        ordering = ("name_sv", "id")

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return in_reader_language(self.name_sv, self.name_en)


class CoachProfile(models.Model):
    """What a coach says about themselves. A coach without one has room for `DEFAULT_CAPACITY` ideas at once."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="coach_profile")
    skills = models.ManyToManyField(Skill, related_name="coaches", blank=True)
    capacity = models.PositiveSmallIntegerField(default=DEFAULT_CAPACITY)

    def __str__(self) -> str:
        return str(self.member)


class Form(models.TextChoices):
    """How a session was held."""

    MEETING = "meeting", pgettext_lazy("session", "meeting")
    VIDEO = "video", pgettext_lazy("session", "video call")
    PHONE = "phone", pgettext_lazy("session", "telephone")
    WORKSHOP = "workshop", pgettext_lazy("session", "workshop")
    VISIT = "visit", pgettext_lazy("session", "visit to the workplace")


class Session(models.Model):
    """A conversation about an idea. What was said lies apart, in `SessionNote`."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="coaching_sessions")
    coach = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="coaching_sessions")
    held_on = models.DateField(_("day"))
    form = models.CharField(_("how you met"), max_length=10, choices=Form, default=Form.MEETING)
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    present = models.PositiveSmallIntegerField(_("how many took part"), default=2)
    next_step_on = models.DateField(_("next step by"), null=True, blank=True)
    next_step_done_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ("-held_on", "-id")
        indexes: ClassVar = [
            models.Index(
                fields=["next_step_on"],
                condition=models.Q(next_step_done_at=None, next_step_on__isnull=False),
                name="coaching_next_steps",
            )
        ]

    def __str__(self) -> str:
        return f"{self.idea_id} {self.held_on}"

    @property
    def waits(self) -> bool:
        """Whether a next step was agreed and is not done."""
        return self.next_step_on is not None and self.next_step_done_at is None

    @property
    def is_late(self) -> bool:
        return self.waits and self.next_step_on is not None and self.next_step_on < clock.today()


class SessionNote(models.Model):
    """What was said and agreed, for the coach who held the session and those who bear the idea: nobody else reads it.

    Apart from the session, so that no list, export or search that reads sessions can come to hold it.
    """

    session = models.OneToOneField(Session, on_delete=models.CASCADE, related_name="note")
    text = models.TextField(_("notes"), blank=True)
    next_step = models.CharField(_("next step"), max_length=300, blank=True)

    def __str__(self) -> str:
        return str(self.session_id)


class MethodCard(models.Model):
    """A template to work by, for one phase. The municipality makes the texts its own."""

    code = models.SlugField(max_length=40, unique=True)
    phase = models.CharField(_("phase"), max_length=10, choices=Phase)
    minutes = models.PositiveSmallIntegerField(_("minutes it takes"), default=60)
    title_sv = models.CharField(_("title in Swedish"), max_length=80)
    title_en = models.CharField(_("title in English"), max_length=80, blank=True)
    text_sv = models.TextField(_("text in Swedish"))
    text_en = models.TextField(_("text in English"), blank=True)
    active = models.BooleanField(_("can be chosen"), default=True)

    class Meta:
        ordering = ("title_sv", "id")

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        return in_reader_language(self.title_sv, self.title_en)

    @property
    def text(self) -> str:
        return in_reader_language(self.text_sv, self.text_en)

    @property
    def layout(self) -> list[Part]:
        return laid_out(self.text)


class MethodUse(models.Model):
    """That a card was used on an idea."""

    card = models.ForeignKey(MethodCard, on_delete=models.PROTECT, related_name="uses")
    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="method_uses")
    used_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    used_on = models.DateField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["card", "idea"], name="one_use_a_card_and_idea")]

    def __str__(self) -> str:
        return f"{self.card_id} {self.idea_id}"
