import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from queue import SimpleQueue
from urllib.parse import parse_qs

import pytest


class Hub:
    """A hub on this machine: it writes down what it is told, and answers as a test wants."""

    def __init__(self):
        self.heard = SimpleQueue()
        self.answers = lambda topic: 204
        self.silence = threading.Event()
        hub = self

        class Answer(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                said = parse_qs(body)
                assert said["hub.mode"] == ["publish"]
                assert said["hub.url"] == said["hub.topic"]
                [topic] = said["hub.topic"]
                status = hub.answers(topic)
                if status is None:
                    hub.silence.wait()
                    return
                if status < 300:
                    hub.heard.put(topic)
                self.send_response(status)
                self.send_header("Content-Length", "0")
                if 300 <= status < 400:
                    self.send_header("Location", "/elsewhere")
                self.end_headers()

            def log_message(self, *args):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
        self.server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self.server.server_port}/"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def told(self):
        """Return what it was told since it was last asked, without the site."""
        found = []
        while not self.heard.empty():
            found.append(self.heard.get())
        return sorted(topic.partition("/en/feeds/")[2] or topic for topic in found)

    def end(self):
        self.silence.set()
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def hub(settings):
    hub = Hub()
    settings.WEBSUB_HUB = hub.address
    yield hub
    hub.end()


@pytest.fixture
def speaking_hub():
    """Makes a hub that answers with these bytes and then keeps the line open; gives its address."""
    listening = socket.create_server(("127.0.0.1", 0))
    kept = []

    def speak(answer):
        def once():
            line, _place = listening.accept()
            kept.append(line)
            line.recv(65536)
            line.sendall(answer)

        threading.Thread(target=once, daemon=True).start()
        return f"http://127.0.0.1:{listening.getsockname()[1]}/"

    yield speak
    for line in [*kept, listening]:
        line.close()
