"""Made-up ideas in many languages, and files made of them in memory."""

import csv
import io
import random
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from tenants.imports.reading.files import read_table
from tenants.imports.reading.report import Counts
from tenants.imports.reading.rows import CheckedRow, Status
from tenants.imports.reading.table import Table

# Per language: what is wished, for what, where; a first and a second sentence of reasons; people; states.
PHRASES: dict[str, tuple[list[str], list[str], list[str], list[str], list[str], list[str]]] = {
    "sv": (
        ["Bygg", "Rusta upp", "Öppna", "Belys", "Flytta"],
        ["en lekplats", "cykelbanan", "en mötesplats för unga", "busshållplatsen", "fler bänkar"],
        ["vid torget", "i Hentorp", "bakom skolan", "längs ån", "i centrum"],
        ["Vi är många som går här varje dag och det känns otryggt när det är mörkt på vintern.",
         "I dag finns ingenting för barnen att göra efter skolan, och många familjer flyttar härifrån."],
        ["Det skulle kosta lite och göra stor skillnad för alla som bor här.",
         "Grannkommunen gjorde så här förra året och fick ner antalet olyckor."],
        ["Anna Svensson", "Björn Åkerlund", "Märta Öhman", "Ali Hassan"],
    ),
    "fi": (
        ["Rakennetaan", "Kunnostetaan", "Avataan", "Valaistaan", "Siirretään"],
        ["leikkipuisto", "pyörätie", "nuorten kohtaamispaikka", "bussipysäkki", "uusia penkkejä"],
        ["torin laidalle", "koulun taakse", "joen varteen", "keskustaan", "kirjaston viereen"],
        ["Täällä kulkee joka päivä paljon ihmisiä ja talvella on niin pimeää, että olo on turvaton.",
         "Lapsilla ei ole koulun jälkeen mitään tekemistä ja moni perhe muuttaa muualle."],
        ["Se maksaisi vähän mutta auttaisi kaikkia asukkaita.",
         "Naapurikunta teki näin viime vuonna ja onnettomuudet vähenivät."],
        ["Matti Virtanen", "Aino Mäkelä", "Pekka Hämäläinen", "Liisa Korhonen"],
    ),
    "de": (
        ["Bau eines Spielplatzes", "Sanierung des Radwegs", "Öffnung eines Treffpunkts", "Beleuchtung der Haltestelle",
         "Aufstellen neuer Bänke"],
        ["für alle Kinder", "für ältere Menschen", "mit vielen Bäumen", "ohne Barrieren", "mit Sitzplätzen"],
        ["am Marktplatz", "hinter der Schule", "entlang des Flusses", "in der Innenstadt", "am Bahnhof"],
        ["Hier gehen jeden Tag viele Menschen vorbei, und im Winter ist es so dunkel, dass sich niemand sicher fühlt.",
         "Nach der Schule gibt es für die Kinder nichts zu tun, und viele Familien ziehen deshalb weg."],
        ["Das würde wenig kosten und allen Bewohnern sehr helfen.",
         "Die Nachbargemeinde hat das letztes Jahr gemacht, und die Zahl der Unfälle ist gesunken."],
        ["Jürgen Müller", "Sabine Groß", "Heike Schäfer", "Mehmet Yılmaz"],
    ),
    "fr": (
        ["Créer", "Rénover", "Ouvrir", "Éclairer", "Déplacer"],
        ["une aire de jeux", "la piste cyclable", "un lieu pour les jeunes", "l'arrêt de bus", "des bancs publics"],
        ["sur la place", "derrière l'école", "le long du canal", "au centre-ville", "près de la gare"],
        ["Nous sommes nombreux à passer ici chaque jour et il fait si sombre en hiver que personne ne se sent rassuré.",
         "Les enfants n'ont rien à faire après l'école et beaucoup de familles s'en vont."],
        ["Cela coûterait peu et aiderait tous les habitants.",
         "La commune voisine l'a fait l'année dernière et le nombre d'accidents a baissé."],
        ["Hélène Dupont", "François Lefèvre", "Karim Benali", "Zoé Martin"],
    ),
    "es": (
        ["Construir", "Renovar", "Abrir", "Iluminar", "Trasladar"],
        ["un parque infantil", "el carril bici", "un centro para jóvenes", "la parada de autobús", "más bancos"],
        ["en la plaza", "detrás del colegio", "junto al río", "en el centro", "cerca de la estación"],
        ["Somos muchos los que pasamos por aquí cada día y en invierno está tan oscuro que da miedo.",
         "Los niños no tienen nada que hacer después del colegio y muchas familias se marchan."],
        ["Costaría poco y ayudaría a todos los vecinos.",
         "El municipio de al lado lo hizo el año pasado y bajó el número de accidentes."],
        ["María Núñez", "José Peña", "Begoña García", "Iñaki Etxeberria"],
    ),
    "pl": (
        ["Budowa", "Remont", "Otwarcie", "Oświetlenie", "Przeniesienie"],
        ["placu zabaw", "ścieżki rowerowej", "miejsca spotkań młodzieży", "przystanku autobusowego", "nowych ławek"],
        ["na rynku", "za szkołą", "wzdłuż rzeki", "w śródmieściu", "koło dworca"],
        ["Codziennie przechodzi tędy wiele osób, a zimą jest tak ciemno, że nikt nie czuje się bezpiecznie.",
         "Dzieci nie mają co robić po szkole i wiele rodzin się stąd wyprowadza."],
        ["Kosztowałoby to niewiele i pomogłoby wszystkim mieszkańcom.",
         "Sąsiednia gmina zrobiła tak w zeszłym roku i liczba wypadków spadła."],
        ["Łukasz Wiśniewski", "Małgorzata Wójcik", "Paweł Dąbrowski", "Zofia Kamińska"],
    ),
    "el": (
        ["Κατασκευή", "Ανακαίνιση", "Άνοιγμα", "Φωτισμός", "Μεταφορά"],
        ["παιδικής χαράς", "του ποδηλατόδρομου", "χώρου για νέους", "της στάσης λεωφορείου", "νέων πάγκων"],
        ["στην πλατεία", "πίσω από το σχολείο", "δίπλα στο ποτάμι", "στο κέντρο", "κοντά στον σταθμό"],
        ["Πολλοί άνθρωποι περνούν από εδώ κάθε μέρα και τον χειμώνα είναι τόσο σκοτεινά που κανείς δεν νιώθει ασφαλής.",
         "Τα παιδιά δεν έχουν τίποτα να κάνουν μετά το σχολείο και πολλές οικογένειες φεύγουν."],
        ["Θα κόστιζε λίγο και θα βοηθούσε όλους τους κατοίκους.",
         "Ο γειτονικός δήμος το έκανε πέρυσι και τα ατυχήματα μειώθηκαν."],
        ["Γιώργος Παπαδόπουλος", "Ελένη Νικολάου", "Νίκος Γεωργίου", "Μαρία Ιωάννου"],
    ),
    "bg": (
        ["Изграждане", "Ремонт", "Откриване", "Осветление", "Преместване"],
        ["на детска площадка", "на велоалеята", "на място за младите", "на автобусната спирка", "на нови пейки"],
        ["на площада", "зад училището", "край реката", "в центъра", "до гарата"],
        ["Всеки ден оттук минават много хора, а през зимата е толкова тъмно, че никой не се чувства сигурен.",
         "Децата нямат какво да правят след училище и много семейства се изселват."],
        ["Това би струвало малко и би помогнало на всички жители.",
         "Съседната община го направи миналата година и злополуките намаляха."],
        ["Георги Димитров", "Мария Иванова", "Петър Стоянов", "Елена Колева"],
    ),
    "hu": (
        ["Épüljön", "Újuljon meg", "Nyíljon", "Kapjon világítást", "Költözzön"],
        ["a játszótér", "a kerékpárút", "egy ifjúsági klub", "a buszmegálló", "néhány új pad"],
        ["a főtéren", "az iskola mögött", "a folyó mentén", "a belvárosban", "a pályaudvarnál"],
        ["Naponta sokan járunk erre, és télen olyan sötét van, hogy senki sem érzi magát biztonságban.",
         "A gyerekeknek iskola után nincs mit csinálniuk, és sok család elköltözik innen."],
        ["Kevésbe kerülne, és minden lakónak segítene.",
         "A szomszéd község tavaly megcsinálta, és kevesebb lett a baleset."],
        ["Kovács Péter", "Nagy Erzsébet", "Tóth Gábor", "Szűcs Ágnes"],
    ),
    "cs": (
        ["Vybudovat", "Opravit", "Otevřít", "Osvětlit", "Přesunout"],
        ["dětské hřiště", "cyklostezku", "klub pro mládež", "autobusovou zastávku", "nové lavičky"],
        ["na náměstí", "za školou", "podél řeky", "v centru", "u nádraží"],
        ["Denně tudy chodí mnoho lidí a v zimě je tu taková tma, že se nikdo necítí bezpečně.",
         "Děti po škole nemají co dělat a mnoho rodin se odtud stěhuje."],
        ["Stálo by to málo a pomohlo by to všem obyvatelům.",
         "Sousední obec to udělala loni a počet nehod klesl."],
        ["Jiří Dvořák", "Kateřina Nováková", "Tomáš Černý", "Růžena Šťastná"],
    ),
}  # fmt: skip
LANGUAGES = sorted(PHRASES)


def ideas(*, language: str, count: int = 40, seed: int = 1) -> list[dict[str, str]]:
    """Distinct ideas, each with id, title, text, author, date (ISO), state, link and district."""
    chance = random.Random(seed)
    wishes, objects, places, reasons, gains, people = PHRASES[language]
    titles = [f"{wish} {what} {where}" for wish in wishes for what in objects for where in places]
    chance.shuffle(titles)
    return [
        {
            "id": str(1000 + number * 7),
            "title": titles[number % len(titles)],
            "text": f"{chance.choice(reasons)} {titles[-number]}. {chance.choice(gains)} (nr {number})",
            "author": chance.choice(people),
            "date": f"2024-{number % 12 + 1:02}-{number % 28 + 1:02}",
            "state": chance.choice(["open", "closed", "archived"]),
            "link": f"https://example.org/ideas/{1000 + number * 7}",
            "district": chance.choice(places),
            "votes": str(chance.randrange(2000)),
        }
        for number in range(count)
    ]


def csv_bytes(
    *, rows: Sequence[Sequence[str]], delimiter: str = ",", encoding: str = "utf-8", line_end: str = "\r\n"
) -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator=line_end).writerows(rows)
    return out.getvalue().encode(encoding)


def table_of(data: bytes) -> Table:
    return read_table(stream=io.BytesIO(data))


def cells(table: Table) -> list[tuple[str, ...]]:
    return [row.cells for row in table.rows]


def codes(table: Table) -> list[str]:
    return [notice.code.value for notice in table.notices]


def table_from(*, header: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    return table_of(csv_bytes(rows=[header, *rows]))


def columns_of(
    *, language: str, order: Sequence[str], name: Callable[[int], str], count: int = 40
) -> tuple[list[str], list[list[str]]]:
    """A header made by `name` and the rows of a language in the given order of columns."""
    found = ideas(language=language, count=count)
    return [name(number) for number in range(1, len(order) + 1)], [[idea[key] for key in order] for idea in found]


def count(*, rows: Iterable[CheckedRow]) -> Counts:
    by_status = Counter(row.status for row in rows)
    return Counts(
        total=by_status.total(),
        accepted=by_status[Status.ACCEPTED],
        rejected=by_status[Status.REJECTED],
        duplicates=by_status[Status.DUPLICATE],
    )
