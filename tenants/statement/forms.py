"""Forms: the municipality's statement, and a report of a fault."""

from django import forms
from django.utils.translation import gettext_lazy as _

from sluss.statement.forms import FIELDS, StatementForm
from tenants.ideas.forms import PlainLine, PlainText
from tenants.ideas.numbers import WarnsOfPersonalNumbers
from tenants.statement.models import MunicipalStatement


class MunicipalStatementForm(StatementForm):
    class Meta:
        model = MunicipalStatement
        fields = FIELDS


class FaultForm(WarnsOfPersonalNumbers):
    """Two things to write at most; only what went wrong is needed."""

    watched = ("text", "page", "answer_to")
    page = PlainLine(
        label=_("Which page?"),
        required=False,
        max_length=300,
        help_text=_("Its address or its heading, if you remember."),
    )
    text = PlainText(
        label=_("What happened?"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Please say what you used, such as a phone, a screen reader or the keyboard alone."),
    )
    answer_to = PlainLine(
        label=_("How do we reach you?"),
        required=False,
        max_length=200,
        help_text=_("E-mail or telephone, if you want an answer. You can leave it empty."),
    )
    field_order = ("page", "text", "answer_to", "keep_numbers")
