"""The pages for partners: open to everyone, with a menu of their own, on the region's site alone."""

import pytest

from sluss.registry.models import Municipality
from tests.factories.people import sign_in

pytestmark = pytest.mark.django_db
START, HOW = "/partner/", "/partner/sa-gar-ett-test-till/"


def test_start_leads_to_every_municipality(skovde: Municipality, hjo: Municipality, uddevalla: Municipality) -> None:
    page = sign_in(None).get(START).content.decode()
    for municipality in (skovde, hjo, uddevalla):
        assert f'href="http://{municipality.slug}.' in page
    assert page.index("Fyrbodals kommunalförbund") < page.index("Skaraborgs kommunalförbund")


@pytest.mark.parametrize("path", [START, HOW])
def test_pages_have_the_partners_menu_with_the_own_page_marked(path: str, skovde: Municipality) -> None:
    page = sign_in(None).get(path).content.decode()
    assert f'href="{path}" aria-current="page"' in page
    assert f'href="{HOW}"' in page


def test_region_s_start_page_keeps_its_own_menu_and_leads_here(skovde: Municipality) -> None:
    page = sign_in(None).get("/").content.decode()
    assert f'href="{HOW}"' not in page
    assert f'href="{START}"' in page


@pytest.mark.parametrize("path", [START, HOW])
def test_pages_do_not_exist_on_a_municipality_s_site(path: str, skovde: Municipality) -> None:
    assert sign_in(skovde).get(path).status_code == 404
