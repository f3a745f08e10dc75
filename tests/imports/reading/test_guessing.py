import datetime as dt

import pytest

from tenants.imports.reading.guessing import GuessedMapping, guess_mapping
from tenants.imports.reading.mapping import Mapping
from tenants.imports.reading.notices import Code
from tenants.imports.reading.rows import check_rows
from tests.imports.reading.samples import LANGUAGES, columns_of, count, csv_bytes, ideas, table_from, table_of

TODAY = dt.date(2025, 1, 1)
FIELD_OF = {
    "id": "external_id",
    "title": "title",
    "text": "text",
    "date": "received",
    "author": "author",
    "state": "stage",
}
ORDERS = [
    ["id", "author", "date", "title", "text", "state", "link", "district", "votes"],
    ["votes", "text", "district", "author", "title", "state", "id", "date", "link"],
    ["link", "title", "author", "text"],
    ["district", "title"],
    ["author", "title", "date"],
    ["text", "author"],
    ["title"],
    ["text"],
]
# Names as systems in use give them, with what each column holds.
HEADERS = {
    "sv": "Diarienummer=id, Ärendemening=title, Beskrivning=text, Inkom datum=date, Namn=author",
    "en": "proposal_id=id, proposalTitle=title, full text=text, created_at=date, userName=author",
    "fi": "tunniste=id, Otsikko=title, Kuvaus=text, Luotu=date, Ehdottaja=author, Tila=state",
    "de": "lfd. Nr.=id, Ideentitel=title, Begründung=text, Eingereicht am=date, Name=author",
    "fr": "N°=id, Titre=title, Descriptif=text, Date de dépôt=date, Porteur=author, Statut=state",
    "es": "ID=id, TÍTULO=title, DESCRIPCIÓN=text, FECHA=date, autor/a=author, ESTADO=state",
    "pl": "Lp.=id, Nazwa projektu=title, Opis=text, Data złożenia=date, Autor=author",
    "el": "κωδικός=id, Τίτλος=title, Περιγραφή=text, Ημερομηνία=date",
    "bg": "Номер=id, Заглавие=title, Описание=text, Дата=date, Вносител=author",
    "hu": "Azonosító=id, Cím=title, Leírás=text, Dátum=date, Beküldő=author",
    "cs": "Číslo=id, Název=title, Popis=text, Datum podání=date, Navrhovatel=author",
}


def by_field(guessed: GuessedMapping) -> dict[str, str]:
    return {guess.field: guess.column for guess in guessed.guesses}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("order", ORDERS, ids="-".join)
def test_guess_by_content_alone_finds_each_column(language: str, order: list[str]) -> None:
    header, rows = columns_of(language=language, order=order, name="col{}".format)
    expected = {FIELD_OF[key]: f"col{n}" for n, key in enumerate(order, start=1) if key in FIELD_OF}
    table = table_from(header=header, rows=rows)
    assert by_field(guess_mapping(table)) == expected
    bare = table_of(csv_bytes(rows=rows))
    assert len(bare.rows) == len(rows)
    assert set(by_field(guess_mapping(bare))) == set(expected)


@pytest.mark.parametrize("language", sorted(HEADERS))
def test_guess_by_names_in_use_finds_each_column(language: str) -> None:
    names = dict(pair.split("=") for pair in HEADERS[language].split(", "))
    found = ideas(language=language if language != "en" else "fr")
    rows = [[idea[key] for key in names.values()] for idea in found]
    guessed = guess_mapping(table_from(header=list(names), rows=rows))
    assert by_field(guessed) == {FIELD_OF[key]: name for name, key in names.items()}
    assert {guess.field: guess.reason.code for guess in guessed.guesses}["title"] == Code.GUESS_BY_BOTH


@pytest.mark.parametrize("language", LANGUAGES)
def test_guess_accepts_every_distinct_row_that_has_a_title(language: str) -> None:
    header, rows = columns_of(language=language, order=ORDERS[0], name="c{}".format, count=100)
    rows += [rows[3], rows[5]]
    table = table_from(header=header, rows=rows)
    counts = count(rows=check_rows(table, guess_mapping(table).mapping, today=TODAY))
    assert (counts.total, counts.accepted, counts.rejected, counts.duplicates) == (102, 100, 0, 2)


def test_guess_never_takes_a_number_of_somebody_else_for_the_identifier() -> None:
    header = ["userId", "category_id", "title", "votes"]
    rows = [[str(n % 7), str(n), idea["title"], idea["votes"]] for n, idea in enumerate(ideas(language="sv"))]
    assert guess_mapping(table_from(header=header, rows=rows)).mapping.external_id is None


def test_guess_never_takes_a_number_that_different_ideas_share_for_the_identifier() -> None:
    rows = [[str(n % 20), idea["title"], idea["text"]] for n, idea in enumerate(ideas(language="sv"))]
    assert guess_mapping(table_from(header=["id", "title", "text"], rows=rows)).mapping.external_id is None


def test_guess_joins_several_text_columns_in_the_order_of_the_file() -> None:
    header = ["Sammanfattning", "Rubrik", "Beskrivning", "Kommunens svar", "Nytta"]
    rows = [[i["text"], i["title"], i["text"] + " Mer.", "Tack!", i["text"] + "!"] for i in ideas(language="sv")]
    mapping = guess_mapping(table_from(header=header, rows=rows)).mapping
    assert mapping.title == ("Rubrik",)
    assert mapping.text == ("Sammanfattning", "Beskrivning", "Nytta")


def test_guess_takes_titles_in_other_languages_where_the_first_is_empty() -> None:
    swedish, french = ideas(language="sv"), ideas(language="fr", count=10)
    rows = [[i["title"], "", i["text"], ""] for i in swedish] + [["", i["title"], "", i["text"]] for i in french]
    table = table_from(header=["title/sv", "title/fr", "body/sv", "body/fr"], rows=rows)
    mapping = guess_mapping(table).mapping
    assert mapping == Mapping(title=("title/sv", "title/fr"), text=("body/sv", "body/fr"))
    assert count(rows=check_rows(table, mapping, today=TODAY)).accepted == 50


def test_guess_leaves_translations_of_the_same_text_out() -> None:
    pairs = zip(ideas(language="sv"), ideas(language="fr"), strict=True)
    rows = [[sv["title"], fr["title"], sv["text"], fr["text"]] for sv, fr in pairs]
    table = table_from(header=["title_sv", "title_fr", "body_sv", "body_fr"], rows=rows)
    assert len(guess_mapping(table).mapping.text) == 1


def test_guess_without_any_words_still_gives_a_title() -> None:
    table = table_from(header=["x", "y"], rows=[["1", "2"], ["3", "4"]])
    assert len(guess_mapping(table).mapping.title) == 1


def test_guess_of_the_same_column_is_never_made_twice() -> None:
    header, rows = columns_of(language="sv", order=ORDERS[0], name="col{}".format)
    columns = guess_mapping(table_from(header=header, rows=rows)).mapping.columns
    assert len(columns) == len(set(columns))


def test_guess_tells_titles_in_capitals_from_names_of_people() -> None:
    found = ideas(language="de")
    rows = [[i["title"].title(), i["author"], i["title"].upper()] for i in found]
    assert by_field(guess_mapping(table_from(header=["a", "b", "c"], rows=[row[:2] for row in rows]))) == {
        "title": "a",
        "author": "b",
    }
    assert guess_mapping(table_from(header=["a", "b"], rows=[row[1:] for row in rows])).mapping.title == ("b",)


def test_guess_finds_another_title_where_the_text_says_the_same_in_every_row() -> None:
    rows = [
        [i["id"], f"Park{i['id']} Plats{i['id']}", "Se bilagan som vi skickade i går."] for i in ideas(language="sv")
    ]
    table = table_from(header=["ID", "Namn", "Beskrivning"], rows=rows)
    mapping = guess_mapping(table).mapping
    assert mapping.title == ("Namn",)
    assert count(rows=check_rows(table, mapping, today=TODAY)).accepted == len(rows)


def test_guess_believes_a_title_of_single_words() -> None:
    rows = [["1", "Park", "Grönt"], ["2", "Bänk", "Röd"], ["3", "Träd", "Ek"], ["3", "Träd igen", "Alm"]]
    mapping = guess_mapping(table_from(header=["id", "title", "text"], rows=rows)).mapping
    assert mapping == Mapping(title=("title",), text=("text",), external_id="id")
