"""Every form is rendered as Designsystemet fields: FORM_RENDERER = "sluss.web.forms.Renderer".

Short choices stand beside each other with `RadioSelect(attrs={"data-abreast": True})`.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import django.forms
from django.forms import BaseForm, BoundField, Widget
from django.forms.renderers import DjangoTemplates
from django.template.backends.django import DjangoTemplates as Backend
from django.utils.functional import cached_property
from django.utils.translation import gettext_noop

if TYPE_CHECKING:
    from sluss.workflow.transitions import Text

# Django's words for a choice not made yet, which its Swedish catalogue does not have.
gettext_noop("- Select an option -")


class Field(BoundField):
    """Adds Designsystemet's class and what the field template asks about the widget."""

    def build_widget_attrs(self, attrs: dict[str, Any], widget: Widget | None = None) -> dict[str, Any]:
        used = widget or self.field.widget
        built = super().build_widget_attrs(attrs, widget)
        if not used.is_hidden:
            built["class"] = f"{used.attrs.get('class', '')} ds-input".strip()
        if "placeholder" in used.attrs:
            built["placeholder"] = False  # the sign-in library's: the label once more, which looks like an answer
        return built

    @property
    def is_toggle(self) -> bool:
        return not self.use_fieldset and getattr(self.field.widget, "input_type", "") == "checkbox"

    @property
    def target(self) -> str:
        """The id that the error summary leads to: the control itself, or the first one of a group."""
        return self.id_for_label or f"{self.auto_id}_0"

    @property
    def limit(self) -> int | None:
        """Most characters, told by a counter: `Textarea(attrs={"data-limit": 500})`."""
        limit: int | None = self.field.widget.attrs.get("data-limit")
        return limit

    @property
    def max_bytes(self) -> int | None:
        """Largest upload in bytes, checked before sending too: `FileInput(attrs={"data-max-bytes": 10_000_000})`."""
        most: int | None = self.field.widget.attrs.get("data-max-bytes")
        return most


class InParts(BaseForm):
    """A long form as groups of questions: `PARTS` says what each is about and which fields it holds. What no part
    names comes last, such as a question that is put only when an answer gave rise to it."""

    PARTS: ClassVar["tuple[tuple[Text, tuple[str, ...]], ...]"] = ()
    template_name = "web/forms/parts.html"

    def parts(self) -> "Iterator[tuple[Text, list[BoundField]]]":
        for heading, names in self.PARTS:
            yield heading, [self[name] for name in names if name in self.fields]

    def in_no_part(self) -> list[BoundField]:
        named = {name for _heading, names in self.PARTS for name in names}
        return [field for field in self.visible_fields() if field.name not in named]


class Renderer(DjangoTemplates):
    """Our templates first: Django's own renderer would put its widget templates before the apps'."""

    form_template_name = "web/forms/form.html"
    formset_template_name = "web/forms/formset.html"
    field_template_name = "web/forms/field.html"
    bound_field_class = Field

    @cached_property
    def engine(self) -> Backend:
        ours = Path(__file__).parent / "templates"
        djangos = Path(django.forms.__file__).parent / "templates"
        return Backend({"APP_DIRS": True, "DIRS": [ours, djangos], "NAME": "sluss-forms", "OPTIONS": {}})
