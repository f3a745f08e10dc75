import pytest
from django.http import HttpRequest
from django.test import RequestFactory
from django.utils import translation
from pytest_django import Settings

from sluss.web import navigation
from sluss.web.navigation import NavItem, Place, groups_of, items_for

REQUEST = RequestFactory().get("/")


def source(request: HttpRequest) -> list[NavItem]:
    return [
        NavItem(label="Start", url="/", order=1),
        NavItem(label="Board", url="/ideas/board/", order=3),
        NavItem(label="Ideas", url="/ideas/", order=2),
        NavItem(label="Leave an idea", url="/leave/", place=Place.PRIMARY),
        NavItem(label="Settings", url="/settings/", place=Place.TOOLS),
        NavItem(label="My queue", url="/queue/", place=Place.WORK),
    ]


@pytest.fixture(autouse=True)
def _one_source(settings: Settings) -> None:
    settings.SLUSS_NAVIGATION = [f"{__name__}.source"]
    navigation.forget()


@pytest.fixture(autouse=True)
def _forget_sources() -> object:
    yield
    navigation.forget()


@pytest.mark.parametrize(
    ("path", "current"),
    [
        ("/", ["Start"]),
        ("/ideas/", ["Ideas"]),
        ("/ideas/17/", ["Ideas"]),
        ("/ideas/board/?q=x", ["Board"]),
        ("/elsewhere/", []),
    ],
)
def test_current_item_is_the_longest_address_above_the_path(path: str, current: list[str]) -> None:
    items = items_for(RequestFactory().get(path))
    assert [item.label for place in Place for item in items[place] if item.current] == current


def test_items_stand_in_their_place_in_order() -> None:
    items = items_for(RequestFactory().get("/"))
    assert [item.label for item in items[Place.MAIN]] == ["Start", "Ideas", "Board"]
    assert [item.label for item in items[Place.PRIMARY]] == ["Leave an idea"]
    assert items[Place.ACCOUNT] == []


def test_groups_stand_in_their_order_and_empty_ones_are_left_out() -> None:
    with translation.override("en"):
        groups = [(str(group.label), [item.label for item in group.items]) for group in groups_of(items_for(REQUEST))]
    assert groups == [("Waits for you", ["My queue"]), ("Run the sluice", ["Settings"])]


class Reader:
    """As much of a member as a menu follows from."""

    active, is_guest, unread = True, False, 0

    def __init__(self, *roles: str) -> None:
        self.roles = list(roles)


def by_role(request: HttpRequest) -> list[NavItem]:
    member = getattr(request, "member")  # noqa: B009
    return [NavItem(label=f"{role} {member.unread}", url=f"/{role}/") for role in member.roles]


def labels(member: Reader, path: str = "/") -> list[tuple[str, bool]]:
    request = RequestFactory().get(path)
    request.member = member  # type: ignore[attr-defined]
    return [(str(item.label), item.current) for item in items_for(request)[Place.MAIN]]


def test_menu_that_is_kept_is_shown_to_readers_of_its_kind_alone(settings: Settings) -> None:
    settings.SLUSS_NAVIGATION = [f"{__name__}.by_role"]
    navigation.forget()
    reader = Reader("coach")
    assert labels(reader, "/coach/") == [("coach 0", True)]
    assert labels(reader) == [("coach 0", False)]
    assert labels(Reader("coach", "manager")) == [("coach 0", False), ("manager 0", False)]
    reader.unread = 3
    assert labels(reader) == [("coach 3", False)]
    reader.is_guest = True
    assert labels(reader) == []
