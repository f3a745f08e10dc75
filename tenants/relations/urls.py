"""Addresses of what is like an idea, and of joining ideas together."""

from django.urls import path

from tenants.relations.views.bundles import bundle_page, bundle_with, dissolve_bundle, take_out_of_bundle
from tenants.relations.views.merging import merge_with, unmerge
from tenants.relations.views.similar import dismiss_one, show_all_again, similar_page

app_name = "relations"
urlpatterns = [
    path("ideer/<int:pk>/liknande/", similar_page, name="similar"),
    path("ideer/<int:pk>/liknande/visa-igen/", show_all_again, name="show_again"),
    path("ideer/<int:pk>/liknande/<int:other>/inte-lika/", dismiss_one, name="dismiss"),
    path("ideer/<int:pk>/sla-ihop/<int:other>/", merge_with, name="merge"),
    path("ideer/<int:pk>/dela-igen/", unmerge, name="unmerge"),
    path("ideer/<int:pk>/samla/<int:other>/", bundle_with, name="bundle_with"),
    path("samlingar/<uuid:key>/", bundle_page, name="bundle"),
    path("samlingar/<uuid:key>/los-upp/", dissolve_bundle, name="dissolve"),
    path("samlingar/<uuid:key>/<int:pk>/ta-ut/", take_out_of_bundle, name="take_out"),
]
