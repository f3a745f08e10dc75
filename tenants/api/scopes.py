"""What a key can be made for. A scope opens operations; what may be done there, the member's roles say."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Scope(models.TextChoices):
    IDEAS_READ = "ideas:read", _("read ideas")
    IDEAS_WRITE = "ideas:write", _("leave ideas and change their text")
    IDEAS_TRIAGE = "ideas:triage", _("take care of the inbox, choose coaches and mark secrecy")
    CONTACTS_READ = "contacts:read", _("read name, e-mail and phone of residents who bear ideas")
    NEEDS_READ = "needs:read", _("read needs")
    NEEDS_WRITE = "needs:write", _("write needs down, link, change, end and reopen them")
    CHALLENGES_READ = "challenges:read", _("read challenges")
    CHALLENGES_WRITE = (
        "challenges:write",
        _("start and change challenges, take them a step further and write the report"),
    )
    ASSESSMENTS_READ = "assessments:read", _("read assessments that have been handed in")
    ASSESSMENTS_WRITE = "assessments:write", _("ask for assessments")
    DECISIONS_READ = "decisions:read", _("read decisions, conditions and held proposals")
    DECISIONS_WRITE = "decisions:write", _("answer conditions, hold and withdraw proposals")
    LEARNINGS_READ = "learnings:read", _("read learnings")
    LEARNINGS_WRITE = "learnings:write", _("draft, change and sign learnings")
    BENEFITS_READ = "benefits:read", _("read benefits and what was measured")
    BENEFITS_WRITE = "benefits:write", _("choose what to measure and enter what was measured")
