"""Hosts, addresses, languages, templates, files, mail and the headers of every answer."""

from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _

from sluss.settings import environment as env
from sluss.settings.mail import mailers

DEBUG = env.DEBUG
DEMO = env.DEMO
DOMAIN = env.DOMAIN
PORT = env.PORT
SCHEME = "https" if env.HTTPS else "http"
ALLOWED_HOSTS = ["*"]  # HostMiddleware answers every unknown host with its own 404 page, which Django's check cannot.
USE_X_FORWARDED_HOST = env.TRUSTED_PROXY
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.TRUSTED_PROXY else None
ROOT_URLCONF = "sluss.urls_region"
URLCONF_MUNICIPALITY = "sluss.urls_municipality"
# Account mails can be read on the demo, where there is no mail server; nowhere else.
DEMO_URLS = ["sluss.web.mailbox.urls"] if env.DEMO else []
REGION_URLS = [
    *DEMO_URLS,
    "shared.portfolio.urls",
    "shared.openly.urls",
    "shared.partners.urls",
    "sluss.statement.urls",
]
MUNICIPALITY_URLS = [
    *DEMO_URLS,
    # First what other systems and visitors ask for all day long: an address is looked for from the top.
    "tenants.api.urls",
    "tenants.intake.urls",
    "tenants.ideas.urls",
    "tenants.public_site.urls",
    "tenants.decisions.urls",
    "tenants.files.urls",
    "tenants.people.urls",
    "tenants.organisation.urls",
    "tenants.imports.urls",
    "tenants.mail.urls",
    "tenants.statement.urls",
    "tenants.settings.urls",
    "tenants.contact_centre.urls",
    "tenants.relations.urls",
    "tenants.following.urls",
    "tenants.learnings.urls",
    "tenants.needs.urls",
    "tenants.challenges.urls",
    "tenants.coaching.urls",
    "tenants.assessment.urls",
    "tenants.trials.urls",
    "tenants.benefits.urls",
    "tenants.goals.urls",
    "tenants.influence.urls",
    "tenants.model_editor.urls",
    "tenants.guidance.urls",
    "tenants.followup.urls",
]
WSGI_APPLICATION = "sluss.wsgi.application"
APPEND_SLASH = True

# What the storeys below call in the storeys above, by name, so that no import goes upward.
SLUSS_NAVIGATION = [
    "tenants.ideas.navigation.items",
    "tenants.needs.navigation.items",
    "tenants.intake.navigation.items",
    "tenants.decisions.navigation.items",
    "tenants.mail.navigation.items",
    "tenants.imports.navigation.items",
    "tenants.people.navigation.items",
    "shared.portfolio.navigation.items",
    "shared.openly.navigation.items",
    "shared.partners.navigation.items",
    "sluss.statement.navigation.items",
    "tenants.statement.navigation.items",
    "tenants.settings.navigation.items",
    "tenants.contact_centre.navigation.items",
    "tenants.model_editor.navigation.items",
    "tenants.guidance.navigation.items",
    "tenants.coaching.navigation.items",
    "tenants.trials.navigation.items",
    "tenants.benefits.navigation.items",
    "tenants.learnings.navigation.items",
    "tenants.following.navigation.items",
    "tenants.public_site.navigation.items",
    "tenants.assessment.navigation.items",
    "tenants.challenges.navigation.items",
    "tenants.goals.navigation.items",
    "tenants.api.navigation.items",
    "tenants.followup.navigation.items",
    "tenants.influence.navigation.items",
]
SLUSS_MEMBER_LOADER = "tenants.people.selectors.member_of_account"
SLUSS_FIRST_CONTENT = "tenants.pipeline.first_content.create"
SLUSS_INBOUND = "tenants.reporting.inbound.apply"
SLUSS_DEMO_ACCOUNTS = "tenants.demo.accounts.demo_accounts"

LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", _("Swedish")), ("en", _("English"))]
LANGUAGE_COOKIE_NAME = "sluss_language"
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = env.HTTPS
TIME_ZONE = "Europe/Stockholm"
USE_TZ = True
USE_I18N = True

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "sluss.web.context.site",
            ],
        },
    }
]
FORM_RENDERER = "sluss.web.forms.Renderer"

STATIC_URL = "/static/"
STATIC_ROOT = env.DATA / "static"
MEDIA_ROOT = env.DATA / "media"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        # Readable by the installation's own user alone; nothing under here is ever served by a web server.
        "OPTIONS": {
            "location": str(MEDIA_ROOT),
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_UPLOAD_HANDLERS = [
    "sluss.web.uploads.LimitedUploadHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
UPLOAD_MAX_BYTES = env.UPLOAD_MAX_BYTES
RESIDENT_UPLOADS_A_DAY = env.RESIDENT_UPLOADS_A_DAY
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 20

# Letters leave through "letters" and are kept in the municipality's outbox where that is missing. Account mails (the
# library sends them itself) go the same way, or into files that the demo shows.
ACCOUNT_MAILS = env.DATA / "outbox"
MAILERS = mailers(env.EMAIL_URL)
DEFAULT_FROM_EMAIL = env.EMAIL_FROM
SERVER_EMAIL = env.EMAIL_FROM

SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "connect-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
    "report-uri": ["/csp/"],
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = env.HTTPS
SECURE_HSTS_SECONDS = 31536000 if env.HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.HTTPS
SECURE_HSTS_PRELOAD = env.HTTPS
X_FRAME_OPTIONS = "DENY"
