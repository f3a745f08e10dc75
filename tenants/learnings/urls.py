from django.urls import URLPattern

app_name = "learnings"
urlpatterns: list[URLPattern] = []
