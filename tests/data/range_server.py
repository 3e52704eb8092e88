"""Serves the current directory on a free port of the loopback interface, which it prints; logs "PATH RANGE" lines to the
file given. Honours "Range: bytes=N-", as the mirrors do, except below /norange/. What is below /redirect/ is said to be
below /good/ of the same server, and files below /endless/ have no end."""

import http.server
import os
import sys


class Handler(http.server.SimpleHTTPRequestHandler):
    def do_GET(self):
        wanted = self.headers.get("Range", "")
        with open(sys.argv[1], "a") as log:
            print(self.path, wanted or "all", file=log)
        if self.path.startswith("/redirect/"):
            self.send_response(302)
            self.send_header("Location", f"http://{self.headers['Host']}/good/{os.path.basename(self.path)}")
            return self.end_headers()
        if self.path.startswith("/endless/"):
            self.send_response(200)
            self.end_headers()
            try:
                while True:
                    self.wfile.write(bytes(1 << 16))
            except ConnectionError:
                return None
        if not os.path.isfile("." + self.path):
            return self.send_error(404)
        with open("." + self.path, "rb") as file:
            contents = file.read()
        start = 0
        if wanted and not self.path.startswith("/norange/"):
            start = int(wanted.removeprefix("bytes=").removesuffix("-"))
            if start >= len(contents):
                return self.send_error(416)
            self.send_response(206)
            self.send_header("Content-Range", f"bytes {start}-{len(contents) - 1}/{len(contents)}")
        else:
            self.send_response(200)
        self.send_header("Content-Length", str(len(contents) - start))
        self.end_headers()
        self.wfile.write(contents[start:])

    def log_message(self, *_):
        pass


with http.server.HTTPServer(("127.0.0.1", 0), Handler) as server:
    print(server.server_port, flush=True)
    server.serve_forever()
