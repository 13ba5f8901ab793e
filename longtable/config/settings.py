"""Every setting, from the environment. `docs/reference/settings.md` describes each."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

import environs
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from longtable.core.durable import sync

env = environs.Env()
ROOT = Path(__file__).resolve().parents[2]

# Where this installation keeps what it must not lose: database, uploads, facts, secret. In a
# checkout that is `var`; an installed package keeps it in the person's own data folder.
_own = Path(env.str("XDG_DATA_HOME", default=str(Path.home() / ".local" / "share"))) / "longtable"
_usual = ROOT / "var" if (ROOT / "pyproject.toml").exists() else _own
DATA = Path(env.str("LONGTABLE_DATA", default=str(_usual))).absolute()
DATA.mkdir(parents=True, exist_ok=True, mode=0o700)
WAREHOUSE = DATA / "warehouse"
MEDIA_ROOT = DATA / "uploads"

# Local mode: plain HTTP on this machine, for trying it and for work on it. It relaxes secure
# cookies, HSTS and the second factor; nothing else. It is on only where the address is loopback.
ADDRESS = env.str("LONGTABLE_ADDRESS", default="http://localhost:8000").rstrip("/")
_host = ADDRESS.split("://", 1)[-1].split("/", 1)[0].rsplit(":", 1)[0]
LOCAL = ADDRESS.startswith("http://") and _host in {"localhost", "127.0.0.1", "[::1]"}
if not LOCAL and not ADDRESS.startswith("https://"):
    raise ImproperlyConfigured(
        "LONGTABLE_ADDRESS must be an https:// address, or http://localhost for a trial: "
        f"it is {ADDRESS}. Put a reverse proxy with a certificate in front (docs/how-to/run.md)."
    )
DEBUG = False
ALLOWED_HOSTS = [_host] if not LOCAL else ["localhost", "127.0.0.1", "[::1]", "testserver"]
CSRF_TRUSTED_ORIGINS = [ADDRESS]


def _secret() -> str:
    """Return the secret key: from the environment, or made once and kept beside the data."""
    given = env.str("LONGTABLE_SECRET", default="")
    if given:
        return given
    file = DATA / "secret"
    if not file.exists():
        _keep_a_new_secret(file)
    return file.read_text().strip()


def _keep_a_new_secret(file: Path) -> None:
    """Make a secret and force it to the disk before it has its name: never half, never empty.

    Of two processes that start at once the first one's counts.
    """
    unfinished = file.with_name(f"secret.{secrets.token_hex(8)}.tmp")
    with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as new:
        new.write(secrets.token_urlsafe(48))
        new.flush()
        os.fsync(new.fileno())
    with suppress(FileExistsError):
        os.link(unfinished, file)
    unfinished.unlink()
    sync(file.parent)


SECRET_KEY = _secret()
_KNOWN = {"secret", "changeme", "insecure", "password", "django-insecure"}
_known = any(SECRET_KEY.lower().startswith(word) for word in _KNOWN)
if len(SECRET_KEY) < 40 or len(set(SECRET_KEY)) < 8 or _known:
    raise ImproperlyConfigured(
        "LONGTABLE_SECRET is too short or too well known. Leave it out, and one is made and kept "
        f"in {DATA / 'secret'}; or set at least 40 random characters."
    )

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_cotton",
    "longtable.web",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "longtable.accounts.apps.SessionsConfig",
    "longtable.record",
    "longtable.accounts",
    "longtable.initiative",
    "longtable.measures",
    "longtable.agenda",
    "longtable.submissions",
    "longtable.tables",
    "longtable.accountability",
    "longtable.numbers",
    "longtable.backups",
    "longtable.communication",
    "longtable.places.today",
    "longtable.places.agenda",
    "longtable.places.measures",
    "longtable.places.tables",
    "longtable.places.accountability",
    "longtable.places.settings",
]

MIDDLEWARE = [
    "longtable.web.headers.HeadersMiddleware",
    "longtable.web.health.HealthMiddleware",
    "longtable.web.nul.NulMiddleware",
    "longtable.web.keeping.KeepingMiddleware",
    "longtable.web.packing.PackingMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "longtable.web.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "longtable.web.idling.IdlingMiddleware",
    "longtable.accounts.noting.NotingMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "csp.middleware.CSPMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "longtable.web.refusals.RefusalMiddleware",
    "longtable.web.twice.TwiceMiddleware",
    "longtable.web.access.AccessMiddleware",
]

ROOT_URLCONF = "longtable.config.urls"
WSGI_APPLICATION = "longtable.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "longtable" / "places", ROOT / "longtable" / "web" / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": ["django_cotton.templatetags.cotton", "django.templatetags.i18n"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "longtable.web.context.page",
            ],
        },
    }
]
COTTON_DIR = "cotton"
FORM_RENDERER = "longtable.web.forms.Renderer"

# SQLite keeps every acknowledged save through a power cut: WAL with FULL sync, never NORMAL.
if "DATABASE_URL" in os.environ:
    DATABASES = {"default": env.dj_db_url("DATABASE_URL")}
else:
    DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": DATA / "longtable.db"}}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    }
    DATABASES["default"]["CONN_MAX_AGE"] = None
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60  # seconds; what reads the address says none at all
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
ACCOUNT_ADAPTER = "longtable.accounts.adapter.Adapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # people come by invitation, which proves the address
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # nobody makes us write to strangers
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_RATE_LIMITS = {
    "login_failed": "10/10m/key,60/10m/ip",
    "request_login_code": "10/10m/ip,3/10m/key",  # three codes, each good for three tries
}
# How many reverse proxies stand in front: only what they say of a visitor's address is believed.
ALLAUTH_TRUSTED_PROXY_COUNT = 0 if LOCAL else env.int("LONGTABLE_PROXIES", default=1)
# What all processes share: how often somebody has tried. Nothing in it has to be kept.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": DATA / "cache",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    }
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Longtable"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "today:front"
ACCOUNT_LOGOUT_REDIRECT_URL = "today:front"

SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_IDLE_SECONDS = 12 * 3600  # after which one has to sign in again
SESSION_IDLE_SECONDS_PRIVATE = 2 * 3600  # the same, for pages with private data
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
if not LOCAL:
    SESSION_COOKIE_NAME = "__Host-session"
    CSRF_COOKIE_NAME = "__Host-csrf"
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    LANGUAGE_COOKIE_SECURE = True
    SECURE_HSTS_SECONDS = 366 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # never in a cookie
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"  # "no-referrer" makes browsers hide the origin of forms
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("es", _("Spanish"))]
LOCALE_PATHS = [ROOT / "longtable" / "web" / "locale"]
FORMAT_MODULE_PATH = "longtable.web.formats"
USE_I18N = True
USE_TZ = True
TIME_ZONE = env.str("LONGTABLE_TIME_ZONE", default="UTC")

STATIC_URL = "static/"
STATIC_ROOT = DATA / "static"
STATIC_ROOT.mkdir(exist_ok=True)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = False

# Mail goes to the outbox, in the transaction of the action that causes it; the worker sends it.
EMAIL_BACKEND = "longtable.record.outbox.OutboxBackend"
DEFAULT_FROM_EMAIL = env.str("LONGTABLE_MAIL_FROM", default="Longtable <longtable@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
MAIL_URL = env.str("LONGTABLE_MAIL_URL", default="")

# Uploads: what is larger never reaches a parser. See `core.spreadsheets.opening` for the rest.
UPLOAD_LARGEST_BYTES = 250 * 1024 * 1024  # the reader of spreadsheets takes 300 MB
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700

ENGINE = env.str("LONGTABLE_ENGINE", default="duckdb")
ANYONE_MAY_START_AN_INITIATIVE = env.bool("LONGTABLE_ANYONE_MAY_START", default=LOCAL)

# Backups: made every night where a folder is named, and sealed where a public key is given.
BACKUP_FOLDER = env.str("LONGTABLE_BACKUP_FOLDER", default="")
BACKUP_KEY = env.str("LONGTABLE_BACKUP_KEY", default="")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "()": "longtable.web.faults.DiscreetFormatter",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        },
    },
    "filters": {"discreet": {"()": "longtable.web.faults.without_address"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "plain",
            "filters": ["discreet"],
        }
    },
    "root": {"handlers": ["console"], "level": env.str("LONGTABLE_LOG_LEVEL", default="WARNING")},
}
