"""Everything the installation reads from its environment, typed. platform/docs/settings.md explains each variable."""

from pathlib import Path

from environs import Env

env = Env()

REPOSITORY = Path(__file__).resolve().parents[3]

DATA: Path = env.path("SLUSS_DATA", REPOSITORY / ".data").absolute()
PROCESS: str = env.str("SLUSS_PROCESS", "manage")
DEMO: bool = env.bool("SLUSS_DEMO", False)
DEBUG: bool = env.bool("SLUSS_DEBUG", False)
DOMAIN: str = env.str("SLUSS_DOMAIN", "localhost")
PORT: int = env.int("SLUSS_PORT", 8000)
HTTPS: bool = env.bool("SLUSS_HTTPS", DOMAIN != "localhost")
TRUSTED_PROXY: bool = env.bool("SLUSS_TRUSTED_PROXY", False)
SECRET_KEY: str = env.str("SLUSS_SECRET_KEY", "")
EMBEDDED: bool = env.bool("SLUSS_EMBEDDED", False)
DIRECT_DATABASE: bool = env.bool("SLUSS_DIRECT_DATABASE", True)
POOL_SIZE: int = env.int("SLUSS_POOL_SIZE", 8)
DATABASE_URL: str = env.str("DATABASE_URL", "")
DATABASE_APP_URL: str = env.str("DATABASE_APP_URL", "")
DATABASE_MIGRATE_URL: str = env.str("DATABASE_MIGRATE_URL", "")
DATABASE_RECORDS_URL: str = env.str("DATABASE_RECORDS_URL", "")
EMAIL_URL: str = env.str("SLUSS_EMAIL_URL", "")
EMAIL_FROM: str = env.str("SLUSS_EMAIL_FROM", f"no-reply@{DOMAIN}")
UPLOAD_MAX_BYTES: int = env.int("SLUSS_UPLOAD_MAX_BYTES", 20 * 1024 * 1024)
API_REQUESTS_A_MINUTE: int = env.int("SLUSS_API_REQUESTS_A_MINUTE", 300)
RESIDENT_UPLOADS_A_DAY: int = env.int("SLUSS_RESIDENT_UPLOADS_A_DAY", 500 * 1024 * 1024)
VISITOR_PAGES_SECONDS: int = env.int("SLUSS_VISITOR_PAGES_SECONDS", 30)
FAST_PASSWORDS: bool = env.bool("SLUSS_FAST_PASSWORDS", False)
