"""Somebody else's site on this machine: where *Snel weg* leads, and what leaves traces."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

WEATHER = "Morgen zon en wat wolken"
PAGES = {
    "/": f"<title>Weer</title><h1>{WEATHER}</h1>",
    "/notes/": "<title>Notities</title><textarea></textarea>",
}


class Page(BaseHTTPRequestHandler):
    def do_GET(self):
        body = PAGES.get(self.path, "").encode()
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *words):
        pass


class Elsewhere:
    def __init__(self):
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Page)
        self.origin = f"http://127.0.0.1:{self._server.server_port}"
        self.url = f"{self.origin}/"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self):
        self._server.shutdown()
        self._server.server_close()
