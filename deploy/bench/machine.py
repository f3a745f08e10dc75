"""The machine that was measured on: a figure without it says little."""

import os
import platform
from pathlib import Path

import django
import psycopg
from django.conf import settings

from sluss import clock


def machine() -> dict[str, object]:
    with psycopg.connect(settings.DATABASE_ADMIN_URL) as administrator:
        version = administrator.info.server_version
    return {
        "measured_at": clock.now().isoformat(timespec="minutes"),
        "processor": _line("/proc/cpuinfo", "model name") or platform.processor() or platform.machine(),
        "cores": len(os.sched_getaffinity(0)),
        "memory_gb": round(int((_line("/proc/meminfo", "MemTotal") or "0 kB").split()[0]) / 1024**2, 1),
        "system": f"{platform.system()} {platform.release()}",
        "load_before": round(os.getloadavg()[0], 1),
        "python": platform.python_version(),
        "django": django.get_version(),
        "postgresql": f"{version // 10000}.{version % 10000}",
    }


def _line(path: str, name: str) -> str:
    file = Path(path)
    lines = file.read_text().splitlines() if file.exists() else []
    return next((line.partition(":")[2].strip() for line in lines if line.startswith(name)), "")
