"""In the manner of ELX: series documents, then each file, whose headers it looks up by case."""
# A customer's script is untyped.
# pyright: basic, reportUnknownVariableType=false, reportOptionalMemberAccess=false
# pyright: reportOptionalSubscript=false, reportAttributeAccessIssue=false

import base64
import hashlib
import http.client
import json
import sys
import tempfile
import xml.etree.ElementTree as ET
from pathlib import Path
from urllib.parse import urlsplit

BASE, USER, PASSWORD = sys.argv[1:4]
AUTH = "Basic " + base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
G2 = "{http://iptc.org/std/nar/2006-10-01/}"


def call(method, path, body=None, headers=()):
    connection = http.client.HTTPConnection(urlsplit(BASE).netloc)
    connection.request(method, path, body, {"Authorization": AUTH, **dict(headers)})
    answer = connection.getresponse()
    return answer.status, dict(answer.getheaders()), answer.read()


mark = "b4e6"
form = f'--{mark}\r\ncontent-disposition: form-data; name="limit"\r\n\r\n100000\r\n--{mark}--\r\n'
status, headers, body = call(
    "POST", "/abone/search", form, {"Content-Type": f"multipart/form-data; boundary={mark}"}.items()
)
folder = Path(tempfile.mkdtemp())
read = []
for item in json.loads(body)["data"]["result"]:
    if item["type"] == "text":
        continue
    kind = item["group_id"].split(":")[1]
    size, wanted = {"picturegroup": ("print", "image/jpeg"), "videogroup": ("sd", "stream")}[kind]
    status, headers, body = call("GET", f"/abone/document/{item['group_id']}/newsml29")
    assert headers["Content-Type"] == "application/xml"
    news = ET.fromstring(body).find(f".//{G2}newsItem[@guid='{item['id']}']")
    status, headers, body = call("GET", f"/abone/document/{item['id']}/{size}")
    assert status == 200
    assert wanted in headers["Content-Type"]
    if size == "print":
        assert headers["Content-Type"] == wanted
    name = headers["Content-Disposition"].split("=", 1)[1]
    (folder / name).write_bytes(body)
    read.append(
        {
            "id": item["id"],
            "name": name,
            "sha256": hashlib.sha256((folder / name).read_bytes()).hexdigest(),
            "caption": "".join(one.text or "" for one in news.findall(f"{G2}contentMeta/{G2}description")),
            "headline": news.findtext(f"{G2}contentMeta/{G2}headline"),
            "holder": news.find(f"{G2}rightsInfo/{G2}copyrightHolder").get("literal"),
            "creators": {
                one.get("qcode"): one.get("literal") for one in news.findall(f"{G2}contentMeta/{G2}creator")
            },
        }
    )
json.dump(read, sys.stdout)
