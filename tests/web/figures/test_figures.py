"""The figures: exact words and numbers, hidden small cells, and markup that any page may hold."""

import datetime as dt
import re
from collections.abc import Callable
from xml.etree import ElementTree as ET

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from sluss.web.figures.fields import Field, Scored, field_of, fields_figure
from sluss.web.figures.figure import Figure, Key, Look
from sluss.web.figures.funnel import FunnelRow, funnel_figure
from sluss.web.figures.map import MapState, map_figure
from sluss.web.figures.sparkline import sparkline_figure
from sluss.web.figures.spread import Month, spread_figure
from sluss.web.figures.time_in_phase import TimeRow, time_figure

FUNNEL = [FunnelRow("Fånga", 42, 6), FunnelRow("Testa", 11, 3), FunnelRow("Sprida", 4, 4)]
TIMES = [TimeRow("Fånga", 42, 2, 3, 5, 5), TimeRow("Testa", 3, 20, 34, 52, 20), TimeRow("Sprida", 0, 0, 0, 0, 20)]
MONTHS = [Month(dt.date(2026, month, 1), number) for month, number in enumerate([1, 1, 2, 4, 5, 9, 9, 12], start=1)]
IDEAS = [Scored("Sms", 4.5, 4.4), Scored("Cykel", 4.8, 2.5), Scored("Schema", 2.5, 4.6), Scored("Bår", 1, 1.5)]
STATES = [
    MapState("origin", "Startade här", Look.ACCENT),
    MapState("done", "Införd", Look.SOLID),
    MapState("test", "Testar", Look.STRIPES),
    MapState("none", "Ingen aktivitet", Look.PLAIN),
]
WHERE = {"1496": "origin", "1497": "done", "1472": "done", "1492": "test"}
SPARK = [("jan", 3.0), ("feb", 8.5), ("mar", 5.0)]

FULL: dict[str, Callable[[], Figure]] = {
    "funnel": lambda: funnel_figure(FUNNEL, title="Tratt", period="2026", csv_url="/tratt.csv"),
    "time": lambda: time_figure(TIMES, title="Tid"),
    "spread": lambda: spread_figure(MONTHS, of=29, title="Spridning"),
    "fields": lambda: fields_figure(IDEAS, title="Fält"),
    "map": lambda: map_figure(WHERE, states=STATES, title="Karta"),
    "sparkline": lambda: sparkline_figure(SPARK, title="Idéer"),
}
EMPTY: dict[str, Callable[[], Figure]] = {
    "funnel": lambda: funnel_figure([FunnelRow("Fånga", 0, 0)], title="Tratt", period="2026"),
    "time": lambda: time_figure([TIMES[2]], title="Tid", period="2026"),
    "spread": lambda: spread_figure([Month(dt.date(2026, 1, 1), 0)], of=29, title="Spridning", period="2026"),
    "fields": lambda: fields_figure([], title="Fält", period="2026"),
    "map": lambda: map_figure({"1496": "none"}, states=STATES, title="Karta", period="2026"),
    "sparkline": lambda: sparkline_figure([], title="Idéer"),
}
CONCLUSIONS = {
    "funnel": (
        (
            "42 idéer nådde Fånga, och av dem kom 4 så långt som till Sprida."
            " Flest är kvar eller avslutade i Fånga: 31 idéer."
        ),
        (
            "42 ideas reached Fånga, and of these 4 came as far as Sprida."
            " Most have stayed or been concluded in Fånga: 31 ideas."
        ),
    ),
    "time": (
        "I 1 fas av 2 är medianen längre än vi har lovat. Längst över löftet är Testa: 34 dagar mot 20 dagar.",
        "In 1 phase of 2 the median is longer than promised. Furthest beyond is Testa: 34 days against 20 days.",
    ),
    "spread": (
        (
            "I slutet av augusti 2026 hade 12 av 29 kommuner tagit upp den."
            " 11 av dem tillkom under de senaste sex månaderna."
        ),
        "By the end of August 2026 12 of 29 municipalities had taken it up. 11 of them did so in the last six months.",
    ),
    "fields": (
        "Av 4 idéer: 1 att pröva först, 1 att planera, 1 att göra i vardagen och 1 att spara som lärdom.",
        "Of 4 ideas: 1 to try first, 1 to plan, 1 to do in everyday work and 1 to keep as learning.",
    ),
    "map": (
        "Startade här: Skövde. Införd: Hjo och Tibro. Testar: Åmål. Ingen aktivitet: 25 kommuner.",
        "Startade här: Skövde. Införd: Hjo and Tibro. Testar: Åmål. Ingen aktivitet: 25 municipalities.",
    ),
    "sparkline": (
        "Från 3 (jan) till 5 (mar), som mest 8,5 (feb).",
        "From 3 (jan) to 5 (mar), at most 8.5 (feb).",
    ),
}


def page_of(figure: Figure, *, language: str = "sv") -> str:
    with translation.override(language):
        return render_to_string("web/figures/figure.html", {"figure": figure})


@pytest.mark.parametrize("kind", FULL)
def test_figure_concludes_in_the_words_of_the_reader(kind: str) -> None:
    for language, words in zip(("sv", "en"), CONCLUSIONS[kind], strict=True):
        with translation.override(language):
            assert FULL[kind]().conclusion == words


@pytest.mark.parametrize("kind", FULL)
def test_drawing_is_named_described_and_holds_no_links(kind: str) -> None:
    with translation.override("sv"):
        figure = FULL[kind]()
        html = page_of(figure)
    drawing = re.search(r'<svg class="figure-drawing".*?</svg>', html, re.DOTALL)
    assert drawing
    parsed = ET.fromstring(drawing[0])
    assert parsed.attrib["role"] == "img"
    assert [parsed.find(name).text for name in ("title", "desc")] == [figure.title, figure.conclusion]  # type: ignore[union-attr]
    assert parsed.attrib["aria-labelledby"].split() == [f"{kind}-title", f"{kind}-desc"]
    assert parsed.find(".//a") is None
    assert not re.search(r'(?:x|y|cx|cy|width|height|d|points)="[^"]*\d,\d+,', drawing[0])


@pytest.mark.parametrize("kind", FULL)
def test_table_has_every_row_and_a_way_to_the_file_only_where_there_is_one(kind: str) -> None:
    figure = FULL[kind]()
    html = page_of(figure)
    assert html.count('<th scope="row">') == len(figure.rows)
    assert html.count('<th scope="col">') == len(figure.header) == len(figure.rows[0])
    assert ('href="/tratt.csv"' in html) is (kind == "funnel")


def test_ids_of_two_figures_of_one_kind_differ() -> None:
    html = "".join(page_of(map_figure(WHERE, states=STATES, title="K", key=key)) for key in ("one", "two"))
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids)) == 12
    assert set(re.findall(r"url\(#([\w-]+)\)", html)) <= set(ids)


@pytest.mark.parametrize("kind", EMPTY)
def test_figure_without_data_says_so_and_draws_nothing(kind: str) -> None:
    with translation.override("sv"):
        figure = EMPTY[kind]()
    html = page_of(figure)
    assert (figure.is_empty, figure.conclusion) == (True, "Här finns inget att visa än.")
    assert "<svg" not in html
    assert "Här finns inget att visa än." in html


def test_what_people_wrote_is_escaped() -> None:
    html = page_of(fields_figure([Scored("<i>x</i>", 3, 3)], title='"><script>', key="f"))
    assert "<script>" not in html
    assert "&lt;i&gt;x&lt;/i&gt;" in html


def test_number_and_period_are_shown() -> None:
    with translation.override("sv"):
        assert FULL["funnel"]().note == "42 idéer · 2026"
        assert FULL["spread"]().note == "29 kommuner · 2026-01 – 2026-08"
    assert "42 idéer · 2026" in page_of(funnel_figure(FUNNEL, title="T", period="42 idéer · 2026"))


def test_few_people_are_neither_told_nor_drawn() -> None:
    data = [FunnelRow("Anmälda", 14, 0), FunnelRow("Deltog", 9, 3), FunnelRow("Klara", 4, 4)]
    with translation.override("sv"):
        hidden = funnel_figure(data, title="T", about_people=True)
        open_to_all = funnel_figure(data, title="T")
        html = page_of(hidden)
    assert hidden.rows == [["Anmälda", "14", "0"], ["Deltog", "9", "färre än 5"], ["Klara", "färre än 5", "färre än 5"]]
    assert [(bar.reached, bar.here_now) for bar in hidden.drawing] == [("400", "0"), ("257.1", "0"), ("0", "0")]
    assert hidden.conclusion == "14 idéer nådde Anmälda, och av dem kom färre än 5 så långt som till Klara."
    assert not re.findall(r">[^<]*\b[34]\b[^<]*<", html)
    assert open_to_all.rows[2] == ["Klara", "4", "4"]


def test_five_people_are_enough_to_be_told() -> None:
    figure = funnel_figure([FunnelRow("Anmälda", 5, 5)], title="T", about_people=True)
    assert figure.rows == [["Anmälda", "5", "5"]]


def test_time_about_few_people_names_the_phase_only() -> None:
    with translation.override("sv"):
        figure = time_figure(TIMES, title="T", about_people=True)
    assert figure.rows == [
        ["Fånga", "42", "3", "2–5", "5"],
        ["Testa", "färre än 5", "–", "–", "20"],
        ["Sprida", "0", "–", "–", "20"],
    ]
    assert [span.text for span in figure.drawing.spans] == [
        "3 dagar, utlovat 5",
        "för få för att visas",
        "ingen har passerat",
    ]
    assert figure.conclusion == "I varje fas är medianen inom det vi har lovat."


def test_lateness_is_a_matter_of_shape() -> None:
    figure = time_figure(TIMES, title="T")
    assert [span.is_late for span in figure.drawing.spans] == [False, True, False]
    assert page_of(figure).count("figure-ringed") == 1


@pytest.mark.parametrize(
    ("need", "feasibility", "field"),
    [
        (3, 3, Field.TRY_FIRST),
        (3, 2.9, Field.PLAN),
        (2.9, 3, Field.EVERYDAY),
        (2.9, 2.9, Field.LEARNING),
        (5, 1, Field.PLAN),
        (1, 5, Field.EVERYDAY),
    ],
)
def test_field_of_an_idea(need: float, feasibility: float, field: Field) -> None:
    assert field_of(Scored("x", need, feasibility)) == field


def test_map_draws_all_29_and_labels_those_with_a_state() -> None:
    figure = FULL["map"]()
    assert len(figure.drawing.areas) == len(figure.rows) == 29
    assert sorted(label.text for label in figure.drawing.labels) == ["Hjo", "Skövde", "Tibro", "Åmål"]
    assert [row[0] for row in figure.rows][-3:] == ["Vara", "Vänersborg", "Åmål"]
    assert [area.look for area in figure.drawing.areas][-4:] == ["stripes", "solid", "solid", "accent"]


def test_legend_shows_patterns_where_the_drawing_has_them() -> None:
    assert [Key("x", look).has_pattern for look in Look] == [False, True, True, True, False]
    assert not Key("x", "dot").has_pattern


@pytest.mark.parametrize("number", [1, 29])
def test_a_line_of_one_number_is_drawn_and_a_long_one_too(number: int) -> None:
    figure = sparkline_figure([(str(at), at) for at in range(number)], title="T")
    assert len(figure.drawing.line.split()) == number
