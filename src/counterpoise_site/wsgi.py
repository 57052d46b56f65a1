"""The door for web servers: `gunicorn counterpoise_site.wsgi`."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "counterpoise_site.settings")
application = get_wsgi_application()
