"""The engine without a database: pieces, vectors, signatures, ranking and the measure of how good they are."""

import random

import pytest

from sluss.similar.columns import Columns, nearest, numbers_of, places_of
from sluss.similar.evaluation import Outcome, evaluate, related
from sluss.similar.labelled import CannotRead, Labelled, read_labelled
from sluss.similar.memory import Shelf, Text
from sluss.similar.pieces import folded, pieces
from sluss.similar.signatures import signature_of, worths_of
from sluss.similar.vectors import Rarity, Vector, frequencies, likeness, rarity_of, vector_of

NO_RARITY = Rarity()


def test_pieces_know_the_ends_of_words_and_nothing_of_case_accents_and_signs() -> None:
    assert sum(pieces("Bänk").values()) == 3
    assert pieces("BÄNK, bank") == pieces("bänk bänk")
    assert pieces("år") == pieces("ar")
    assert not pieces(" … – 👍🏽 \u200b!? ")
    assert set(pieces("cykelställ")) & set(pieces("cykelställen")) > set(pieces("cykel")) & set(pieces("cykelställ"))
    assert folded("Straße ﬁn Ⅳ") == "strasse fin iv"


@pytest.mark.parametrize("text", ["å" * 100_000, "ord " * 100_000, "\ud800 halv", "👨‍👩‍👧" * 50, "\u202eomvänt"])
def test_strange_texts_are_weighed_like_others(text: str) -> None:
    vector = vector_of(frequencies(text, text), NO_RARITY)
    assert len(vector.pieces) == len(vector.weights) <= 400


def test_vector_of_a_text_without_words_is_empty_and_like_nothing() -> None:
    empty, other = (vector_of(frequencies("", text), NO_RARITY) for text in ("", "bänk"))
    assert (len(empty.pieces), len(signature_of(empty.pieces)), likeness(empty)(other)) == (0, 0, 0)


def test_text_is_wholly_like_itself_and_less_like_others() -> None:
    known = rarity_of(frequencies("", text) for text in ("bänk i parken", "lampa i parken", "bänk vid torget"))
    first, second, third = (
        vector_of(frequencies("", text), known) for text in ("bänk i parken", "en bänk i parken", "lampa vid torget")
    )
    same = likeness(first)
    assert same(first) == pytest.approx(1, abs=0.02)
    assert same(first) > same(second) > same(third)


def test_rare_pieces_weigh_more_and_those_of_the_title_most() -> None:
    known = rarity_of(frequencies("", text) for text in ["kommun park"] * 9 + ["kommun solcell"])
    (common,), (rare,) = (list(pieces(word))[:1] for word in ("park", "solcell"))
    assert known.weight(common) < known.weight(rare)
    assert frequencies("park", "")[common] == 3 * frequencies("", "park")[common]


def worth(text: str, asked: dict[int, int]) -> int:
    return sum(asked.get(bit, 0) for bit in signature_of(vector_of(frequencies("", text), NO_RARITY).pieces))


def test_signatures_share_bits_by_how_heavy_the_pieces_are() -> None:
    asked = worths_of(vector_of(frequencies("", "solceller på taket"), NO_RARITY))
    assert worth("solceller på taket", asked) > worth("solceller", asked) > worth("", asked) == 0
    assert worths_of(vector_of({}, NO_RARITY)) == {}
    assert len(signature_of(range(0, 4000, 2))) == 100


def _shelf(number: int) -> tuple[Shelf[int], list[Text[int]]]:
    rng = random.Random(7)
    words = ["".join(rng.choices("abdefgiklmnoprstuvy", k=rng.randint(3, 9))) for _ in range(3000)]
    drawn = [min(int(rng.paretovariate(0.7)), 2999) for _ in range(number * 30)]
    texts = [Text(n, "", " ".join(words[i] for i in drawn[n * 30 : n * 30 + 30])) for n in range(number)]
    return Shelf(texts), texts


def test_scan_of_signatures_keeps_most_even_where_nothing_is_alike() -> None:
    shelf, texts = _shelf(1500)
    vectors = [vector_of(frequencies("", text.text), shelf.rarity) for text in texts]
    numbers, kept = numbers_of(columns_of(vectors).items()), 0
    for asked in range(20):
        alike, others = likeness(vectors[asked]), [place for place in range(1500) if place != asked]
        best = sorted(others, key=lambda place: -alike(vectors[place]))[:10]
        among = (1 << 1500) - 1
        kept += len(set(best) & set(nearest(numbers, worths_of(vectors[asked]), among=among, number=201)))
    assert kept >= 0.8 * 200


def columns_of(vectors: list[Vector]) -> Columns:
    columns = Columns()
    for place, vector in enumerate(vectors):
        columns.put(place, signature_of(vector.pieces))
    return columns


def test_nearest_by_columns_are_those_of_greatest_worth() -> None:
    _shelf_of_many, texts = _shelf(300)
    vectors = [vector_of(frequencies("", text.text), NO_RARITY) for text in texts]
    numbers, odd = numbers_of(columns_of(vectors).items()), sum(1 << place for place in range(1, 300, 2))
    for asked in vectors[:15]:
        worths = [worth(text.text, worths_of(asked)) for text in texts]
        places = nearest(numbers, worths_of(asked), among=odd, number=40)
        assert sorted(worths[place] for place in places) == sorted(worths[1::2])[-40:]
        assert len(places) == len({place for place in places if place % 2}) == 40
    assert nearest(numbers, {}, among=0b1011, number=2) == [0, 1]


def test_columns_keep_a_bit_for_each_place_and_let_it_be_taken_out() -> None:
    columns = Columns([(5, b"\x01")])
    columns.put(11, {5, 2047})
    columns.take(0, {5, 7})
    columns.take(99, {5})
    found = numbers_of(columns.items())
    assert {bit: places_of(column) for bit, column in found.items()} == {5: [11], 2047: [11]}


def test_shelf_never_answers_with_the_text_itself_or_with_another_place() -> None:
    rows = [Text(n, "Bänkar i parken", "", within="ab"[n % 2]) for n in range(6)]
    found = [key for key, _ in Shelf(rows).like(rows[0], limit=10)]
    assert found == [2, 4]


def labelled(*rows: tuple[str, set[str]], within: str = "") -> dict[str, Labelled]:
    return {str(n): Labelled(title, "", within, groups) for n, (title, groups) in enumerate(rows)}


def test_related_are_those_of_every_group_of_two_to_twenty() -> None:
    rows = labelled(("a", {"x", "y"}), ("b", {"x"}), ("c", {"y"}), ("d", {"alone"}))
    rows |= {f"many {n}": Labelled("m", "", "", {"crowd"}) for n in range(21)}
    assert related(rows) == {"0": {"1", "2"}, "1": {"0"}, "2": {"0"}}


def test_recall_is_the_mean_of_hits_among_ten_by_what_could_be_hit() -> None:
    rows = labelled(("Bänkar i parken", {"x"}), ("Parkens bänkar", {"x"}), ("Solceller", {"y"}), ("Helt annat", {"y"}))
    outcome = evaluate(rows)
    assert (outcome.recall, outcome.queries) == (0.5, 4)
    assert str(Outcome(0.41237, 12, 3.4, 9.6)) == "recall@10=0.412 queries=12 median_ms=3 p95_ms=10"
    with pytest.raises(ValueError, match="no two texts"):
        evaluate(labelled(("a", {"x"})))


PARAPHRASES = {
    "sv": (
        ("Fler bänkar vid busshållplatserna", "Sittplats vid bussens hållplats, en bänk"),
        "Laddstolpar för elbilar",
    ),
    "en": (("More benches at the bus stops", "Nowhere to sit at our bus stop: a bench, please"), "Charging for cars"),
    "de": (("Mehr Sitzbänke an Bushaltestellen", "Bank an der Bushaltestelle zum Sitzen"), "Ladesäulen für Autos"),
    "fi": (("Lisää penkkejä bussipysäkeille", "Bussipysäkille penkki vanhuksille"), "Latauspisteitä sähköautoille"),
    "es": (("Más bancos en las paradas de autobús", "Un banco en la parada del autobús"), "Cargadores de coches"),
    "pl": (("Więcej ławek na przystankach", "Ławka przy przystanku autobusowym"), "Ładowarki do samochodów"),
    "el": (("Περισσότερα παγκάκια στις στάσεις", "Παγκάκι στη στάση του λεωφορείου"), "Φόρτιση αυτοκινήτων"),
}


@pytest.mark.parametrize("language", PARAPHRASES)
def test_same_wish_in_other_words_is_found_in_every_language(language: str) -> None:
    (first, second), other = PARAPHRASES[language]
    everything = [pair for (pair, _) in PARAPHRASES.values() for pair in pair]
    texts = [Text(text, text, "") for text in [*everything, other]]
    best = Shelf(texts).like(Text(first, first, ""), limit=1)
    assert best[0][0] == second


FILES = {
    "comma": b'id,title,text,group\n1,B\xc3\xa4nk,i parken,a\n2,"En, b\xc3\xa4nk",x,a\n1,B\xc3\xa4nk,i parken,b\n',
    "semicolon": "﻿id;title;text;group\r\n1;Bänk;i parken;a\r\n2;En, bänk;x;a\r\n1;Bänk;i parken;b\r\n".encode(),
    "tab latin": "id\ttitle\ttext\tgroup\n1\tBänk\ti parken\ta\n2\tEn, bänk\tx\ta\n1\tBänk\t\tb\n".encode("cp1252"),
    "utf-16": "id|title|text|group\n1|Bänk|i parken|a\n2|En, bänk|x|a\n1|Bänk|i parken|b\n".encode("utf-16"),
}


@pytest.mark.parametrize("name", FILES)
def test_labelled_file_is_read_whatever_parts_and_encodes_it(tmp_path, name: str) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "file.csv"
    path.write_bytes(FILES[name])
    rows = read_labelled(path, key="id", texts=["title", "text"], group="group")
    assert rows["1"] == Labelled("Bänk", "i parken", "", {"a", "b"})
    assert rows["2"].title == "En, bänk"


@pytest.mark.parametrize(
    ("data", "said"), [(b"", "empty"), (b"a,b\n1,2\n", "no column 'id'"), (b"id,t,g\n", "no rows")]
)
def test_file_that_cannot_be_used_is_told_of(tmp_path, data: bytes, said: str) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "file.csv"
    path.write_bytes(data)
    with pytest.raises(CannotRead, match=said):
        read_labelled(path, key="id", texts=["t"], group="g")
    with pytest.raises(CannotRead, match="No such file"):
        read_labelled(tmp_path / "none.csv", key="id", texts=["t"], group="g")
