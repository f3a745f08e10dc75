"""Accounts and sign-in: allauth on each host under /konto/, Argon2id, second factor, rate limits."""

from sluss.settings import environment as env

AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = (
    ["django.contrib.auth.hashers.MD5PasswordHasher"]
    if env.FAST_PASSWORDS
    else ["sluss.accounts.hashers.Argon2idHasher"]
)
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "sluss.accounts.passwords.LongEnough", "OPTIONS": {"min_length": 10}},
    {"NAME": "sluss.accounts.passwords.UnlikeTheOwner", "OPTIONS": {"user_attributes": ("email", "name")}},
    {"NAME": "sluss.accounts.passwords.Uncommon"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"

ACCOUNT_ADAPTER = "sluss.accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "change_password": "sluss.accounts.forms.ChangePasswordForm",
    "reset_password": "sluss.accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "sluss.accounts.forms.ResetPasswordKeyForm",
}
MFA_FORMS = {
    "add_webauthn": "sluss.accounts.forms.AddPasskeyForm",
    "edit_webauthn": "sluss.accounts.forms.EditPasskeyForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
PASSWORD_RESET_TIMEOUT = 24 * 60 * 60
# Limits count visitors by address: behind our proxy the last address of X-Forwarded-For is the visitor's.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if env.TRUSTED_PROXY else 0
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "reset_password": "20/m/ip,5/m/key",
    "change_password": "5/m/user",
    "reauthenticate": "10/m/user",
    "confirm_email": "1/3m/key",
}

MFA_ADAPTER = "sluss.accounts.mfa.MfaAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Slusstrappan"
# Phones' clocks differ: the code of the half minute before or after counts as well (RFC 6238, 5.2).
MFA_TOTP_TOLERANCE = 1
# Browsers count http://*.localhost as safe but the library does not: only the demo may say so (a deploy check refuses).
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = env.DEMO and not env.HTTPS

# In a municipality its administrators choose which roles need a second factor; the region's analysts always do.
SECOND_FACTOR_FOR_REGION = not env.DEMO

# A browser takes a cookie of such a name from this very host alone: no neighbour under the same domain can plant one.
COOKIE_PREFIX = "__Host-" if env.HTTPS else ""
SESSION_ENGINE = "sluss.accounts.session_store"
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}sluss_session"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_SECURE = env.HTTPS
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = env.HTTPS
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}sluss_csrf"
CSRF_FAILURE_VIEW = "sluss.web.errors.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
