"""What is like the call, looked up while it is written."""

import re
from dataclasses import replace

import pytest
from django.test import Client

from shared.openly.search import Elsewhere
from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from tenants.contact_centre import search
from tenants.contact_centre.search import already_there
from tenants.ideas.access import visible_to
from tenants.ideas.models import Idea, Secrecy
from tenants.ideas.rows import rows_of
from tenants.people.models import Member
from tests.factories.ideas import make_idea
from tests.factories.people import make_member, sign_in

pytestmark = pytest.mark.django_db
ALREADY = "/kundcenter/finns-redan/"
TYPED = {
    "what": "Sätt en bänk vid hållplatsen. Många äldre väntar stående.",
    "for_whom": "Äldre i Ryd",
    "name": "Elsa Ek",
    "email": "elsa@example.org",
    "phone": "0500-123456",
}


def test_search_button_brings_everything_back_with_what_was_found(client: Client, skovde: Municipality) -> None:
    make_idea(municipality=skovde, title="Bänkar vid alla hållplatser")
    answer = client.post("/kundcenter/", TYPED | {"consent": "on", "search": "1", "q": ""})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Bänkar vid alla hållplatser" in page
    for typed in (*TYPED.values(), "checked"):
        assert typed in page
    assert "ds-error-summary" not in page
    with in_municipality(skovde):
        assert Idea.objects.count() == 1


def test_part_of_the_page_looks_up_the_field_that_asked(client: Client, skovde: Municipality) -> None:
    make_idea(municipality=skovde, title="Bänkar i parken")
    make_idea(municipality=skovde, title="Belysning på cykelvägen")
    asked = {"what": "bänkarna", "q": "belysningen"}
    for field, heard, silent in (("what", "Bänkar", "Belysning"), ("q", "Belysning", "Bänkar")):
        page = client.post(ALREADY, asked, headers={"HX-Request": "true", "HX-Trigger-Name": field}).content.decode()
        assert heard in page
        assert silent not in page
        assert "<html" not in page
    assert client.get(ALREADY).status_code == 405


SEARCHES = [
    ("bänken", ["Bänkar i parken"]),
    ("BÄNK", ["Bänkar i parken"]),
    ("Jag tycker att kommunen borde ha belysning", ["Belysning på cykelvägen"]),
    ("akbana for aldre", ["Åkbanor till äldre"]),
    ("att det kanske borde vara så", []),
    ("100 % _ '; DROP TABLE", []),
    ("", []),
    ("bä", []),
    ("simhallens öppettider i Skövde", []),
    ("belysning vid simhallens entré", ["Belysning på cykelvägen"]),
]


@pytest.mark.parametrize(("said", "found"), SEARCHES)
def test_words_find_ideas_whatever_their_endings(
    in_skovde: Municipality, agent: Member, said: str, found: list[str]
) -> None:
    for title in ("Bänkar i parken", "Belysning på cykelvägen", "Åkbanor till äldre"):
        make_idea(municipality=in_skovde, title=title, text="Helgen är kort.")
    assert [one.row.title for one in already_there(said, member=agent)] == found


def test_search_shows_five_the_likest_first_and_only_what_may_be_seen(
    in_skovde: Municipality, agent: Member, hjo: Municipality
) -> None:
    for number in range(6):
        make_idea(municipality=in_skovde, title=f"Cykelväg {number}")
    best = make_idea(municipality=in_skovde, title="Cykelväg till badplatsen")
    make_idea(municipality=hjo, title="Cykelväg till badplatsen i Hjo")
    hidden = make_idea(municipality=in_skovde, title="Hemlig badplats", secrecy=Secrecy.ASSESS, status="answered")
    found = already_there("cykelvägar till badplatser", member=agent)
    assert (len(found), found[0].row.pk) == (5, best.pk)
    assert already_there("hemlig badplats", member=agent)[0].row.pk == hidden.pk
    colleague = make_member(municipality=in_skovde)
    assert [one.row.title for one in already_there("cykelväg", member=colleague)] == []


@pytest.mark.parametrize("said", ["{0}", "Det gäller {0}, tror jag", "{0.diary_year}-{0.diary_number}", "ks {1}"])
def test_number_that_is_read_out_comes_first(in_skovde: Municipality, agent: Member, said: str) -> None:
    idea = make_idea(municipality=in_skovde, title="Helt annat")
    make_idea(municipality=in_skovde, title="Det gäller bänkar, tror jag")
    text = said.replace("{0}", idea.registry_number).replace("{1}", f"{idea.diary_year}/{idea.diary_number}")
    text = text.format(idea) if "{" in text else text
    assert already_there(text, member=agent)[0].row.pk == idea.pk
    other = text.replace("KS", "BUN").replace("ks", "bun")
    if other != text:
        assert idea.pk not in [one.row.pk for one in already_there(other, member=agent)]
    assert already_there(text, member=make_member(municipality=in_skovde)) == []


@pytest.mark.parametrize(
    ("near", "far", "shown"),
    [
        ([0.5], [0.9], ["Borta 0.9", "Hemma 0.5"]),
        ([0.5], [0.55], ["Hemma 0.5", "Borta 0.55"]),
        ([1.0, 0.2], [0.99, 0.4], ["Hemma 1.0", "Borta 0.99", "Borta 0.4", "Hemma 0.2"]),
        ([0.6, 0.5, 0.4, 0.3], [0.3, 0.2], ["Hemma 0.6", "Hemma 0.5", "Hemma 0.4", "Borta 0.3", "Borta 0.2"]),
    ],
)
def test_the_likest_stands_first_wherever_it_is_and_says_whose_it_is(
    in_skovde: Municipality,
    agent: Member,
    monkeypatch: pytest.MonkeyPatch,
    near: list[float],
    far: list[float],
    shown: list[str],
) -> None:
    idea = make_idea(municipality=in_skovde, title="Någon idé")
    row = next(iter(rows_of(visible_to(agent).filter(pk=idea.pk))))
    here = [search.Near(replace(row, title=f"Hemma {n}"), n) for n in near]
    there = [Elsewhere(f"Borta {n}", "https://hjo.example/", "Hjo", n) for n in far]
    monkeypatch.setattr(search, "already_there", lambda text, *, member: here)
    monkeypatch.setattr(search, "open_elsewhere", lambda text: there)
    page = sign_in(in_skovde, agent).post(ALREADY, {"what": "Något"}).text
    places = [(page.index(title), title) for title in shown]
    assert places == sorted(places)
    assert len(re.findall("<li ", page)) == len(shown)
    assert page.count("Öppet för alla i Hjo") == sum("Borta" in title for title in shown)
