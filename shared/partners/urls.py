"""The pages for companies, universities, science parks and associations. Everyone may read them."""

from django.urls import path

from shared.partners.views import how, start

app_name = "partners"
urlpatterns = [
    path("partner/", start, name="start"),
    path("partner/sa-gar-ett-test-till/", how, name="how"),
]
