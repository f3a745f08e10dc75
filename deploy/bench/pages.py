"""The pages that are measured, as requests of a signed-in member."""

from urllib.parse import quote

from deploy.bench.fill import Place
from deploy.bench.load import Exchange, Job, ask, get, post

TOKEN = "a" * 32
BOUNDARY = "bench-boundary"
FORM = {
    "csrfmiddlewaretoken": TOKEN,
    "submission_key": "00000000-0000-4000-8000-000000000000",  # the client puts a fresh one in its place
    "title": "Gemensamma cykelställ vid biblioteket",
    "text": "I dag får var och en lösa det på egen hand. Det borde gå att pröva i liten skala under en termin.",
    "for_whom": "De som cyklar till jobbet.",
    "why_now": "",
}
BOARD = "/ideer/tavla/?source=employee&q=" + quote("pröva")
OPEN = "/oppet/ideer/"
# A visitor to whom something waits to be said is answered anew, as if nothing were kept.
NOT_KEPT = "messages="
API = "/api/v1/ideas/?limit=50"


def paths(place: Place) -> dict[str, str]:
    return {
        "list": "/ideer/",
        "idea": f"/ideer/{place.idea}/",
        "board": BOARD,
        # Without a search: what a search finds, and so what it costs, grows with the ideas in any system.
        "plain board": "/ideer/tavla/",
        "inbox": "/inkorg/",
        "open ideas": OPEN,
        "needs": "/behov/",
        "assessments": "/bedomning/oversikt/",
        "learnings": "/lardomar/",
        "benefits": "/nytta/",
    }


def page(place: Place, name: str) -> Exchange:
    return get(place.host, paths(place)[name], cookie=place.cookie)


def page_job(place: Place, name: str, *, port: int) -> Job:
    return Job(port, [page(place, name)])


def open_list(place: Place, *, kept: bool, port: int) -> Job:
    """The list that is open to all, for a visitor who has no session."""
    return Job(port, [get(place.host, OPEN, cookie="" if kept else NOT_KEPT)])


def api(place: Place) -> Exchange:
    """Fifty ideas, as many as a page has."""
    return ask(place.host, API, key=place.key)


def form_job(*, port: int, host: str, path: str, cookie: str) -> Job:
    """Fetch the form, send it in."""
    return Job(port, [get(host, path, cookie=cookie), sent_form(host=host, path=path, cookie=cookie)])


def sent_form(*, host: str, path: str, cookie: str) -> Exchange:
    parts = [f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{n}"\r\n\r\n{v}\r\n' for n, v in FORM.items()]
    return post(
        host,
        path,
        "".join(parts) + f"--{BOUNDARY}--\r\n",
        kind=f"multipart/form-data; boundary={BOUNDARY}",
        cookie=f"{cookie}; sluss_csrf={TOKEN}; csrftoken={TOKEN}",
        status=302,
    )
