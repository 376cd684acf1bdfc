"""Every setting comes from the environment; the defaults are safe for production."""

import secrets
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from platform_site import env, logs
from platform_site.static_files import add_headers

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(env.text("VAR_DIR", str(BASE_DIR / "var")))
# One small file per conversation: outside the database and every backup.
KEYRING_DIR = Path(env.text("KEYRING_DIR", str(VAR_DIR / "keyring")))

DEMO = env.flag("DEMO", default=False)
DEBUG = env.flag("DEBUG", default=False)
if DEBUG and not DEMO:
    env.stop("DEBUG", "must be off outside demo mode.")

SITE_NAME = env.text("SITE_NAME", "Zijstap")
SITE_ORIGIN = env.origin(
    "SITE_ORIGIN", "http://127.0.0.1:8000" if DEMO else None, https=not DEMO
)
CHAT_ORIGIN = env.origin(
    "CHAT_ORIGIN", "http://127.0.0.1:8001" if DEMO else None, https=not DEMO
)
if SITE_ORIGIN == CHAT_ORIGIN:
    env.stop("CHAT_ORIGIN", "must differ from SITE_ORIGIN.")
if env.host(SITE_ORIGIN) == env.host(CHAT_ORIGIN) and not DEMO:
    env.stop("CHAT_ORIGIN", "must have another host name: cookies ignore ports.")
HTTPS = SITE_ORIGIN.startswith("https://")
# host:port or unix:/path, by comma; empty: the addresses both origins name.
LISTEN = env.text("LISTEN", "" if DEMO else "127.0.0.1:8000")
QUICK_EXIT_URL = env.elsewhere(
    "QUICK_EXIT_URL",
    "https://www.knmi.nl/",
    ours={SITE_ORIGIN, CHAT_ORIGIN},
    demo=DEMO,
)

SECRET_KEY = env.key(
    "SECRET_KEY", secrets.token_urlsafe(50) if DEMO else None, demo=DEMO
)
# Seals the second factors; of its own, so that SECRET_KEY can be replaced alone.
MFA_KEY = env.key("MFA_KEY", SECRET_KEY, demo=DEMO)

ALLOWED_HOSTS = sorted({env.host(SITE_ORIGIN), env.host(CHAT_ORIGIN)})
ROOT_URLCONF = "platform_site.urls.portal"
CHAT_URLCONF = "platform_site.urls.chat"
ASGI_APPLICATION = "platform_site.asgi.application"

INSTALLED_APPS = [
    "platform_site",
    "platform_site.staff",
    "chat",
    "referral",
    "knowledge",
    "outreach",
    "insights",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "channels",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    # Asynchronous and first, so that a file costs no step through the rest.
    "servestatic.middleware.ServeStaticMiddleware",
    "platform_site.origins.OriginMiddleware",
    "platform_site.headers.HeadersMiddleware",
    "platform_site.headers.OriginCSPMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "platform_site.language.PathLanguageMiddleware",
    "platform_site.staff.sessions.OriginSessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "platform_site.staff.second_factor.SecondFactorMiddleware",
    "platform_site.cms.CmsWallMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
    "platform_site.page_cache.middleware.HeardMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "platform_site.context.page",
            ],
        },
    }
]

DATABASES = {"default": env.database(f"sqlite:///{VAR_DIR / 'zijstap.sqlite3'}")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
POSTGRES = DATABASES["default"]["ENGINE"].endswith("postgresql")
# Threads on which sockets ask the database; 0: one for the whole process.
DATABASE_THREADS = env.number("DATABASE_THREADS", default=4 if POSTGRES else 0)
# 0 only to compare: every question of a socket is then a transaction of its own.
TOGETHER = env.flag("TOGETHER", default=True)
REDIS_URL = env.redis("REDIS_URL")
CACHES = {"default": env.cache(REDIS_URL)}
CHANNEL_LAYERS = {"default": env.channel_layer(REDIS_URL)}
# Groups of the layer that all conversations share; 0: each has one of its own.
BELL_GROUPS = env.number("BELL_GROUPS", default=1)

AUTH_USER_MODEL = "staff.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "staff_home"
LOGOUT_REDIRECT_URL = "account_login"
VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "platform_site.staff.passwords.LongEnough",
        "OPTIONS": {"min_length": 12},
    },
    {
        "NAME": f"{VALIDATION}.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("login", "display_name")},
    },
    {"NAME": f"{VALIDATION}.CommonPasswordValidator"},
    {"NAME": f"{VALIDATION}.NumericPasswordValidator"},
]
# The life of an enrolment link.
PASSWORD_RESET_TIMEOUT = 72 * 3600

SESSION_ENGINE = "platform_site.staff.sessions"
# Ports share cookies, so the names differ per origin on http too.
SESSION_COOKIE_NAME = "__Host-staff" if HTTPS else "staff"
CHAT_COOKIE_NAME = "__Host-console" if HTTPS else "console"
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_AGE = 12 * 3600
# The token lives in the session, so readers get no cookie for it.
CSRF_USE_SESSIONS = True
CSRF_FAILURE_VIEW = "platform_site.errors.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

if HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^health/$"]
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
# With no-referrer every Django form would post Origin: null and be refused.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Nederlands")), ("en", _("Engels"))]
LOCALE_PATHS = [BASE_DIR / "platform_site" / "locale"]
TIME_ZONE = "Europe/Amsterdam"
USE_I18N = True
USE_TZ = True

MEDIA_URL = "/uploads/"
MEDIA_ROOT = VAR_DIR / "uploads"
STATIC_URL = "/static/"
SERVESTATIC_MAX_AGE = 60
SERVESTATIC_ALLOW_ALL_ORIGINS = False
SERVESTATIC_ADD_HEADERS_FUNCTION = add_headers
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {
        "BACKEND": "platform_site.uploads.NeverTheSameName",
        "OPTIONS": {"location": str(MEDIA_ROOT), "base_url": MEDIA_URL},
    },
    "staticfiles": {"BACKEND": "platform_site.static_files.HashedModules"},
}

LOG_LEVEL = env.text("LOG_LEVEL", "INFO")
if LOG_LEVEL not in {"DEBUG", "INFO", "WARNING", "ERROR"}:
    env.stop("LOG_LEVEL", "must be DEBUG, INFO, WARNING or ERROR.")
LOGGING = logs.config(LOG_LEVEL)
# Deliberately nobody: such a mail would hold the whole request.
ADMINS: list[tuple[str, str]] = []

BUILD = env.text("BUILD", "dev")
CONVERSATIONS_AT_ONCE = env.number("CONVERSATIONS_AT_ONCE", default=2, least=1)

WAGTAIL_SITE_NAME = SITE_NAME
WAGTAILADMIN_BASE_URL = SITE_ORIGIN
WAGTAIL_I18N_ENABLED = True
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_FRONTEND_LOGIN_URL = "/staff/login/"
# A shared password would set a cookie, and its form is shadowed.
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = False
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
# Never SVG or HTML: those carry scripts.
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpeg", "jpg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 15 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
WAGTAILIMAGES_IMAGE_FORM_BASE = "knowledge.editing.upload_forms.ImageForm"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "knowledge.editing.upload_forms.DocumentForm"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "mp4", "odt", "pdf", "txt", "vtt", "webm"]
WAGTAILDOCS_SERVE_METHOD = "direct"
# A translation starts as a draft, also of a live page: it is still in Dutch then.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
# Deliberately no WAGTAILLOCALIZE_MACHINE_TRANSLATOR: it would send texts to others.

ACCOUNT_USER_MODEL_USERNAME_FIELD = "login"
# Staff have no e-mail address here, so there is none to lose.
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "platform_site.staff.adapters.AccountAdapter"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_PRESERVE_USERNAME_CASING = True
ACCOUNT_FORMS = {
    "login": "platform_site.staff.forms.StaffLoginForm",
    "change_password": "platform_site.staff.forms.StaffChangePasswordForm",
}
# None counts per address. Wrong passwords wait at axes; this one counts wrong codes,
# which only somebody who knows the password can send.
ACCOUNT_RATE_LIMITS = {
    "change_password": "5/m/user",
    "reauthenticate": "10/m/user",
    "login_failed": "5/m/key,20/h/key",
    **dict.fromkeys(
        ("login", "signup", "reset_password", "reset_password_from_key"), ""
    ),
    **dict.fromkeys(("request_login_code", "confirm_email", "verify_phone"), ""),
}
MFA_ADAPTER = "platform_site.staff.adapters.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_TOLERANCE = 1
MFA_RATE_LIMITS = {"webauthn_login": ""}
MFA_FORMS = {
    "authenticate": "platform_site.staff.forms.StaffCodeForm",
    "reauthenticate": "platform_site.staff.forms.StaffReauthenticateForm",
}

# What allauth calls it; the default would be the name of our column, and count nobody.
AXES_USERNAME_FORM_FIELD = "username"
AXES_HANDLER = "platform_site.staff.delay.GrowingDelay"
AXES_LOCKOUT_PARAMETERS = ["username"]
AXES_LOCKOUT_CALLABLE = "platform_site.staff.delay.wait_page"
AXES_CLIENT_IP_CALLABLE = "platform_site.staff.delay.no_address"
# A try during the wait is not looked at, so it must not make the wait longer.
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_VERBOSE = False
AXES_DISABLE_ACCESS_LOG = True
# They ask for the address in the lock: there is none, and accounts are not locked but
# delayed for at most a minute.
SILENCED_SYSTEM_CHECKS = ["axes.W001", "axes.W006"]
# Who may frame us is in the content policy; other names of the domain are not ours.
SILENCED_SYSTEM_CHECKS += ["security.W002", "security.W005", "security.W021"]
