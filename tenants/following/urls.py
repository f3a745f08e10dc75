"""Addresses of what members are told, of the talk about ideas, and of answers from letters."""

from django.urls import path

from tenants.following.views import notifications, talk

app_name = "following"
urlpatterns = [
    path("aviseringar/", notifications.notification_list, name="list"),
    path("aviseringar/lasta/", notifications.read_all, name="read_all"),
    path("aviseringar/foljer/", notifications.followed, name="followed"),
    path("aviseringar/installningar/", notifications.settings_page, name="settings"),
    path("aviseringar/<int:pk>/", notifications.open_notification, name="open"),
    path("ideer/<int:pk>/samtal/", talk.talk, name="talk"),
    path("ideer/<int:pk>/folj/", talk.change_following, name="follow"),
    path("svara/<str:token>/", talk.answer_from_letter, name="answer"),
]
