"""Says what is wrong with an installation, and what to do about it."""

from typing import Any

from django.core.management.base import BaseCommand

from sluss.operations.checks import findings

STYLES = {"ok": "SUCCESS", "warning": "WARNING", "fault": "ERROR"}


class Command(BaseCommand):
    help = "Examines the installation: a line per check, and exit code 1 where something is at fault."
    requires_system_checks = ()

    def handle(self, *_args: Any, **_options: Any) -> None:
        counts = dict.fromkeys(STYLES, 0)
        for found in findings():
            counts[found.level] += 1
            style = getattr(self.style, STYLES[found.level])
            self.stdout.write(f"{style(f'{found.level:<8}')} {found.text}")
            if found.remedy:
                self.stdout.write(f"         -> {found.remedy}")
        self.stdout.write(" ".join(f"{level}={count}" for level, count in counts.items()))
        if counts["fault"]:
            raise SystemExit(1)
