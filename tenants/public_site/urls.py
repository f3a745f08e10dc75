"""Addresses of the open pages. They are kept: people have been sent to them."""

from django.urls import path

from tenants.public_site.views import office, pages, taking_part

app_name = "public_site"
urlpatterns = [
    path("oppet/", pages.start, name="start"),
    path("oppet/ideer/", pages.idea_list, name="list"),
    path("oppet/ideer/<uuid:key>/", pages.idea_page, name="idea"),
    path("oppet/ideer/<uuid:key>/stod/", taking_part.support, name="support"),
    path("oppet/ideer/<uuid:key>/kommentar/", taking_part.comment, name="comment"),
    path("oppet/ideer/<uuid:key>/kommentar/<int:pk>/anmal/", taking_part.report, name="report"),
    path("oppet/stod/<str:token>/", taking_part.confirm_support, name="confirm"),
    path("oppet/lardomar/", pages.learning_list, name="learnings"),
    path("kommentarer/", office.comment_queue, name="queue"),
    path("kommentarer/<int:pk>/visa/", office.show_comment, name="show_comment"),
    path("kommentarer/<int:pk>/dolj/", office.hide_comment, name="hide_comment"),
    path("ideer/<int:pk>/visa-for-alla/", office.show_to_all, name="open"),
    path("ideer/<int:pk>/sluta-visa/", office.close_to_all, name="close"),
]
