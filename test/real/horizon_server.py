"""
Debian's OpenStack Dashboard (Horizon), unchanged, on a free port of this machine: horizon_server.py SETTINGS, which are lines of
Python. The first line that it prints is its URL. It has settings of its own, so that /etc/openstack-dashboard does not
matter; sessions live in this process.
"""
import os
import secrets
import sys
import types

# Horizon imports its settings by this name.
settings = types.ModuleType('local.local_settings')
vars(settings).update(
    ALLOWED_HOSTS=['127.0.0.1'],
    SECRET_KEY=secrets.token_hex(),
    SESSION_ENGINE='django.contrib.sessions.backends.cache',
    CACHES={'default': {'BACKEND': 'django.core.cache.backends.locmem.LocMemCache'}},
    COMPRESS_OFFLINE=True,
    STATIC_ROOT='/var/lib/openstack-dashboard/static',
    LOGGING={'version': 1, 'disable_existing_loggers': False},
)
exec(sys.argv[1], vars(settings))
sys.modules['local'] = types.ModuleType('local')
sys.modules['local.local_settings'] = settings
os.environ['DJANGO_SETTINGS_MODULE'] = 'openstack_dashboard.settings'

from django.contrib.staticfiles.handlers import StaticFilesHandler  # noqa: E402
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402

server = ThreadedWSGIServer(('127.0.0.1', 0), WSGIRequestHandler)
server.set_app(StaticFilesHandler(get_wsgi_application()))
print(f'http://127.0.0.1:{server.server_port}', flush=True)
server.serve_forever()
