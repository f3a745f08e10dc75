"""The embedded PostgreSQL: started by its first user, stopped after its last. Standard library only."""

from sluss.embedded.address import ClusterAddress
from sluss.embedded.errors import EmbeddedDatabaseError
from sluss.embedded.use import running

__all__ = ["ClusterAddress", "EmbeddedDatabaseError", "running"]
