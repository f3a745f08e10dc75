"""Where a running cluster answers, and as whom."""

from dataclasses import dataclass
from urllib.parse import quote

SUPERUSER = "slusstrappan"
DATABASE = "slusstrappan"
HOST = "127.0.0.1"


@dataclass(frozen=True)
class ClusterAddress:
    """Address and superuser login of one cluster."""

    host: str
    port: int
    user: str
    password: str

    def dsn(self, database: str) -> str:
        """The connection string of one database in the cluster."""
        login = f"{quote(self.user, safe='')}:{quote(self.password, safe='')}"
        return f"postgresql://{login}@{self.host}:{self.port}/{quote(database, safe='')}"
