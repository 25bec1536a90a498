"""Everything that an installation may decide comes from its environment; docs/settings.md lists it.

Production is what runs when nobody says otherwise, and it refuses to start half-configured.
`COMMUNIQUE_ENV=demo` is the demonstration on one's own machine, `test` the tests.
"""

import os
import sys
from pathlib import Path

import dj_database_url
from django.core.exceptions import ImproperlyConfigured
from django_prose_editor.config import html_tags
from js_asset import static_lazy

from website.buckets import S3_WORDS, s3_refusals, s3_storages
from website.environment import (
    flag,
    kept_secret,
    language_codes,
    production_refusals,
    whole_number,
    word,
    words,
)

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(word("DATA_DIR", str(BASE_DIR / "var"))).absolute()

MODE = word("COMMUNIQUE_ENV", "test" if "pytest" in sys.modules else "production")
if MODE not in {"production", "demo", "test"}:
    raise ImproperlyConfigured(f"COMMUNIQUE_ENV={MODE!r} is unknown. Set it to production, demo or test.")
PRODUCTION = MODE == "production"

DEBUG = flag("DEBUG")
if PRODUCTION:
    SECRET_KEY = word("SECRET_KEY")
    ALLOWED_HOSTS = words("ALLOWED_HOSTS")
    if reasons := production_refusals(secret_key=SECRET_KEY, allowed_hosts=ALLOWED_HOSTS, debug=DEBUG):
        raise ImproperlyConfigured("\n".join(["Communiqué does not start:", *reasons]))
    SITE_URL = word("SITE_URL", "https://" + ALLOWED_HOSTS[0].lstrip(".")).rstrip("/")
else:
    SECRET_KEY = word("SECRET_KEY") or (
        "known to everyone, for the tests only" if MODE == "test" else kept_secret(DATA_DIR / "secret-key")
    )
    ALLOWED_HOSTS = words("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
    SITE_URL = word("SITE_URL", f"http://127.0.0.1:{whole_number('PORT', 8000)}").rstrip("/")

# The newsroom

NEWSROOM_AGENCY = word("NEWSROOM_AGENCY", "WVR")
# The ministry's own country: two letters of ISO 3166-1.
NEWSROOM_COUNTRY = word("NEWSROOM_COUNTRY", "VN").upper()
NEWSROOM_TIME_ZONE = word("NEWSROOM_TIME_ZONE", "Asia/Ho_Chi_Minh")
# Under which licence the register's open data may be used.
OPEN_DATA_LICENCE = word("OPEN_DATA_LICENCE", "CC BY 4.0")
OPEN_DATA_LICENCE_URL = word("OPEN_DATA_LICENCE_URL", "https://creativecommons.org/licenses/by/4.0/")
# To whom readers write who cannot use the site: an address of mail, or of a page.
ACCESSIBILITY_CONTACT = word("ACCESSIBILITY_CONTACT")
# The WebSub hub that passes on to subscribers at once what their feeds have new; "" for none.
WEBSUB_HUB = word("WEBSUB_HUB")
if WEBSUB_HUB and not WEBSUB_HUB.startswith(("https://", "http://")):
    raise ImproperlyConfigured(f"WEBSUB_HUB={WEBSUB_HUB!r} is no address. It begins with https://.")
# Who publishes, as machines are told: in structured data, cards, robots' files and what agencies fetch.
SITE_NAME = word("SITE_NAME", "Communiqué")
# A picture of at least 112 pixels each way: a path below static/, or an absolute address.
SITE_LOGO = word("SITE_LOGO", "site/logo.png")
MINISTRY_URL = word("MINISTRY_URL", SITE_URL + "/")
MINISTRY_ADDRESS = word("MINISTRY_ADDRESS")
NEWSROOM_CONTACT = word("NEWSROOM_CONTACT")
# To whom a hole in the site's safety is told: mail or web addresses, the best one first.
SECURITY_CONTACT = words("SECURITY_CONTACT")
# On what terms others may use our stories, in one sentence.
USAGE_TERMS = word("USAGE_TERMS")
# For how long what somebody typed and did not save is kept.
UNSAVED_WORK_DAYS = whole_number("UNSAVED_WORK_DAYS", 30)

# Applications and the way of a request

INSTALLED_APPS = [
    "website",
    "newsroom",
    "partnerships",
    "content_editor",
    "django_prose_editor",
    "django_filters",
    "django_tasks_db",
    "django.forms",
    "newsroom.desk.apps.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "website.sides.PublicGZip",
    "website.sides.PublicConditionalGet",
    "website.security.ContentSecurityPolicyBySide",
    "website.security.RefuseNul",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "website.sides.DeskSession",
    "website.sides.LanguageBySide",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "website.sides.DeskAuthentication",
    "website.sides.DeskMessages",
    "newsroom.desk.clock.DeskClock",
    "newsroom.desk.writer.DeskWriter",
    "newsroom.desk.lock_answers.TellLocks",
]

ROOT_URLCONF = "website.urls"
WSGI_APPLICATION = "website.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# Our own templates for the forms' widgets come before Django's.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# The database: SQLite in DATA_DIR, or what DATABASE_URL names

DATABASES = {
    "default": dj_database_url.parse(
        word("DATABASE_URL", f"sqlite:///{DATA_DIR / 'communique.sqlite3'}"), conn_health_checks=True
    )
}
_database = DATABASES["default"]
if _database["ENGINE"].endswith("sqlite3"):
    Path(_database["NAME"]).parent.mkdir(parents=True, exist_ok=True)
    _database["CONN_MAX_AGE"] = 0 if MODE == "test" else 600
    _database["OPTIONS"] = {
        # A write waits for the one before it instead of failing half-way through its transaction.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
    if MODE == "test":
        # A file, because threads that publish at once need a connection each.
        _tests = DATA_DIR / "tests"
        _tests.mkdir(parents=True, exist_ok=True)
        _database["TEST"] = {"NAME": str(_tests / f"{os.getpid()}.sqlite3")}
elif _database["ENGINE"].endswith("postgresql"):
    # Every query here is short: to compile one first can take a hundred times as long as to run it.
    _database.setdefault("OPTIONS", {}).setdefault("options", "-c jit=off")
if _database["ENGINE"].endswith("postgresql") and flag("DATABASE_POOL"):
    _database["OPTIONS"]["pool"] = {
        "min_size": whole_number("DATABASE_POOL_MIN", 1),
        "max_size": whole_number("DATABASE_POOL_MAX", 8),
    }

# Files: nothing is public by itself. The site serves renditions at /media/, while a public story shows them

STATIC_URL = "/static/"
STATIC_ROOT = Path(word("STATIC_ROOT", str(BASE_DIR / "staticfiles"))).absolute()
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
# Under which internal address the web server in front reads DATA_DIR/public, when it is told to.
MEDIA_ACCEL_PREFIX = word("MEDIA_ACCEL_PREFIX")

_FILES = "newsroom.imaging.whole_files.WholeFiles"
STORAGES: dict[str, dict] = {
    "default": {"BACKEND": _FILES, "OPTIONS": {"location": DATA_DIR / "private", "base_url": None}},
    "renditions": {
        "BACKEND": _FILES,
        # A name never changes its content: what is made again takes the place of the same.
        "OPTIONS": {"location": DATA_DIR / "public", "base_url": MEDIA_URL, "allow_overwrite": True},
    },
    "staticfiles": {"BACKEND": "website.compact_styles.CompactStaticFiles"},
}
_s3 = {name: word(name) for name in S3_WORDS}
S3_ADDRESSING_STYLE = _s3["S3_ADDRESSING_STYLE"] or ("path" if _s3["S3_ENDPOINT_URL"] else "auto")
if MODE == "test":
    _MEMORY = "newsroom.imaging.whole_files.FilesInMemory"
    STORAGES["default"] = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
    STORAGES["renditions"] = {"BACKEND": _MEMORY, "OPTIONS": {"base_url": MEDIA_URL}}
    STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
elif reasons := s3_refusals(_s3, MEDIA_ACCEL_PREFIX):
    raise ImproperlyConfigured("\n".join(["Communiqué does not start:", *reasons]))
elif _s3["S3_BUCKET"]:
    STORAGES |= s3_storages(_s3)
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = MODE == "test" or DEBUG

# A long story's form has many fields: each block brings a handful.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# Our own parts of the text editor. What is pasted makes no element: the cleaner has nothing to allow for it.
DJANGO_PROSE_EDITOR_EXTENSIONS = [
    {"js": [static_lazy("desk/paste.js")], "extensions": {"CleanPaste": html_tags([])}},
    {
        "js": [static_lazy("desk/passages.js")],
        "extensions": {"Passage": html_tags(["span"], {"span": ["lang"]})},
    },
]
DJANGO_PROSE_EDITOR_MENU_GROUPS = [
    {"group": "blockType -lists", "type": "dropdown", "minItems": 2},
    {"group": "lists"},
    {"group": "nodes -blockType -lists"},
    {"group": "marks"},
    {"group": "link"},
    {"group": "passage", "type": "dropdown"},
    {"group": "table"},
    {"group": "history"},
    {"group": "utility"},
]

# Languages and time

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("vi", "Tiếng Việt")]
# In which a passage of a story may be marked to be; codes of BCP 47.
PASSAGE_LANGUAGES = language_codes(
    "PASSAGE_LANGUAGES", "ar, de, en, es, fr, hi, id, it, ja, km, ko, lo, ms, nl, pt, ru, th, vi, zh"
)
LOCALE_PATHS = [BASE_DIR / "website" / "locale"]
FORMAT_MODULE_PATH = ["website.formats"]
# The ministry's name in each language, or one for all of them.
MINISTRY_NAMES = {
    code: word(f"MINISTRY_NAME_{code.upper().replace('-', '_')}", word("MINISTRY_NAME"))
    for code, _name in LANGUAGES
}
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# Signing in, on the desk only

LOGIN_URL = "admin:login"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
if MODE == "test":
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# Safety on the way

CSRF_TRUSTED_ORIGINS = words("CSRF_TRUSTED_ORIGINS", SITE_URL)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
X_FRAME_OPTIONS = "DENY"
# Only where a proxy that we run sets or removes X-Forwarded-Proto and adds to X-Forwarded-For itself.
BEHIND_PROXY = flag("BEHIND_PROXY")
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
if PRODUCTION:
    SECURE_SSL_REDIRECT = flag("SECURE_SSL_REDIRECT", default=True)
    SECURE_HSTS_SECONDS = whole_number("SECURE_HSTS_SECONDS", 365 * 24 * 3600)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = flag("SECURE_HSTS_INCLUDE_SUBDOMAINS", default=True)
    SECURE_HSTS_PRELOAD = flag("SECURE_HSTS_PRELOAD", default=True)
    if BEHIND_PROXY:
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# Work done aside: by workers (`manage.py db_worker`), or at once by whoever asks for it

TASKS_BACKEND = word("TASKS_BACKEND", "database" if PRODUCTION else "immediate")
_TASKS = {
    "database": "django_tasks_db.DatabaseBackend",
    "immediate": "django.tasks.backends.immediate.ImmediateBackend",
    # Nobody does it: whoever loads much at once has it made by `manage.py tidy_renditions` afterwards.
    "none": "django.tasks.backends.dummy.DummyBackend",
}
if TASKS_BACKEND not in _TASKS:
    raise ImproperlyConfigured(
        f"TASKS_BACKEND={TASKS_BACKEND!r} is unknown. Set it to database, immediate or none."
    )
TASKS = {"default": {"BACKEND": _TASKS[TASKS_BACKEND]}}
# How AVIF is written, from 0 (smallest) to 10 (soonest). Where nobody waits for it, it may take its time.
AVIF_SPEED = whole_number("AVIF_SPEED", 6 if TASKS_BACKEND == "database" else 10 if MODE == "test" else 9)

# What is written down

LOGGING: dict = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "loggers": {
        # Strangers who try other names get their 400; each try is not an error of ours.
        "django.security.DisallowedHost": {"level": "CRITICAL"},
        # That a task began and ended is not news; that it failed is.
        "django.tasks": {"level": "WARNING"},
    },
    "root": {"handlers": ["stderr"], "level": word("LOG_LEVEL", "WARNING" if MODE == "test" else "INFO")},
}
if MODE == "demo":
    (DATA_DIR / "logs").mkdir(parents=True, exist_ok=True)
    LOGGING["handlers"]["file"] = {
        "class": "logging.handlers.WatchedFileHandler",
        "filename": DATA_DIR / "logs" / "communique.log",
        "formatter": "line",
    }
    LOGGING["root"]["handlers"].append("file")
