"""Addresses of the outbox."""

from django.urls import include, path

from tenants.mail import views

pages = [
    path("", views.outbox, name="outbox"),
    path("export.csv", views.outbox_csv, name="csv"),
    path("<int:pk>/", views.mail, name="mail"),
    path("<int:pk>/html/", views.as_sent, name="as_sent"),
    path("<int:pk>/skicka/", views.send_again, name="send_again"),
]
urlpatterns = [path("utskick/", include((pages, "mail")))]
