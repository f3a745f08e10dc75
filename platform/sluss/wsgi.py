"""The web's entry point. It refuses to start on a pooler that would mix municipalities up."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sluss.settings")
os.environ.setdefault("SLUSS_PROCESS", "web")

from django.core.wsgi import get_wsgi_application

from sluss.tenancy.startup import refuse_unsafe_database

application = get_wsgi_application()
refuse_unsafe_database()
