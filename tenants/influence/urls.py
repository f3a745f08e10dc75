from django.urls import URLPattern

app_name = "influence"
urlpatterns: list[URLPattern] = []
