"""What belongs to other apps and stands around a benefit: links, handed in when the apps are ready."""

from sluss.web.around import Around
from tenants.benefits.models import Benefit
from tenants.people.models import Member

around = Around[Member, Benefit]()
