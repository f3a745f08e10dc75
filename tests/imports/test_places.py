"""What the words of a file mean in a municipality."""

import pytest

from sluss.registry.models import Municipality
from tenants.imports.places import places_here
from tenants.pipeline.models import Stage

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("value", "place"),
    [
        ("Idé", "stage:2"),
        ("IDEA", "stage:2"),
        ("Test", "stage:3"),
        ("pilot", "stage:3"),
        ("Införande", "stage:4"),
        ("Genomförd", "implemented"),
        ("implemented", "implemented"),
        ("Implementation", "stage:4"),
        ("Ej genomförd", "answered"),
        ("archived", "answered"),
        ("Avslag – för dyrt", "answered"),
        ("avslutad med lärande", "answered"),
        ("Överlämnad till linjen", "handed_over"),
        ("Hänvisad", "referred"),
        ("Ny", "inbox"),
        ("open", "inbox"),
        ("Avslagsfri", "inbox"),
        ("", "inbox"),
    ],
)
def test_value_is_guessed_by_own_names_then_common_words(in_skovde: Municipality, value: str, place: str) -> None:
    assert places_here().guess(value=value) == place


def test_renamed_chamber_is_known_by_its_own_name(in_skovde: Municipality) -> None:
    Stage.objects.filter(model__in_use=True, position=3).update(name_sv="Avslag")
    assert places_here().guess(value="avslag") == "stage:3"


def test_places_are_the_inbox_every_chamber_and_the_ways_to_close(in_skovde: Municipality) -> None:
    codes = [code for code, _name in places_here().choices()]
    assert codes == [
        "inbox",
        *(f"stage:{position}" for position in range(1, 6)),
        "implemented",
        "handed_over",
        "referred",
        "answered",
    ]
    assert [code for code in ("stage:6", "concluded", "Idé") if places_here().knows(code)] == []
