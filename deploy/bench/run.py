"""`make bench`: fills an installation of its own, serves it as production does and measures it beside the floor."""

import argparse
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# Run as a script, Python looks beside this file and not where the packages lie.
sys.path[:1] = [str(ROOT), str(ROOT / "platform")]

from deploy.bench.installation import installed  # noqa: E402


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="two minutes: fewer rounds, no growth, no administration")
    parser.add_argument("--full", action="store_true", help="also 20,000 requests for the memory")
    parser.add_argument("--only", default="", help="part of the names of the groups to measure, as pages or statements")
    return parser.parse_args()


def main() -> None:
    options = arguments()
    started = time.monotonic()
    print("Preparing an installation of its own", flush=True)
    with installed() as folder:
        # Loaded now: the settings read what `installed` has put into the environment.
        from deploy.bench.measure import measure

        results = measure(folder, options)
    path = results.write(ROOT / "bench-results")
    machine = ", ".join(f"{name} {value}" for name, value in results.machine.items())
    print(
        f"\n{results.table()}\n\n{machine}\n{time.monotonic() - started:.0f} s in all; kept in {path.relative_to(ROOT)}"
    )


if __name__ == "__main__":
    main()
