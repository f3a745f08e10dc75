"""The reading needs no database; only its sentences need Django's settings, and any will do."""

from django.conf import settings

if not settings.configured:
    settings.configure(USE_I18N=True, LANGUAGE_CODE="en")
