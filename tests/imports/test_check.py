"""The dry run: a report, and nothing else."""

import io

import pytest

from sluss.outbox.models import OutboxEntry
from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from sluss.workflow.models import Event
from tenants.ideas.models import Idea
from tenants.imports.check_run import check_run
from tenants.imports.models import ImportRow, ImportRun
from tenants.imports.reading.mapping import Mapping
from tenants.imports.reading.notices import FileRefused, MappingRefused
from tenants.imports.receive_file import receive_file
from tenants.imports.set_mapping import set_mapping
from tenants.organisation.models import DiarySeries
from tests.imports.files import checked, imported, received, results, row

pytestmark = pytest.mark.django_db


def test_file_is_kept_and_understood(in_skovde: Municipality) -> None:
    run = ImportRun.objects.get(pk=received(row(1), row(2)).pk)
    assert run.stored_as == f"skovde/imports/{run.key}"
    assert (run.file_name, run.state, run.total) == ("förslag.csv", "uploaded", 2)
    assert run.mapping["title"] == ["titel"]
    assert run.guess["samples"][1] == ["Cykelställ 1", "Cykelställ 2"]
    assert run.guess["values"]["status"] == [["Ny", 2]]


def test_refused_file_leaves_nothing(in_skovde: Municipality, media: object) -> None:
    with pytest.raises(FileRefused):
        receive_file(stream=io.BytesIO(b"<!DOCTYPE html><html><body>x</body></html>"), file_name="a.csv", actor=None)
    assert ImportRun.objects.count() == 0
    assert list(media.rglob("*")) == []  # type: ignore[attr-defined]


def test_check_reports_every_row_and_registers_nothing(in_skovde: Municipality) -> None:
    run = checked(row(1), ("2", "", "", "", ""), row(1), ("3", "cykelställ 1", "vid SKOLA nummer 1", "", "Ny"))
    assert results(run) == [
        (2, "accepted", ["noted_stage"]),
        (3, "rejected", ["no_title_and_no_text", "date_missing"]),
        (4, "duplicate", ["same_external_id", "noted_stage"]),
        (5, "duplicate", ["same_text", "date_missing", "noted_stage"]),
    ]
    assert (run.state, run.total, run.accepted, run.rejected, run.duplicates) == ("checked", 4, 1, 1, 2)
    counts = [model.objects.count() for model in (Idea, Event, OutboxEntry, DiarySeries)]
    assert counts == [0, 0, 0, 0]


def test_same_text_and_same_identifier_are_known_from_before(in_skovde: Municipality) -> None:
    imported(row(1), row(2))
    run = checked(("1", "Ny rubrik", "Ny text", "", "Ny"), ("9", "Cykelställ 2", "Vid skola nummer 2", "", ""), row(3))
    assert [(status, codes[0]) for _number, status, codes in results(run)] == [
        ("duplicate", "known_external_id"),
        ("duplicate", "known_text"),
        ("accepted", "noted_stage"),
    ]
    numbers = [reason["params"]["number"] for found in run.rows.all()[:2] for reason in found.reasons[:1]]
    assert numbers == list(Idea.objects.order_by("pk").values_list("registry_number", flat=True))


def test_identifiers_of_another_system_are_no_doubles(in_skovde: Municipality) -> None:
    imported(row(1), row(2))
    other = checked(("1", "Bänkar", "I parken"), ("2", "Träd", "Vid ån"), header=("id", "rubrik", "beskrivning"))
    assert other.accepted == 2


def test_identifiers_whose_titles_disagree_are_no_doubles(in_skovde: Municipality) -> None:
    imported(*(row(number) for number in range(12)))
    run = checked(*((str(n), f"Bänk {n}", f"I park nummer {n}", "2024-05-01", "Ny") for n in range(12)))
    assert run.accepted == 12


def test_other_municipality_s_ideas_are_no_doubles(skovde: Municipality, hjo: Municipality) -> None:
    with in_municipality(skovde):
        imported(row(1))
    with in_municipality(hjo):
        assert checked(row(1)).accepted == 1


def test_changed_mapping_forgets_the_check(in_skovde: Municipality) -> None:
    run = set_mapping(run=checked(row(1), row(2)), mapping=Mapping(title=("text",)))
    assert (run.state, run.accepted, ImportRow.objects.count()) == ("uploaded", 0, 0)
    run = check_run(run=run)
    assert run.rows.get(number=2).title == "Vid skola nummer 1."


def test_mapping_to_a_column_that_is_not_there_changes_nothing(in_skovde: Municipality) -> None:
    run = checked(row(1))
    with pytest.raises(MappingRefused):
        set_mapping(run=run, mapping=Mapping(title=("rubrik",)))
    run.refresh_from_db()
    assert (run.mapping["title"], run.state) == (["titel"], "checked")
