"""Which apps there are, in which schema their tables lie, and the order that a request passes the middlewares in."""

SHARED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "sluss.web",
    # Before allauth, so that our templates are found first.
    "sluss.accounts",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "procrastinate.contrib.django",
    "sluss.registry",
    "sluss.tenancy",
    "sluss.jobs",
    # "sluss.operations",
    "sluss.translations",
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
]
INSTALLED_APPS = SHARED_APPS + TENANT_APPS

MIDDLEWARE = [
    "sluss.web.unavailable.UnavailableMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
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
    "sluss.tenancy.middleware.ScopeMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
