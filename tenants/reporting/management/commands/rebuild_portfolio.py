"""The region's facts held against the municipalities' ideas."""

from tenants.reporting import rebuild
from tenants.reporting.rebuilding import RebuildCommand


class Command(RebuildCommand):
    help = "Compare the region's facts with the municipalities' ideas and mend them. Safe while people work."
    counted = "facts"
    differs = "The region differs from the municipalities."
    compare = staticmethod(rebuild.compare)
    mend = staticmethod(rebuild.mend)
