"""The settings: who may change them, what they do to pages, and what is refused."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory

from sluss.registry.models import Logo, Municipality
from sluss.tenancy import hosts, in_municipality, in_region
from sluss.tenancy.face import set_logo, set_palette, set_sluice_name
from sluss.web import errors
from sluss.web.logo.clean import clean_logo
from sluss.workflow.models import Event
from tenants.people.models import Role
from tenants.pipeline.models import InnovationModel
from tenants.settings.models import SluiceSettings
from tests.factories.people import make_member, sign_in
from tests.isolation.world import LOGO

pytestmark = pytest.mark.django_db
LOOK, WORDS, PROMISE = "/installningar/utseende/", "/installningar/ord/", "/installningar/lofte/"


@pytest.fixture
def administrator(skovde: Municipality) -> Client:
    return sign_in(skovde, make_member(Role.ADMINISTRATOR, municipality=skovde))


def svg(content: bytes = LOGO) -> SimpleUploadedFile:
    return SimpleUploadedFile("vapen.svg", content, content_type="image/svg+xml")


def registered(municipality: Municipality) -> Municipality:
    with in_region():
        return Municipality.objects.get(pk=municipality.pk)


def test_colour_and_logo_stand_on_every_page_at_once(
    administrator: Client, skovde: Municipality, hjo: Municipality
) -> None:
    assert 'data-palette="slusstrappan"' in administrator.get("/").content.decode()
    answer = administrator.post(LOOK, {"palette": "wine", "logo": svg()})
    assert answer.headers["Location"] == "/installningar/"
    for path in ("/", "/konto/login/", "/finns/inte/"):
        page = sign_in(skovde).get(path).content.decode()
        assert 'data-palette="wine"' in page, path
        (logo,) = re.findall(r'<img class="brand-logo" src="(/logotyp/\w{64})" alt="Skövde kommun">', page)
    other = sign_in(hjo).get("/").content.decode()
    assert 'data-palette="slusstrappan"' in other
    assert "brand-logo" not in other
    assert sign_in(skovde).get(logo).content == clean_logo(LOGO).content


def test_logo_is_kept_by_browsers_and_can_do_nothing(skovde: Municipality, hjo: Municipality) -> None:
    logo = clean_logo(LOGO)
    set_logo(municipality=skovde, logo=logo)
    answer = sign_in(skovde).get(f"/logotyp/{logo.digest}")
    assert answer.headers["Content-Type"] == "image/svg+xml"
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert not answer.cookies
    assert sign_in(hjo).get(f"/logotyp/{logo.digest}").status_code == 404
    assert sign_in(skovde).get(f"/logotyp/{'0' * 64}").status_code == 404


def test_new_logo_takes_the_place_of_the_old_and_can_be_taken_away(administrator: Client, skovde: Municipality) -> None:
    administrator.post(LOOK, {"palette": "wine", "logo": svg()})
    old = registered(skovde).logo_digest
    administrator.post(LOOK, {"palette": "wine", "logo": svg(LOGO.replace(b"v8z", b"v4z"))})
    assert registered(skovde).logo_digest not in ("", old)
    assert administrator.get(f"/logotyp/{old}").status_code == 404
    administrator.post(LOOK, {"palette": "wine", "remove_logo": "on"})
    assert registered(skovde).logo_digest == ""
    with in_region():
        assert not Logo.objects.filter(municipality=skovde).exists()


def test_what_was_taken_out_of_a_logo_is_told(administrator: Client) -> None:
    logo = svg(LOGO.replace(b"</svg>", b"<script>x</script></svg>"))
    page = administrator.post(LOOK, {"palette": "wine", "logo": logo}, follow=True).content.decode()
    assert "script" in page.split('data-color="warning"')[1].split("</div>")[0]


BAD_LOOKS = [
    ({"palette": "neon"}, "palette"),
    ({"palette": "wine", "logo": b"MZ\x90"}, "logo"),
    ({"palette": "wine", "logo": b"<svg>" + b" " * 200_000}, "logo"),
    ({"palette": "wine", "logo": b"<!DOCTYPE svg [<!ENTITY a 'b'>]><svg/>"}, "logo"),
]


@pytest.mark.parametrize(("facts", "field"), BAD_LOOKS)
def test_poor_colour_or_harmful_logo_changes_nothing(
    administrator: Client, skovde: Municipality, facts: dict[str, object], field: str
) -> None:
    sent = {name: svg(value) if isinstance(value, bytes) else value for name, value in facts.items()}
    answer = administrator.post(LOOK, sent)
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {field}
    assert (registered(skovde).palette, registered(skovde).logo_digest) == ("slusstrappan", "")


def test_own_words_take_the_place_of_the_product_s(administrator: Client, skovde: Municipality) -> None:
    words = {"sluice_name": "Idéhamnen", "why_sv": "För att du vet bäst.", "why_en": ""}
    administrator.post(WORDS, words)
    client = sign_in(skovde)
    page = client.get("/").content.decode()
    assert '<span class="brand-title">Idéhamnen</span>' in page
    assert '<p class="preformatted" lang="sv">För att du vet bäst.</p>' in page
    client.cookies["sluss_language"] = "en"
    assert 'lang="sv">För att du vet bäst.</p>' in client.get("/").content.decode()
    administrator.post(WORDS, words | {"why_en": "Because you know best."})
    assert 'lang="en">Because you know best.</p>' in client.get("/").content.decode()
    administrator.post(WORDS, {"sluice_name": "", "why_sv": "", "why_en": ""})
    assert "like a boat in a flight of locks" in client.get("/").content.decode()


@pytest.mark.parametrize(("days", "kept"), [("3", 3), ("0", 5), ("31", 5), ("snart", 5), ("", 5)])
def test_promise_lies_between_one_and_thirty_days(
    administrator: Client, skovde: Municipality, days: str, kept: int
) -> None:
    assert administrator.post(PROMISE, {"days": days}).status_code == (302 if kept == 3 else 422)
    with in_municipality(skovde):
        assert InnovationModel.objects.get(in_use=True).inbox_promise_days == kept


CHANGES = [
    (LOOK, {"palette": "wine"}),
    (WORDS, {"sluice_name": "Annat"}),
    (PROMISE, {"days": "2"}),
    ("/kom-igang/utseende/", {"palette": "wine"}),
    ("/kom-igang/roller/", {"skip": "1"}),
    ("/kom-igang/avsluta/", {}),
]


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_others_than_administrators_change_nothing(skovde: Municipality, role: Role) -> None:
    client = sign_in(skovde, make_member(role, municipality=skovde))
    for path, facts in CHANGES:
        assert client.post(path, facts).status_code == 403, path
    assert client.get("/installningar/").status_code == 403
    assert (registered(skovde).palette, registered(skovde).sluice_name) == ("slusstrappan", "")
    with in_municipality(skovde):
        assert not SluiceSettings.objects.exists()
        assert not Event.objects.filter(subject="sluicesettings").exists()


def test_settings_of_one_municipality_leave_the_others_alone(
    administrator: Client, skovde: Municipality, hjo: Municipality
) -> None:
    for path, facts in CHANGES[:3]:
        assert administrator.post(path, facts).status_code == 302
    after = registered(hjo)
    assert (after.palette, after.sluice_name) == ("slusstrappan", "")
    with in_municipality(hjo):
        assert not SluiceSettings.objects.exists()
        assert InnovationModel.objects.get(in_use=True).inbox_promise_days == 5


def test_error_page_has_the_face_without_asking_the_database(
    skovde: Municipality, django_assert_num_queries: object
) -> None:
    set_palette(municipality=skovde, palette="forest")
    set_sluice_name(municipality=skovde, name="Idéhamnen")
    request = RequestFactory().get("/", headers={"host": "skovde.localhost"})
    request.municipality = hosts.municipality_of("skovde.localhost")  # type: ignore[attr-defined]
    with django_assert_num_queries(0):  # type: ignore[operator]
        page = errors.unavailable(request).content.decode()
    assert 'data-palette="forest"' in page
    assert "Idéhamnen" in page
