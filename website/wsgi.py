import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "website.settings")

# A server's threads share connections; a command opens its one, and hears at once why it cannot.
os.environ.setdefault("DATABASE_POOL", "1")

application = get_wsgi_application()
