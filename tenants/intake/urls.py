"""Addresses of the start page and of everything about leaving an idea."""

from django.urls import path

from tenants.intake.views.alike import like_this
from tenants.intake.views.follow import follow, follow_by_code, stop_following, thanks
from tenants.intake.views.leave import draft_list, employee, leave, remove_draft, resident
from tenants.intake.views.start import mine, start

app_name = "intake"
urlpatterns = [
    path("", start, name="start"),
    path("lamna/", leave, name="leave"),
    path("lamna/medarbetare/", employee, name="employee"),
    path("lamna/invanare/", resident, name="resident"),
    path("liknar-detta/", like_this, name="like_this"),
    path("tack/<int:pk>/", thanks, name="thanks"),
    path("utkast/", draft_list, name="drafts"),
    path("utkast/<int:pk>/ta-bort/", remove_draft, name="remove_draft"),
    path("mina/", mine, name="mine"),
    path("folj/", follow_by_code, name="follow_code"),
    path("folj/<str:token>/", follow, name="follow"),
    path("folj/<str:token>/sluta/", stop_following, name="stop_following"),
]
