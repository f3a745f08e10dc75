from pathlib import Path

import pytest

from sluss.translations.messages import Message, messages_in

PYTHON = """
from django.utils.translation import gettext_lazy as _, ngettext, pgettext
A = _("One" " text")
B = ngettext("%(n)d idea", "%(n)d ideas", 2)
C = pgettext("board", "Stop")
D = _(variable)
E = translation.gettext("By module")
"""
TEMPLATE = """{% load i18n %}{% translate "It's 100 %" %}{% translate 'May' context "month" %}
{% blocktranslate trimmed with n=idea.name %}
  Idea {{ n }}
  waits
{% endblocktranslate %}
{% blocktranslate count n=many %}One{% plural %}{{ n }} of them{% endblocktranslate %}
{{ _("In a variable") }}{% include "x.html" with label=_("In a tag") %} _("not a call") gettext("nor this")"""


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        (
            "a.py",
            PYTHON,
            {
                Message(msgid="One text"),
                Message(msgid="%(n)d idea", plural="%(n)d ideas"),
                Message(msgid="Stop", context="board"),
                Message(msgid="By module"),
            },
        ),
        (
            "a.html",
            TEMPLATE,
            {
                Message(msgid="It's 100 %%"),
                Message(msgid="May", context="month"),
                Message(msgid="Idea %(n)s waits"),
                Message(msgid="One", plural="%(n)s of them"),
                Message(msgid="In a variable"),
                Message(msgid="In a tag"),
            },
        ),
        ("b.py", "print('nothing to translate')", set()),
    ],
)
def test_texts_are_found(tmp_path: Path, name: str, text: str, expected: set[Message]) -> None:
    path = tmp_path / name
    path.write_text(text)
    assert set(messages_in(path)) == expected
