"""What the look stands on: palettes, headers, and templates that a strict content policy lets through."""

import datetime as dt
import json
import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from sluss.web.context import site_of
from sluss.web.palettes import DEFAULT, PALETTES
from sluss.web.security import permissions_policy
from sluss.web.templatetags.sluss_web import iso_date, long_date

ROOT = Path(__file__).resolve().parents[2]
CSS = ROOT / "platform/sluss/web/static/web/css"
TEMPLATES = [
    path for storey in ("platform", "tenants", "shared") for path in ROOT.glob(f"{storey}/**/templates/**/*.html")
]
# Letters are read in mail programs, which take no style sheets.
PAGES = [path for path in TEMPLATES if "mail" not in path.parts and "email" not in path.parts]
# A script element with JSON is data and is never run.
BLOCKED = re.compile(
    r"""\s(style|on[a-z]+|hx-on[^=\s]*)\s*=\s*["']|<style|<script(?![^>]*(\ssrc=|"application/json"))"""
    r"""|https?://(?!www\.w3\.org)"""
)


def test_palettes_are_the_ones_whose_colours_were_computed() -> None:
    computed = re.findall(r'^\[data-palette="(\w+)"\]', (CSS / "palettes.css").read_text(), re.MULTILINE)
    prepared = json.loads((ROOT / "deploy/theme/palettes.json").read_text())
    assert computed == list(prepared) == list(PALETTES)


@pytest.mark.parametrize(("chosen", "shown"), [("wine", "wine"), ("gone", DEFAULT)])
def test_site_of_a_municipality_has_its_name_and_a_known_palette(chosen: str, shown: str) -> None:
    request: Any = RequestFactory().get("/")
    request.municipality = SimpleNamespace(full_name="Skövde kommun", palette=chosen, sluice_name="", logo_digest="")
    site = site_of(request)
    assert (site.kind, site.name, site.palette) == ("municipality", "Skövde kommun", shown)


def test_site_without_municipality_is_the_region() -> None:
    site = site_of(RequestFactory().get("/"))
    assert (site.kind, site.title, site.name) == ("region", "Slusstrappan", "")


def test_permissions_are_off_and_a_view_may_say_otherwise() -> None:
    request = RequestFactory().get("/")
    assert "camera=()" in permissions_policy(lambda _: HttpResponse())(request)["Permissions-Policy"]
    own = HttpResponse(headers={"Permissions-Policy": "camera=(self)"})
    assert permissions_policy(lambda _: own)(request)["Permissions-Policy"] == "camera=(self)"


def test_dates_are_written_one_way_in_tables_and_another_in_prose() -> None:
    day = dt.date(2026, 11, 12)
    assert iso_date(day) == '<time datetime="2026-11-12">2026-11-12</time>'
    assert long_date(day) == '<time datetime="2026-11-12">12 november 2026</time>'
    assert iso_date(None) == ""


def test_there_are_templates_to_look_at() -> None:
    assert ROOT / "platform/sluss/web/templates/web/base.html" in PAGES


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_template_holds_nothing_that_the_content_policy_blocks(path: Path) -> None:
    assert BLOCKED.search(path.read_text(encoding="utf-8")) is None


@pytest.mark.parametrize(
    "bad", ['<p style="x">', "<b onclick='x'>", "<script>", '<i hx-on:click="x">', '<a href="https://x.se">']
)
def test_what_the_content_policy_blocks_is_found(bad: str) -> None:
    assert BLOCKED.search(bad)


def test_the_way_out_of_a_form_is_drawn_alike_everywhere() -> None:
    drawn = [
        (path.name, tag)
        for path in PAGES
        for tag in re.findall(r"<(?:a|button)\b[^<]*\{% translate \"Cancel\" %\}", path.read_text())
    ]
    assert len(drawn) > 40
    assert [one for one in drawn if 'class="ds-button" data-variant="secondary"' not in one[1]] == []
