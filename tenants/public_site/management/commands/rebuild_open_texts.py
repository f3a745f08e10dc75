"""What the region holds of the open pages held against them, and the index that is searched there."""

from shared.openly.index import KIND, keep_up
from sluss.similar.tables.check import compare as compare_index
from sluss.similar.tables.index import rebuild as rebuild_index
from sluss.tenancy import in_region
from tenants.public_site import rebuild
from tenants.reporting.rebuilding import RebuildCommand


class Command(RebuildCommand):
    help = "Compare what the region shows of the open pages with them, and mend it. Safe while people work."
    counted = "texts"
    differs = "The region differs from the municipalities' open pages."
    compare = staticmethod(rebuild.compare)
    mend = staticmethod(rebuild.mend)

    def drift_besides(self, *, check: bool) -> int:
        """How many texts the search knows wrongly."""
        with in_region():
            # What the sweep does within a minute anyhow is no difference.
            keep_up()
            if not check:
                rebuild_index(KIND)
            drift = compare_index(KIND).drift
        if drift:
            self.stdout.write(f"  index: drift={drift}")
        return drift
