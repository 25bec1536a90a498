"""A worker of the newsroom to be killed: Django is loaded once, and each worker is a fork of that.

For every line that it reads it forks a real `db_worker`, which ends when nothing is left to do, and prints
its process id.
"""

import os
import signal
import sys


def main():
    import django
    from django.core.management import call_command
    from django.db import connections

    django.setup()
    # What is loaded by the first picture is loaded before the forks: a kill shall hit the work itself.
    from django_tasks_db.management.commands import db_worker  # noqa: F401
    from PIL import Image

    from newsroom.imaging import renditions  # noqa: F401

    Image.init()
    connections.close_all()
    # The dead are buried by the system.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for _line in sys.stdin:
        if (pid := os.fork()) == 0:
            call_command("db_worker", batch=True, interval=0.05, startup_delay=False, verbosity=0)
            os._exit(0)
        print(pid, flush=True)


main()
