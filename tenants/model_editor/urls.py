from django.urls import URLPattern

app_name = "model_editor"
urlpatterns: list[URLPattern] = []
