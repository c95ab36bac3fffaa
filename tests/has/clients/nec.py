"""In the manner of NEC and LAR: token with redirects off, the Location cut out of the raw headers, no login after."""
# A customer's script is untyped.
# pyright: basic, reportUnknownVariableType=false, reportOptionalMemberAccess=false
# pyright: reportOptionalSubscript=false, reportAttributeAccessIssue=false

import base64
import json
import re
import socket
import sys
import urllib.request
from urllib.parse import urlsplit

BASE, USER, PASSWORD, PICTURE, SERIES = sys.argv[1:6]
AUTH = "Basic " + base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()


def raw(path):
    parts = urlsplit(BASE)
    with socket.create_connection((parts.hostname, parts.port)) as line:
        line.sendall(f"GET {path} HTTP/1.0\r\nHost: {parts.netloc}\r\nAuthorization: {AUTH}\r\n\r\n".encode())
        return b"".join(iter(lambda: line.recv(65536), b"")).decode("latin-1")


answer = raw(f"/abone/token/{PICTURE}/web")
link = re.search(r"Location: (.*)", answer)[1].strip()
with urllib.request.urlopen(link) as answer:
    picture = answer.read()
links = json.loads(raw(f"/abone/multitoken/{SERIES}/web").split("\r\n\r\n", 1)[1])["data"]["result"]
sizes = []
for one in links:
    with urllib.request.urlopen(one["url"]) as answer:
        sizes.append(len(answer.read()))
json.dump({"link": link, "bytes": len(picture), "series": sizes}, sys.stdout)
