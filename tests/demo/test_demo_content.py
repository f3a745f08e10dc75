"""The command, through the real services, into three municipalities."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import Settings

from shared.portfolio.models import IdeaFact
from sluss.accounts.models import Account
from sluss.outbox.models import OutboxEntry
from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality, in_region
from tenants.decisions.models import Decision
from tenants.demo.accounts import PASSWORD, demo_accounts
from tenants.demo.library import few_of, told_in
from tenants.ideas.models import Idea, Status
from tenants.mail.models import Mail
from tenants.people.models import Member

SMALL: dict[str, Any] = {"small": True, "jobs": 1}
SLUGS = ("skovde", "hjo", "uddevalla")


def load(**options: Any) -> str:
    said = StringIO()
    call_command("demo_content", stdout=said, stderr=said, **SMALL | options)
    return said.getvalue()


def ideas_of(municipality: Municipality) -> list[tuple[str, str, str]]:
    with in_municipality(municipality):
        return list(Idea.objects.order_by("pk").values_list("title", "status", "registry_number"))


def signs_in(email: str, host: str) -> bool:
    client = Client(headers={"host": host})
    client.post("/konto/login/", {"login": email, "password": PASSWORD})
    return "_auth_user_id" in client.session


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_small_demo_is_loaded_once_and_anew(skovde: Municipality, hjo: Municipality, uddevalla: Municipality) -> None:
    """One test for the walk through the command's life: loading takes seconds."""
    told = sum(len(few_of(told_in(slug), most=6)) for slug in SLUGS)
    assert load() == f"3 of 3 municipalities filled now, with {told} ideas.\n"
    first = ideas_of(skovde)
    assert Status.IMPLEMENTED in {status for _, status, _ in first}
    with in_region():
        assert IdeaFact.objects.count() == told
        accounts = Account.objects.count()
    with in_municipality(skovde):
        assert OutboxEntry.objects.count() == 0
        assert Decision.objects.count() >= 5
        assert set(Mail.objects.values_list("state", flat=True)) == {"kept"}
        protected = Member.objects.get(email="skyddad@skovde.demo.example")
        assert protected.display_name == "medarbetare"
        away = Member.objects.select_related("stand_in").get(email="ledig@skovde.demo.example")
        assert away.stand_in is not None
        assert away.stand_in.email == "avdelningschef@skovde.demo.example"
    for municipality in (skovde, hjo):
        with in_municipality(municipality):
            assert Member.objects.get(email="tova@demo.example").roles == ["employee", "coach"]

    assert load() == "0 of 3 municipalities filled now, with 0 ideas.\n"
    assert ideas_of(skovde) == first

    with in_municipality(skovde):
        Idea.objects.update(title="Ändrad")
    load(reset=True)
    assert ideas_of(skovde) == first
    with in_region():
        assert IdeaFact.objects.count() == told
        assert Account.objects.count() == accounts

    refused = [(email, url) for email, _, _, url in demo_accounts() if not signs_in(email, url.split("/")[2])]
    assert refused == []


@pytest.mark.django_db
def test_refused_where_there_is_no_demo(skovde: Municipality, settings: Settings) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError, match="no demo installation"):
        load()
    with pytest.raises(CommandError, match="no demo installation"):
        load(reset=True, force=True)
    assert ideas_of(skovde) == []
    assert not Account.objects.filter(email__endswith=".demo.example").exists()


@pytest.mark.django_db
def test_refused_where_its_letters_would_be_sent(skovde: Municipality, settings: Settings) -> None:
    settings.MAILERS = settings.MAILERS | {"letters": settings.MAILERS["default"]}
    with pytest.raises(CommandError, match="mail server is set"):
        load()
    assert ideas_of(skovde) == []


@pytest.mark.django_db(transaction=True)
def test_forced_without_a_demo_it_warns(settings: Settings) -> None:
    settings.DEMO = False
    assert load(force=True).startswith("WARNING: invented people")
