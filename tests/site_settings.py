"""The site's settings for tests and for the type checker: the demo, in memory, with a quick hash of passwords."""

from __future__ import annotations

import os

import site_database

os.environ["COUNTERPOISE_DEMO"] = "1"
os.environ["COUNTERPOISE_DATA"] = str(site_database.HOME)

from counterpoise_site.settings import *  # noqa: F403 - the surroundings come first

DATABASES = {"default": {**DATABASES["default"], "NAME": ":memory:"}}  # noqa: F405
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
