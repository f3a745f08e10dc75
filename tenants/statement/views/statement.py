"""The municipality's accessibility statement."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sluss.statement.forms import ChangedMeanwhile, save_statement
from sluss.statement.page import statement_form, statement_page
from sluss.workflow.transitions import record
from tenants.people.access import MemberRequest, role_required
from tenants.people.rules import MANAGERS, may_manage
from tenants.statement.forms import MunicipalStatementForm
from tenants.statement.models import MunicipalStatement


@require_safe
def page(request: MemberRequest) -> HttpResponse:
    may_edit = request.member is not None and may_manage(request.member)
    return statement_page(
        request,
        statement=MunicipalStatement.current(),
        responsible=request.municipality.full_name,
        report_url=reverse("statement:report"),
        edit_url=reverse("statement:edit") if may_edit else "",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*MANAGERS)
def edit(request: MemberRequest) -> HttpResponse:
    form = MunicipalStatementForm(request.POST or None, instance=MunicipalStatement.current())
    if request.method == "POST" and form.is_valid():
        try:
            saved = save_statement(form)
        except ChangedMeanwhile as error:
            return statement_form(request, form=form, back=reverse("statement:page"), theirs=error.theirs)
        record(subject=saved, kind="statement_changed", actor=request.member)
        messages.success(request, _("Saved."))
        return redirect("statement:page")
    return statement_form(request, form=form, back=reverse("statement:page"))
