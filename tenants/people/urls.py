"""Addresses of members, invitations and own settings."""

from django.urls import include, path

from tenants.people.views import accept, invitations, members, own_settings, second_factor

pages = [
    path("organisation/personer/", members.member_list, name="list"),
    path("organisation/personer/fil/", members.member_file, name="file"),
    path("organisation/personer/<uuid:key>/", members.member_page, name="member"),
    path("organisation/personer/<uuid:key>/stang/", members.member_deactivate, name="deactivate"),
    path("organisation/personer/<uuid:key>/oppna/", members.member_reactivate, name="reactivate"),
    path("organisation/inbjudningar/", invitations.invitation_list, name="invitations"),
    path("organisation/inbjudningar/export.csv", invitations.invitation_csv, name="invitations_csv"),
    path("organisation/inbjudningar/ny/", invitations.invitation_new, name="invite"),
    path("organisation/inbjudningar/<int:pk>/igen/", invitations.invitation_send_again, name="send_again"),
    path("organisation/inbjudningar/<int:pk>/lank/", invitations.invitation_link, name="link"),
    path("organisation/inbjudningar/<int:pk>/aterkalla/", invitations.invitation_revoke, name="revoke"),
    path("organisation/tvasteg/", second_factor.second_factor, name="second_factor"),
    path("mina-installningar/", own_settings.own_settings, name="settings"),
    # Under /konto/, which stays in the region: it makes accounts and signs in.
    path("konto/inbjudan/<str:token>/", accept.invitation_accept, name="accept"),
]

urlpatterns = [path("", include((pages, "people")))]
