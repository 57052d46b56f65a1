"""The settings of the site, one page for demo and production: what differs is read from the environment.

COUNTERPOISE_DEMO=1 opens the demo on this machine only; without it the site is closed until it has a secret and hosts.
docs/how-to/run-the-site.md names every variable.
"""

from __future__ import annotations

from pathlib import Path

from csp.constants import NONE, SELF

from counterpoise_site import environment
from counterpoise_site.locales import compiled

HERE = Path(__file__).parent
DEMO = environment.switch("COUNTERPOISE_DEMO", default=False)
DATA = Path(environment.text("COUNTERPOISE_DATA", "build/site")).resolve()
HTTPS = environment.switch("COUNTERPOISE_HTTPS", default=not DEMO)

DEBUG = False
SECRET_KEY = environment.secret("COUNTERPOISE_SECRET_KEY", kept_in=DATA / "secret-key" if DEMO else None)
ALLOWED_HOSTS = environment.words("COUNTERPOISE_HOSTS", "localhost,127.0.0.1,[::1]" if DEMO else "")
CSRF_TRUSTED_ORIGINS = [f"https://{host.lstrip('.')}" for host in ALLOWED_HOSTS] if HTTPS else []

# How many proxies of ours every request passes: only what they write is believed of where it comes from.
PROXIES = environment.count("COUNTERPOISE_PROXIES", 0)

INSTALLED_APPS = [
    "counterpoise_site.layout",
    "counterpoise_site.accounts",
    "counterpoise_site.register",
    "counterpoise_site.examination",
    "counterpoise_site.public",
    "counterpoise_site.bulletin",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "counterpoise_site.accounts.desk_app.AccountsAtTheDesk",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail.locales",
    "wagtail.contrib.simple_translation",
    "wagtail",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "django_htmx",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "counterpoise_site.accounts.second_factor.RequireSecondFactor",
    "axes.middleware.AxesMiddleware",  # last, as it asks
]

ROOT_URLCONF = "counterpoise_site.urls"
WSGI_APPLICATION = "counterpoise_site.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES = {"default": environment.database(environment.text("COUNTERPOISE_DATABASE_URL"), folder=DATA)}
CACHES = {
    # Workers must agree, so neither memory nor files; `prepare` makes the table.
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "site_cache"}
}

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["counterpoise_site.layout.templatetags.saying"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "counterpoise_site.layout.context.layout",
            ],
        },
    }
]

# Vietnamese first: an address without a language is Vietnamese, /en/… is English.
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAIL_I18N_ENABLED = True
LOCALE_PATHS = [compiled(HERE / "locale", into=DATA / "locale")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_MEMORY_SIZE = 10_485_760
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # Wagtail's editor sends many
UPLOAD_LIMIT = 20 * 1024 * 1024

# One way in: allauth. Wagtail's own sign-in and password pages are closed in urls.py.
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("UserAttributeSimilarityValidator", {}),
        ("MinimumLengthValidator", {"min_length": 12}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "counterpoise_site.accounts.adapter.StaffAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
ACCOUNT_LOGIN_ON_PASSWORD_RESET = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_RATE_LIMITS = {"login_failed": None}  # axes counts those, and locks
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Counterpoise"
# The demo's accounts have known passwords anyway; everywhere else whoever holds a role needs a second factor.
SECOND_FACTOR_REQUIRED = environment.switch("COUNTERPOISE_SECOND_FACTOR", default=not DEMO)
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_CALLABLE = "counterpoise_site.accounts.lock.tried_name"
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "layout/locked.html"
AXES_VERBOSE = False
AXES_CLIENT_IP_CALLABLE = "counterpoise_site.visitors.address_of"

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"  # Wagtail shows drafts in a frame of its own
SILENCED_SYSTEM_CHECKS = ["security.W019"]  # which asks for frames of nobody's
CSRF_FAILURE_VIEW = "counterpoise_site.layout.views.csrf_failure"
CONTENT_SECURITY_POLICY = {
    "EXCLUDE_URL_PREFIXES": ("/cms/",),  # Wagtail's editor writes styles and scripts into its pages
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    },
}

# Mail goes to files unless a server is named.
EMAIL_HOST = environment.text("COUNTERPOISE_MAIL_HOST")
EMAIL_PORT = int(environment.text("COUNTERPOISE_MAIL_PORT", "587"))
EMAIL_HOST_USER = environment.text("COUNTERPOISE_MAIL_USER")
EMAIL_HOST_PASSWORD = environment.text("COUNTERPOISE_MAIL_PASSWORD")
EMAIL_USE_TLS = EMAIL_PORT == 587
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'filebased'}.EmailBackend"
EMAIL_FILE_PATH = DATA / "mail"
DEFAULT_FROM_EMAIL = environment.text("COUNTERPOISE_MAIL_FROM", "counterpoise@localhost")

WAGTAIL_SITE_NAME = "Counterpoise"
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAILADMIN_BASE_URL = environment.text("COUNTERPOISE_ADDRESS", "http://127.0.0.1:8000")
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_FRONTEND_LOGIN_URL = "account_login"
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "json", "ods", "odt", "pdf", "xlsx", "zip"]
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp"]
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}

# The weather in the bulletin's header: nobody is asked unless a provider is named.
WEATHER_PROVIDER = environment.text("COUNTERPOISE_WEATHER")
WEATHER_PLACE = environment.text("COUNTERPOISE_WEATHER_PLACE", "Bình Phước")
WEATHER_AT = environment.point("COUNTERPOISE_WEATHER_AT", "11.75,106.72")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
