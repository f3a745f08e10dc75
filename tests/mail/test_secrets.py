"""Letters with a link or code for their receiver alone: who reads them in the outbox, and what is kept of them."""

import re
from collections.abc import Callable

import pytest
from django.core import mail as django_mail
from django.test import Client
from pytest_django import Settings

from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from tenants.mail.models import Mail
from tenants.mail.outbox import post
from tenants.mail.sending import TryAgain, send
from tenants.people.invite import invite
from tenants.people.models import Invitation, Role
from tests.factories.people import make_member, sign_in

pytestmark = pytest.mark.django_db
ClientOf = Callable[..., Client]
MEMORY = {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}
SECRET = "hemlig-nyckel-7Q"
READERS = (Role.ADMINISTRATOR, Role.INNOVATION_MANAGER)


@pytest.fixture(autouse=True)
def _no_demo(settings: Settings) -> None:
    settings.DEMO = False


@pytest.fixture
def server(settings: Settings) -> None:
    settings.MAILERS = {"default": MEMORY, "letters": MEMORY}


@pytest.fixture
def broken_server(settings: Settings) -> None:
    settings.MAILERS = {"default": MEMORY, "letters": {"BACKEND": "tests.mail.test_sending.Broken"}}


def secret_letter(municipality: Municipality) -> Mail:
    with in_municipality(municipality):
        return post(to="maria@example.org", subject="Inbjudan", text=SECRET, html=f"<p>{SECRET}</p>", holds_secret=True)


def seen_by(role: Role, letter: Mail, municipality: Municipality) -> dict[str, bool]:
    """Whether the secret stands on each page of the outbox."""
    client = sign_in(municipality, make_member(role, municipality=municipality))
    paths = (f"/utskick/{letter.pk}/", f"/utskick/{letter.pk}/html/")
    return {path.rsplit("/", 2)[1]: SECRET in client.get(path).text for path in paths}


@pytest.mark.parametrize("role", READERS)
def test_without_a_server_nobody_reads_it_either(role: Role, skovde: Municipality) -> None:
    letter = secret_letter(skovde)
    assert seen_by(role, letter, skovde) == {str(letter.pk): False, "html": False}


@pytest.mark.parametrize("role", list(Role))
def test_without_a_server_the_inviter_is_shown_a_link_once(role: Role, skovde: Municipality) -> None:
    administrator, actor = (make_member(each, municipality=skovde) for each in (Role.ADMINISTRATOR, role))
    with in_municipality(skovde):
        offer = invite(actor=administrator, email="ny@example.org", name="Ny", unit=None, roles=["coach"])
    answer = sign_in(skovde, actor).post(f"/organisation/inbjudningar/{offer.pk}/lank/")
    found = re.search(r"(/konto/inbjudan/[\w-]{43}/)", answer.text)
    assert (found is not None) is (role in READERS)
    with in_municipality(skovde):
        renewed = Invitation.objects.get().secret_digest != offer.secret_digest
    assert renewed is (role in READERS)
    if found is not None:
        assert answer["Cache-Control"] == "private, no-store"
        assert sign_in(skovde).get(found[1]).status_code == 200


def test_with_a_server_no_link_is_shown(skovde: Municipality, server: None) -> None:
    administrator = make_member(Role.ADMINISTRATOR, municipality=skovde)
    with in_municipality(skovde):
        offer = invite(actor=administrator, email="ny@example.org", name="Ny", unit=None, roles=["coach"])
    answer = sign_in(skovde, administrator).post(f"/organisation/inbjudningar/{offer.pk}/lank/")
    assert (answer.status_code, "inbjudan/" in answer.text) == (302, False)
    with in_municipality(skovde):
        assert Invitation.objects.get().secret_digest == offer.secret_digest


@pytest.mark.parametrize("role", READERS)
@pytest.mark.parametrize("state", [Mail.State.WAITING, Mail.State.FAILED, Mail.State.KEPT])
def test_with_a_server_nobody_reads_it(role: Role, state: str, skovde: Municipality, server: None) -> None:
    letter = secret_letter(skovde)
    with in_municipality(skovde):
        Mail.objects.update(state=state)
    assert seen_by(role, letter, skovde) == {str(letter.pk): False, "html": False}


def test_sent_letter_carries_the_secret_and_the_outbox_keeps_a_notice(skovde: Municipality, server: None) -> None:
    letter = secret_letter(skovde)
    with in_municipality(skovde):
        send(skovde, mail_id=letter.pk)
        letter.refresh_from_db()
    assert SECRET in str(django_mail.outbox[0].body)
    assert (letter.state, letter.html) == (Mail.State.SENT, "")
    assert letter.text.startswith("Brevet innehöll en länk eller en kod")


def test_letter_that_could_not_be_sent_keeps_its_text_for_the_next_try(
    skovde: Municipality, broken_server: None
) -> None:
    letter = secret_letter(skovde)
    with in_municipality(skovde):
        with pytest.raises(TryAgain):
            send(skovde, mail_id=letter.pk)
        letter.refresh_from_db()
    assert (letter.state, letter.text, letter.html) == (Mail.State.WAITING, SECRET, f"<p>{SECRET}</p>")


def test_other_letters_are_kept_as_they_were_sent(skovde: Municipality, server: None) -> None:
    with in_municipality(skovde):
        letter = post(to="maria@example.org", subject="Svar", text="Hej Maria", html="<p>Hej</p>")
        send(skovde, mail_id=letter.pk)
        letter.refresh_from_db()
    assert (letter.state, letter.text, letter.html) == (Mail.State.SENT, "Hej Maria", "<p>Hej</p>")


def test_invitations_and_follow_links_are_secrets_and_a_members_receipt_is_none(skovde: Municipality) -> None:
    administrator = make_member(Role.ADMINISTRATOR, municipality=skovde)
    with in_municipality(skovde):
        invite(actor=administrator, email="ny@example.org", name="Ny", unit=None, roles=["coach"])
    idea = {"title": "Bänk vid hållplatsen"}
    sign_in(skovde).post("/lamna/invanare/", {**idea, "email": "boende@example.org"})
    sign_in(skovde, administrator).post("/lamna/medarbetare/", idea)
    with in_municipality(skovde):
        kept = dict(Mail.objects.values_list("to", "holds_secret"))
    assert kept == {"ny@example.org": True, "boende@example.org": True, administrator.email: False}


def test_every_letter_with_a_link_that_acts_is_marked(skovde: Municipality) -> None:
    """By what stands in the letters themselves, so that a new letter cannot be forgotten."""
    acts = re.compile(r"/(konto/inbjudan|folj)/[\w-]{20,}/")
    administrator = make_member(Role.ADMINISTRATOR, municipality=skovde)
    with in_municipality(skovde):
        invite(actor=administrator, email="ny@example.org", name="Ny", unit=None, roles=["coach"])
    sign_in(skovde).post("/lamna/invanare/", {"title": "Bänk", "email": "boende@example.org"})
    with in_municipality(skovde):
        marked = [letter.holds_secret for letter in Mail.objects.all() if acts.search(letter.text)]
    assert marked == [True, True]


@pytest.mark.parametrize(("role", "sees"), [(Role.ADMINISTRATOR, True), (Role.INNOVATION_MANAGER, False)])
def test_letters_to_protected_members_are_for_administrators(
    role: Role, sees: bool, skovde: Municipality, client_of: ClientOf
) -> None:
    protected = make_member(Role.COACH, municipality=skovde, name="Skyddad Namn", show_role_only=True)
    with in_municipality(skovde):
        letter = post(to=protected.email.upper(), subject="Svar om lampan", text="Hej Skyddad Namn", html="<p>Hej</p>")
    client = client_of(skovde, make_member(role, municipality=skovde))
    status = 200 if sees else 404
    for path in ("/utskick/", "/utskick/?q=skyddad"):
        assert (f"/utskick/{letter.pk}/" in client.get(path).text) is (sees and "q=" not in path)
    assert client.get(f"/utskick/{letter.pk}/").status_code == status
    assert client.get(f"/utskick/{letter.pk}/html/").status_code == 404
    assert client.post(f"/utskick/{letter.pk}/skicka/").status_code == (302 if sees else 404)


def test_search_for_what_no_text_can_hold_finds_nothing(skovde: Municipality, client_of: ClientOf) -> None:
    client = client_of(skovde, make_member(Role.ADMINISTRATOR, municipality=skovde))
    assert client.get("/utskick/?q=%00").status_code == 200
