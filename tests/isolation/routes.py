"""Every route there is, and whom it is for. A route that nobody listed here fails the build."""

from collections.abc import Iterator

from django.urls import URLResolver, get_resolver

from tests.isolation import areas
from tests.isolation.rows import For, Row, member

REGION = "sluss.urls_region"
MUNICIPALITY = "sluss.urls_municipality"
SIGN_IN_PATHS = "konto/"
ANYONE = Row(For.ANYONE)

IN_MUNICIPALITY: dict[str, Row] = {
    "csp/": Row(For.ANYONE, page=False),
    "sprak/<slug:code>/": Row(For.ANYONE, ("language",), page=False),
    # Mails about accounts, on demo installations alone.
    "konto-post/": ANYONE,
    "": ANYONE,
    "lamna/": Row(For.ANYONE, page=False),
    "lamna/medarbetare/": member(),
    "lamna/invanare/": ANYONE,
    "tack/<int:pk>/": member("waiting"),
    "utkast/": member(),
    "utkast/<int:pk>/ta-bort/": member("draft"),
    "mina/": member(),
    "folj/": ANYONE,
    "folj/<str:token>/": Row(For.SECRET, ("token",)),
    "folj/<str:token>/sluta/": Row(For.SECRET, ("token",)),
    "ideer/": member(),
    "ideer/export.csv": member(page=False),
    "ideer/tavla/": member(),
    "ideer/tavla/export.csv": member(page=False),
    "ideer/<int:pk>/": member("idea"),
    "ideer/<int:pk>/andra/": member("idea"),
    "ideer/<int:pk>/svara/": member("asked"),
    "ideer/<int:pk>/coach/": member("idea"),
    "ideer/<int:pk>/sekretess/": member("idea"),
    "ideer/<int:pk>/oppna-igen/": member("closed", page=False),
    "ideer/<int:pk>/filer/": member("asked"),
    "ideer/<int:pk>/beslut/": member("idea"),
    "ideer/<int:pk>/villkor/": member("idea"),
    "ideer/<int:pk>/jav/": member("idea"),
    "inkorg/": member(),
    "inkorg/export.csv": member(page=False),
    "inkorg/<int:pk>/": member("waiting"),
    "inkorg/oppningar/export.csv": member(page=False),
    "inkorg/svar/export.csv": member(page=False),
    "beslut/": member(),
    "beslut/export.csv": member(page=False),
    "beslut/<uuid:key>/": member("decision"),
    "beslut/<uuid:key>/ratta/": member("decision"),
    "filer/<uuid:key>/": member("file", page=False),
    "filer/<uuid:key>/ta-bort/": member("file"),
    "organisation/": member(),
    "organisation/personer/": member(),
    "organisation/personer/fil/": member(page=False),
    "organisation/personer/<uuid:key>/": member("member"),
    "organisation/personer/<uuid:key>/stang/": member("member"),
    "organisation/personer/<uuid:key>/oppna/": member("member", page=False),
    "organisation/inbjudningar/": member(),
    "organisation/inbjudningar/export.csv": member(page=False),
    "organisation/inbjudningar/ny/": member(),
    "organisation/inbjudningar/<int:pk>/igen/": member("invitation", page=False),
    "organisation/inbjudningar/<int:pk>/lank/": member("invitation", page=False),
    "organisation/inbjudningar/<int:pk>/aterkalla/": member("invitation", page=False),
    "organisation/tvasteg/": member(),
    "organisation/namnder/": member(),
    "organisation/namnder/export.csv": member(page=False),
    "organisation/namnder/ny/": member(),
    "organisation/namnder/<int:pk>/": member("authority"),
    "organisation/enheter/": member(),
    "organisation/enheter/export.csv": member(page=False),
    "organisation/enheter/ny/": member(),
    "organisation/enheter/<int:pk>/": member("unit"),
    "organisation/gallring/": member(),
    "organisation/gallring/export.csv": member(page=False),
    "organisation/gallring/ny/": member(),
    "organisation/gallring/<int:pk>/": member("rule"),
    "import/": member(),
    "import/export.csv": member(page=False),
    "import/ny/": member(),
    "import/<uuid:key>/": member("checked_import"),
    "import/<uuid:key>/kolumner/": member("checked_import"),
    "import/<uuid:key>/varden/": member("checked_import"),
    "import/<uuid:key>/starta/": member("checked_import", page=False),
    "import/<uuid:key>/lage/": member("checked_import", page=False),
    "import/<uuid:key>/rapport.csv": member("checked_import", page=False),
    "import/<uuid:key>/angra/": member("ended_import"),
    "import/<uuid:key>/ta-bort/": member("checked_import"),
    "mina-installningar/": member(),
    "konto/inbjudan/<str:token>/": Row(For.SECRET, ("invitation_token",)),
    "utskick/": member(),
    "utskick/export.csv": member(page=False),
    "utskick/<int:pk>/": member("mail"),
    "utskick/<int:pk>/html/": member("mail", page=False),
    "utskick/<int:pk>/skicka/": member("mail", page=False),
    "kundcenter/": member(),
    "kundcenter/papper/": member(),
    "kundcenter/finns-redan/": member(page=False),
    "kundcenter/<int:pk>/": member("call"),
    "logotyp/<slug:digest>": Row(For.ANYONE, ("logo",), page=False),
    "installningar/": member(),
    "installningar/utseende/": member(),
    "installningar/ord/": member(),
    "installningar/lofte/": member(),
    "kom-igang/": member(),
    "kom-igang/avsluta/": member(page=False),
    "kom-igang/utseende/": member(),
    "kom-igang/varfor/": member(),
    "kom-igang/roller/": member(),
    "kom-igang/modell/": member(),
    "kom-igang/register/": member(),
    "tillganglighet/": ANYONE,
    "tillganglighet/andra/": member(),
    "tillganglighet/fel/": ANYONE,
    "tillganglighet/fel/tack/": ANYONE,
    "tillganglighet/anmalda-fel/": member(),
    "tillganglighet/anmalda-fel/<int:pk>/": member("fault", page=False),
    "personuppgifter/": ANYONE,
    "handlingar/": ANYONE,
    # Each of these areas lists its own routes beside what it plants.
    **areas.routes(),
}
IN_REGION: dict[str, Row] = {
    "csp/": Row(For.ANYONE, page=False),
    "konto-post/": ANYONE,
    "sprak/<slug:code>/": Row(For.ANYONE, ("language",), page=False),
    "": ANYONE,
    "oversikt/": Row(For.ANALYST),
    "oversikt/forandringar.csv": Row(For.ANALYST, page=False),
    "oversikt/karta.csv": Row(For.ANALYST, page=False),
    "oversikt/tid.csv": Row(For.ANALYST, page=False),
    "oversikt/bruk.csv": Row(For.ANALYST, page=False),
    "oversikt/loften.csv": Row(For.ANALYST, page=False),
    "forbund/<slug:slug>/": Row(For.ANALYST, ("federation",)),
    "oppet/": ANYONE,
    "oppet/export.csv": Row(For.ANYONE, page=False),
    "partner/": ANYONE,
    "partner/sa-gar-ett-test-till/": ANYONE,
    "portfolj/": Row(For.ANALYST),
    "portfolj/portfolj.csv": Row(For.ANALYST, page=False),
    "tillganglighet/": ANYONE,
    "tillganglighet/andra/": Row(For.OPERATOR),
}


def routes(urlconf: str) -> list[str]:
    """Every route of a site as it stands in the resolver."""
    return list(dict.fromkeys(_walk(get_resolver(urlconf), "")))


def _walk(resolver: URLResolver, prefix: str) -> Iterator[str]:
    for entry in resolver.url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _walk(entry, route)
        else:
            yield route


def row_of(route: str, table: dict[str, Row]) -> Row | None:
    """The route's row; all of sign-in is one, because allauth's pages know nothing of municipalities."""
    if route in table:
        return table[route]
    return Row(For.SIGN_IN, page=False) if route.startswith(SIGN_IN_PATHS) else None
