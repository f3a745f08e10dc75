"""What belongs to other apps and stands around a need: links, handed in when the apps are ready."""

from sluss.web.around import Around
from tenants.needs.models import Need
from tenants.people.models import Member

around = Around[Member, Need]()
