"""What belongs to other apps and stands around a challenge: links, handed in when the apps are ready."""

from sluss.web.around import Around
from tenants.challenges.models import Challenge
from tenants.people.models import Member

around = Around[Member, Challenge]()
