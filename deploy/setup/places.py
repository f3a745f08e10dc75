"""Where the set-up puts things. Everything lies inside the checkout."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HERE = ROOT / "deploy" / "setup"
SCRIPTS = "Scripts" if os.name == "nt" else "bin"
ENVIRONMENT = ROOT / ".venv"
PYTHON = ENVIRONMENT / SCRIPTS / "python"
TOOLS = ROOT / ".tools"
LOCK = ROOT / "requirements.lock"
NODE_MODULES = ROOT / "node_modules"
