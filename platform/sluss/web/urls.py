from django.urls import path

from sluss.web import views

app_name = "web"
urlpatterns = [
    path("<slug:code>/", views.set_language, name="language"),
]
