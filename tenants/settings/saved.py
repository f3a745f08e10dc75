"""Saying what was saved, and what did not come along with a logo."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from sluss.web.logo.clean import CleanLogo


def tell_saved(request: HttpRequest, form: forms.BaseForm | None) -> None:
    messages.success(request, _("Saved."))
    logo = form.cleaned_data.get("logo") if form else None
    if isinstance(logo, CleanLogo) and logo.taken_out:
        names = ", ".join(name.rpartition(":")[2] for name in logo.taken_out)
        text = _("This was taken out of the logo because it may not be in one: %(names)s. Look at it in the header.")
        messages.warning(request, text % {"names": names})
