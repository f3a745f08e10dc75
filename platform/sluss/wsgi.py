"""The web's entry point. It refuses to start as a demo that others reach, and on a pooler that would mix municipalities
up."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sluss.settings")
os.environ.setdefault("SLUSS_PROCESS", "web")

from django.core.wsgi import get_wsgi_application

from sluss.accounts.checks import refuse_open_demo
from sluss.tenancy.startup import refuse_unsafe_database

application = get_wsgi_application()
refuse_open_demo()
refuse_unsafe_database()
