"""A server of the newsroom to be killed: Django is loaded once, and each server is a fork of that.

For every line that it reads it forks a server, which prints its process id and its port.
"""

import os
import signal
import sys
from wsgiref.simple_server import WSGIRequestHandler, make_server


class Quiet(WSGIRequestHandler):
    def log_message(self, *args):
        pass


def main():
    import django
    from django.db import connections
    from django.test import Client

    from website.wsgi import application

    django.setup()
    # What is loaded by the first request is loaded before the forks: a kill shall hit the work itself.
    Client().get("/admin/login/", HTTP_HOST="127.0.0.1")
    connections.close_all()
    # The dead are buried by the system.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for _line in sys.stdin:
        if os.fork() == 0:
            server = make_server("127.0.0.1", 0, application, handler_class=Quiet)
            print(os.getpid(), server.server_port, flush=True)
            server.serve_forever()
            os._exit(0)


main()
