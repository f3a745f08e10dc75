"""What stands beside a matter in the inbox and beside a need: what they are like, and for whom."""

import re

import pytest
from django.test import Client

from sluss.registry.models import Municipality
from sluss.similar.tables.index import rebuild
from sluss.tenancy import in_municipality
from tenants.ideas.connecting import suggestions
from tenants.ideas.models import Idea, Secrecy, Status
from tenants.needs import models as needs
from tenants.needs.alike import like_need
from tenants.people.models import Member, Role
from tenants.relations.dismiss import dismiss
from tenants.similar.kinds import all_kinds
from tests.factories.ideas import make_idea
from tests.factories.needs import make_need
from tests.factories.people import make_member, sign_in

pytestmark = pytest.mark.django_db
BENCH = "En bänk vid hållplatsen"


@pytest.fixture
def registrar(skovde: Municipality) -> Member:
    return make_member(Role.REGISTRAR, municipality=skovde)


def suggested(member: Member, idea: Idea) -> list[str]:
    return [target.title for target in suggestions(member, idea)]


def likes(member: Member, need: needs.Need) -> list[str]:
    return [other.title for other in like_need(need, member=member)]


def index_all() -> None:
    for kind in all_kinds():
        rebuild(kind)


@pytest.mark.parametrize("indexed", [False, True])
def test_inbox_suggests_open_ideas_and_needs_the_likest_first_and_at_most_three(
    in_skovde: Municipality, registrar: Member, indexed: bool
) -> None:
    idea = make_idea(municipality=in_skovde, title=BENCH, text="")
    make_idea(municipality=in_skovde, title="Bänk vid hållplatsen", text="", stage=1)
    make_need(municipality=in_skovde, title="Bänk vid hållplatserna i byn")
    make_idea(municipality=in_skovde, title="Solceller på simhallens tak", text="", stage=1)
    if indexed:
        index_all()
    assert suggested(registrar, idea) == ["Bänk vid hållplatsen", "Bänk vid hållplatserna i byn"]
    for place in ("vid torget", "vid skolan"):
        make_idea(municipality=in_skovde, title=f"Bänk vid hållplatsen {place}", text="", stage=2)
    assert len(suggested(registrar, idea)) == 3
    assert "Solceller på simhallens tak" not in suggested(registrar, idea)


@pytest.mark.parametrize("status", list(Status))
def test_inbox_suggests_only_what_can_still_be_connected_to(
    in_skovde: Municipality, registrar: Member, status: Status
) -> None:
    idea = make_idea(municipality=in_skovde, title=BENCH, text="")
    make_idea(municipality=in_skovde, title="Bänk vid hållplatsen", text="", stage=1, status=status)
    still = (Status.INBOX, Status.ASKED, Status.ACTIVE, Status.ON_HOLD)
    assert suggested(registrar, idea) == (["Bänk vid hållplatsen"] if status in still else [])


def test_inbox_suggests_neither_what_may_not_be_seen_nor_what_was_found_unlike(
    in_skovde: Municipality, registrar: Member
) -> None:
    coach = make_member(Role.COACH, municipality=in_skovde)
    idea = make_idea(municipality=in_skovde, title=BENCH, text="")
    closed = make_idea(municipality=in_skovde, title="Bänk vid hållplatsen", stage=1, secrecy=Secrecy.CLOSED)
    make_need(municipality=in_skovde, title="Bänk vid hållplatserna", origin=closed)
    assert len(suggested(registrar, idea)) == 2
    assert suggested(coach, idea) == []
    other = make_idea(municipality=in_skovde, title="Bänkar vid hållplats", text="", stage=1)
    assert suggested(coach, idea) == [other.title]
    dismiss(idea, other, actor=coach)
    assert suggested(coach, idea) == []


def test_matter_in_the_inbox_is_connected_by_the_button_beside_it(skovde: Municipality, hjo: Municipality) -> None:
    coach = make_member(Role.COACH, municipality=skovde)
    client = sign_in(skovde, coach)
    idea = make_idea(municipality=skovde, title=BENCH, text="", bearer=make_member(municipality=skovde))
    target = make_idea(municipality=skovde, title="Bänk vid hållplatsen", text="", stage=1)
    make_idea(municipality=hjo, title="Bänk vid hållplatsen i Hjo", text="", stage=1)
    page = client.get(f"/inkorg/{idea.pk}/").content.decode()
    assert re.findall(r'name="connect_to" value="([^"]+)"', page) == [f"idea-{target.pk}"]
    assert "i Hjo" not in page
    chosen = client.post(f"/inkorg/{idea.pk}/", {"connect_to": f"idea-{target.pk}"}).content.decode()
    assert f'value="idea-{target.pk}"' in chosen
    with in_municipality(skovde):
        assert Idea.objects.get(pk=idea.pk).status == Status.INBOX
    alone = make_idea(municipality=skovde, title="Qwxzy", text="")
    assert 'id="alike"' not in client.get(f"/inkorg/{alone.pk}/").content.decode()


@pytest.mark.parametrize("indexed", [False, True])
def test_need_is_beside_at_most_three_open_needs_and_never_itself(
    in_skovde: Municipality, registrar: Member, indexed: bool
) -> None:
    need = make_need(municipality=in_skovde, title="Kunna vila på vägen hem")
    make_need(municipality=in_skovde, title="Kunna vila på vägen", situation="Backen är brant.")
    make_need(municipality=in_skovde, title="Digital bokning av simhallen")
    make_need(municipality=in_skovde, title="Kunna vila hemma", status=needs.Status.MET)
    make_need(municipality=in_skovde, title="Vila på vägen hem", status=needs.Status.CLOSED, reason=needs.Reason.SAME)
    if indexed:
        index_all()
    assert likes(registrar, need) == ["Kunna vila på vägen"]
    for place in ("skolan", "affären", "badet"):
        make_need(municipality=in_skovde, title=f"Kunna vila på vägen till {place}")
    assert len(likes(registrar, need)) == 3
    assert need.title not in likes(registrar, need)


def test_need_is_beside_those_that_the_reader_may_see(in_skovde: Municipality, hjo: Municipality) -> None:
    need = make_need(municipality=in_skovde, title="Kunna vila på vägen hem")
    marked = make_idea(municipality=in_skovde, stage=1, secrecy=Secrecy.ASSESS)
    make_need(municipality=in_skovde, title="Kunna vila på vägen", origin=marked)
    make_need(municipality=hjo, title="Kunna vila på vägen i Hjo")
    leader = make_member(Role.INNOVATION_MANAGER, municipality=in_skovde)
    colleague = make_member(municipality=in_skovde)
    for _ in range(2):
        assert likes(leader, need) == ["Kunna vila på vägen"]
        assert likes(colleague, need) == []
        index_all()


def test_page_of_a_need_links_to_those_that_are_like_it_and_says_nothing_where_there_are_none(
    skovde: Municipality,
) -> None:
    client: Client = sign_in(skovde, make_member(Role.COACH, municipality=skovde))
    need = make_need(municipality=skovde, title="Kunna vila på vägen hem")
    alone = client.get(f"/behov/{need.pk}/").content.decode()
    assert 'id="alike"' not in alone
    other = make_need(municipality=skovde, title="Kunna vila på vägen")
    page = client.get(f"/behov/{need.pk}/").content.decode()
    assert 'id="alike"' in page
    assert f'href="/behov/{other.pk}/"' in page.partition('id="alike"')[2].partition("</section>")[0]
