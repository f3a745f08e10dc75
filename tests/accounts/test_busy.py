"""One password check runs, two wait, the fourth is asked to come back."""

import threading
from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import Settings

from sluss.accounts import busy
from sluss.accounts.busy import TooBusy, place_in_line
from sluss.accounts.hashers import Argon2idHasher
from sluss.registry.models import Municipality
from tests.accounts.test_sessions import sign_in_by_form, signed_in_as
from tests.factories.people import make_member

type Clients = Callable[..., Client]


def test_two_wait_and_the_fourth_is_refused_until_there_is_room() -> None:
    release, running = threading.Event(), threading.Event()
    done: list[int] = []

    def check(number: int) -> None:
        with place_in_line():
            running.set()
            release.wait(10)
            done.append(number)

    threads = [threading.Thread(target=check, args=(number,)) for number in range(3)]
    for thread in threads:
        thread.start()
    running.wait(10)
    while busy._places._value:  # type: ignore[attr-defined]  # until all three have their place
        threading.Event().wait(0.001)
    hasher = Argon2idHasher()
    with pytest.raises(TooBusy):
        hasher.encode("lösenord", "saltsaltsalt")
    with pytest.raises(TooBusy):
        hasher.verify("lösenord", "argon2$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0$x")
    assert done == []
    release.set()
    for thread in threads:
        thread.join(10)
    assert sorted(done) == [0, 1, 2]
    assert hasher.verify("lösenord", hasher.encode("lösenord", "saltsaltsalt"))


def test_checks_run_one_at_a_time() -> None:
    inside, most = 0, 0

    def check() -> None:
        nonlocal inside, most
        with place_in_line():
            inside += 1
            most = max(most, inside)
            threading.Event().wait(0.01)
            inside -= 1

    threads = [threading.Thread(target=check) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert most == 1


def test_place_is_given_back_after_an_error() -> None:
    for _ in range(5):
        with pytest.raises(ValueError, match="fel"), place_in_line():
            raise ValueError("fel")
    with place_in_line():
        pass


def test_full_line_answers_503_and_does_not_count_against_the_person(
    skovde: Municipality, client_of: Clients, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.PASSWORD_HASHERS = ["sluss.accounts.hashers.Argon2idHasher"]
    member = make_member(municipality=skovde)
    client = client_of(skovde)
    with monkeypatch.context() as patch:
        patch.setattr(busy, "_places", threading.BoundedSemaphore(1))
        busy._places.acquire()
        answers = [sign_in_by_form(client, member.email) for _ in range(8)]
    assert {answer.status_code for answer in answers} == {503}
    assert {answer.headers["Retry-After"] for answer in answers} == {"2"}
    assert sign_in_by_form(client, member.email).status_code == 302
    assert signed_in_as(client) == member.email
