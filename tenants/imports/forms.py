"""Forms of the import pages."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from sluss.web.uploads import RefusedUpload
from tenants.files.checking import too_large
from tenants.imports import understanding
from tenants.imports.models import ImportRun
from tenants.imports.places import INBOX, Places
from tenants.imports.reading.mapping import FIELDS, LISTS, Mapping
from tenants.imports.reading.messages import FIELDS as FIELD_NAMES
from tenants.imports.reading.messages import say
from tenants.imports.reading.notices import Notice
from tenants.imports.set_mapping import PLACING, Values, guessed_values


class ImportFileField(forms.FileField):
    """A file as it came; one that was too large says so instead of seeming empty."""

    widget = forms.FileInput

    def clean(self, data: Any, initial: Any = None) -> Any:
        if isinstance(data, RefusedUpload):
            raise too_large(data.name or "")
        return super().clean(data, initial)


class UploadForm(forms.Form):
    file = ImportFileField(
        label=_("File"),
        help_text=_("CSV or XLSX, with one idea a row. The names of the columns may be any, in any language."),
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx", "data-max-bytes": settings.UPLOAD_MAX_BYTES}),
    )


class ColumnsForm(forms.Form):
    """For each column of the file, what it holds."""

    def __init__(self, data: Any = None, *, run: ImportRun) -> None:
        self.run = run
        self.columns: list[str] = run.guess["columns"]
        super().__init__(data)
        held = _held(understanding.mapping_of(run.mapping))
        choices = [("", _("not used")), *((field, FIELD_NAMES[field]) for field in FIELDS)]
        for position, column in enumerate(self.columns):
            self.fields[f"column_{position}"] = forms.ChoiceField(
                label=column, required=False, choices=choices, initial=held.get(column, "")
            )

    def rows(self) -> Iterator[dict[str, Any]]:
        """What the page shows of each column: its field, samples, and why it was guessed."""
        reasons = {
            guess["column"]: say(notice=Notice.from_data(guess["reason"])) for guess in self.run.guess["guesses"]
        }
        for position, column in enumerate(self.columns):
            yield {
                "name": column,
                "field": self[f"column_{position}"],
                "samples": self.run.guess["samples"][position],
                "reason": reasons.get(column, ""),
            }

    def clean(self) -> dict[str, Any]:
        chosen = self._chosen()
        for field, columns in chosen.items():
            if field not in LISTS and len(columns) > 1:
                self._refuse_twice(field=field, columns=columns)
        if not self.errors and not (chosen["title"] or chosen["text"]):
            raise ValidationError(_("Choose a column for the title or for the text."))
        return self.cleaned_data

    def mapping(self) -> Mapping:
        chosen = self._chosen()
        single: dict[str, Any] = {field: columns[0] for field, columns in chosen.items() if columns}
        return Mapping(**single | {field: tuple(chosen[field]) for field in LISTS})

    def _chosen(self) -> dict[str, list[str]]:
        chosen: dict[str, list[str]] = {field: [] for field in FIELDS}
        for position, column in enumerate(self.columns):
            if field := self.cleaned_data.get(f"column_{position}"):
                chosen[field].append(column)
        return chosen

    def _refuse_twice(self, *, field: str, columns: list[str]) -> None:
        said = _("Only one column can hold “%(field)s”.") % {"field": FIELD_NAMES[field]}
        for column in columns[1:]:
            self.add_error(f"column_{self.columns.index(column)}", said)


class ValuesForm(forms.Form):
    """For each value of the file's stages and outcomes, where ideas with it are placed."""

    def __init__(self, data: Any = None, *, run: ImportRun, places: Places) -> None:
        super().__init__(data)
        self.names: dict[str, tuple[str, str]] = {}
        mapping = understanding.mapping_of(run.mapping)
        guessed = guessed_values(run=run, mapping=mapping, places=places)
        chosen: Values = run.mapping.get("values") or guessed
        for field in PLACING:
            for value, count in run.guess["values"].get(getattr(mapping, field), ()):
                name = f"{field}_{len(self.names)}"
                self.names[name] = (field, value)
                self.fields[name] = forms.ChoiceField(
                    label=f"{FIELD_NAMES[field]}: {value} ({count})",
                    required=False,
                    choices=places.choices(),
                    initial=chosen.get(field, {}).get(value, INBOX),
                )

    def values(self) -> Values:
        found: Values = {}
        for name, (field, value) in self.names.items():
            found.setdefault(field, {})[value] = self.cleaned_data[name] or INBOX
        return found


def _held(mapping: Mapping) -> dict[str, str]:
    held = {column: field for field in LISTS for column in getattr(mapping, field)}
    single = {getattr(mapping, field): field for field in FIELDS if field not in LISTS}
    return held | {column: field for column, field in single.items() if column}
