import pytest
from django.core.exceptions import RequestDataTooBig
from pytest_django import Settings

from sluss.web.uploads import FORM_BYTES, LimitedUploadHandler


@pytest.fixture
def handler(settings: Settings) -> LimitedUploadHandler:
    settings.UPLOAD_MAX_BYTES = 100
    return LimitedUploadHandler()


def test_upload_that_announces_too_much_is_refused_unread(handler: LimitedUploadHandler) -> None:
    handler.handle_raw_input(None, {}, 100 + FORM_BYTES, b"")
    with pytest.raises(RequestDataTooBig):
        handler.handle_raw_input(None, {}, 101 + FORM_BYTES, b"")


def test_upload_that_grows_over_the_limit_is_refused(handler: LimitedUploadHandler) -> None:
    assert handler.receive_data_chunk(b"x" * 60, 0) == b"x" * 60
    handler.new_file("file", "second.txt", "text/plain", None)
    with pytest.raises(RequestDataTooBig):
        handler.receive_data_chunk(b"x" * 41, 0)
