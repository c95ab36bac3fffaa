"""In the manner of ELX: multipart search, header names by case, the file's name after the first "="."""
# A customer's script is untyped.
# pyright: basic, reportUnknownVariableType=false, reportOptionalMemberAccess=false
# pyright: reportOptionalSubscript=false, reportAttributeAccessIssue=false

import base64
import http.client
import json
import sys
import tempfile
import time
import xml.dom.minidom
from pathlib import Path
from urllib.parse import urlsplit

BASE, USER, PASSWORD = sys.argv[1:4]
PACE_S = float(sys.argv[4]) if len(sys.argv) > 4 else 0.5
AUTH = "Basic " + base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()


def call(method, path, body=None, headers=()):
    connection = http.client.HTTPConnection(urlsplit(BASE).netloc)
    connection.request(method, path, body, {"Authorization": AUTH, **dict(headers)})
    answer = connection.getresponse()
    time.sleep(PACE_S)
    return answer.status, dict(answer.getheaders()), answer.read()


mark = "b4e6"
form = f'--{mark}\r\ncontent-length: 6\r\ncontent-disposition: form-data; name="limit"\r\n\r\n100000\r\n--{mark}--\r\n'
status, headers, body = call(
    "POST", "/abone/search", form, {"Content-Type": f"multipart/form-data; boundary={mark}"}.items()
)
answer = json.loads(body)
assert answer["response"]["success"] == True  # noqa: E712 - ELX compares, it does not ask
read = []
for item in answer["data"]["result"]:
    status, headers, body = call("GET", f"/abone/document/{item['id']}/newsml29")
    assert headers["Content-Type"] == "application/xml"
    name = headers["Content-Disposition"].split("=", 1)[1]
    (Path(tempfile.mkdtemp()) / name).write_bytes(body)
    document = xml.dom.minidom.parseString(body)
    (news,) = [
        one for one in document.getElementsByTagName("newsItem") if one.getAttribute("guid") == item["id"]
    ]
    read.append(
        {
            "name": name,
            "holder": news.getElementsByTagName("copyrightHolder")[0].getAttribute("literal"),
            "subjects": [one.getAttribute("qcode") for one in news.getElementsByTagName("subject")],
            "country": "".join(
                name.firstChild.data
                for broader in news.getElementsByTagName("broader")
                for name in broader.getElementsByTagName("name")
                if name.getAttribute("xml:lang") == "tr"
            ),
            "creators": {
                one.getAttribute("qcode"): one.getAttribute("literal")
                for one in news.getElementsByTagName("creator")
            },
            "content": news.getElementsByTagName("body.content")[0].firstChild.data,
        }
    )
status, headers, body = call("GET", "/abone/document/nf:text:20200101:1/newsml29")
wrong = json.loads(body)["response"]
json.dump({"read": read, "wrong": [status, wrong["success"] == False, wrong["code"]]}, sys.stdout)  # noqa: E712 - as above
