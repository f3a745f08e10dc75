"""Which apps there are, in which schema their tables lie, and the order that a request passes the middlewares in."""

MACHINERY = [
    "sluss.web",
    "sluss.registry",
    "sluss.tenancy",
    "sluss.accounts",
    "sluss.jobs",
    "sluss.operations",
    "sluss.statement",
    "sluss.translations",
]
REGIONAL_APPS = [
    "shared.portfolio",
]
TENANT_APPS = [
    "sluss.outbox",
    "sluss.workflow",
    "tenants.organisation",
    "tenants.people",
    "tenants.pipeline",
    "tenants.ideas",
    "tenants.files",
    "tenants.intake",
    "tenants.mail",
    "tenants.decisions",
    "tenants.imports",
    "tenants.reporting",
    "tenants.statement",
    "tenants.settings",
    "tenants.contact_centre",
    "tenants.demo",
]
# Last: of two texts or templates for the same thing Django takes the first, which must be ours.
LIBRARIES = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "procrastinate.contrib.django",
]
# The names by which django-tenants knows which tables belong in which schema.
SHARED_APPS = MACHINERY + REGIONAL_APPS + LIBRARIES
INSTALLED_APPS = MACHINERY + REGIONAL_APPS + TENANT_APPS + LIBRARIES

MIDDLEWARE = [
    "sluss.web.unavailable.UnavailableMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "sluss.web.security.permissions_policy",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "sluss.tenancy.middleware.HostMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "sluss.accounts.sessions.SessionSiteMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "sluss.accounts.busy.BusyMiddleware",
    "sluss.accounts.pages.SiteNameMiddleware",
    "sluss.tenancy.middleware.ScopeMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "tenants.people.second_factor.SecondFactorMiddleware",
]
