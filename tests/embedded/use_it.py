"""A user of the embedded database as a process of its own: says where it answers, then waits to be told to leave."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "platform"))

from sluss.embedded import running

if __name__ == "__main__":
    with running(Path(sys.argv[1]), durable=False) as address:
        print(address.dsn("slusstrappan"), flush=True)
        sys.stdin.readline()
