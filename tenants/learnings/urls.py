"""Addresses of the pages about learnings."""

from django.urls import path

from tenants.learnings.views.drafts import discard, draft_page, new_draft, new_version, sign
from tenants.learnings.views.idea import idea_learnings, use_learning
from tenants.learnings.views.register import learning_csv, learning_list, learning_page, public_page, thank_for

app_name = "learnings"
urlpatterns = [
    path("lardomar/", learning_list, name="list"),
    path("lardomar/export.csv", learning_csv, name="csv"),
    path("lardomar/utkast/<int:pk>/", draft_page, name="draft"),
    path("lardomar/utkast/<int:pk>/signera/", sign, name="sign"),
    path("lardomar/utkast/<int:pk>/ta-bort/", discard, name="discard"),
    path("lardomar/<uuid:key>/", learning_page, name="learning"),
    path("lardomar/<uuid:key>/tack/", thank_for, name="thank"),
    path("lardomar/<uuid:key>/ny-lydelse/", new_version, name="new_version"),
    path("lardom/<uuid:key>/", public_page, name="public"),
    path("ideer/<int:pk>/lardomar/", idea_learnings, name="idea"),
    path("ideer/<int:pk>/lardomar/ny/", new_draft, name="new_draft"),
    path("ideer/<int:pk>/lardomar/<uuid:key>/anvand/", use_learning, name="use"),
]
