"""The live look-up of the forms for leaving an idea."""

from django.urls import path

from tenants.similar.views import like_this

app_name = "similar"
urlpatterns = [path("liknar-detta/", like_this, name="like_this")]
