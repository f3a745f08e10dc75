"""`python -m deploy.bench.plain.prepare`: tables, units and a signed-in person; prints the key of the session."""

import os

import django

UNITS = 15

if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "deploy.bench.plain.settings"
    django.setup()

    from django.contrib.auth import login
    from django.contrib.auth.models import User
    from django.contrib.sessions.backends.db import SessionStore
    from django.core.management import call_command
    from django.db import connection
    from django.http import HttpRequest

    from deploy.bench.plain.models import Unit

    call_command("migrate", "auth", verbosity=0)
    call_command("migrate", run_syncdb=True, verbosity=0)
    Unit.objects.bulk_create(Unit(name=f"Unit {number}") for number in range(UNITS))
    request = HttpRequest()
    request.session = SessionStore()
    login(request, User.objects.create(username="person"))
    request.session.save()
    print(request.session.session_key)
    connection.close()
    connection.close_pool()
