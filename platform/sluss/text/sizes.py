"""Sizes of files as a person writes them."""

from django.template.defaultfilters import filesizeformat
from django.utils.formats import get_format


def file_size(size: int) -> str:
    """`size` in bytes, with a decimal only where it says something: 20 MB, 1,4 MB."""
    return filesizeformat(size).replace(f"{get_format('DECIMAL_SEPARATOR')}0\xa0", "\xa0")
