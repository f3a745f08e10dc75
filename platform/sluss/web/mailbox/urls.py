"""The address of the demo's account mails."""

from django.urls import path

from sluss.web.mailbox.views import account_mails

urlpatterns = [path("konto-post/", account_mails, name="account_mails")]
