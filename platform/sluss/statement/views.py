"""The statement of the regional site."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sluss.accounts.region import is_operator, operator_required
from sluss.statement.forms import FIELDS, ChangedMeanwhile, StatementForm, save_statement
from sluss.statement.models import RegionalStatement
from sluss.statement.page import statement_form, statement_page


class RegionalStatementForm(StatementForm):
    class Meta:
        model = RegionalStatement
        fields = FIELDS


@require_safe
def statement(request: HttpRequest) -> HttpResponse:
    return statement_page(
        request,
        statement=RegionalStatement.current(),
        responsible=_("Whoever runs the platform for the federations"),
        edit_url=reverse("statement:edit") if is_operator(request.user) else "",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@operator_required
def edit(request: HttpRequest) -> HttpResponse:
    form = RegionalStatementForm(request.POST or None, instance=RegionalStatement.current())
    if request.method == "POST" and form.is_valid():
        try:
            save_statement(form)
        except ChangedMeanwhile as error:
            return statement_form(request, form=form, back=reverse("statement:page"), theirs=error.theirs)
        messages.success(request, _("Saved."))
        return HttpResponseRedirect(reverse("statement:page"))
    return statement_form(request, form=form, back=reverse("statement:page"))
