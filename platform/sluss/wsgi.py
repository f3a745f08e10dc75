"""The web's entry point. It refuses to start as a demo that others reach, and on a pooler that would mix municipalities
up."""

import gc
import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sluss.settings")
os.environ.setdefault("SLUSS_PROCESS", "web")

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from sluss.accounts.checks import refuse_open_demo
from sluss.tenancy.startup import refuse_unsafe_database

application = get_wsgi_application()
refuse_open_demo()
refuse_unsafe_database()
for _urlconf in (settings.ROOT_URLCONF, settings.URLCONF_MUNICIPALITY):
    get_resolver(_urlconf).url_patterns  # noqa: B018  (loads every view before the workers part)
# What is loaded stays: looking through it would write to the pages that workers share.
gc.freeze()
