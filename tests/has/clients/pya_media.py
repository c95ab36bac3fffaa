"""In the manner of PYA: newsml12 of the item's id, every ContentItem with an Href, each file saved under that name."""
# A customer's script is untyped.
# pyright: basic, reportUnknownVariableType=false, reportOptionalMemberAccess=false
# pyright: reportOptionalSubscript=false, reportAttributeAccessIssue=false

import base64
import json
import sys
import tempfile
import urllib.parse
import urllib.request
import xml.etree.ElementTree as ET
from pathlib import Path

BASE, USER, PASSWORD = sys.argv[1:4]
AUTH = "Basic " + base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
SIZES = {"_High.": "print", "_Web.": "web", "_SD.": "sd"}


def call(path, data=None):
    body = None if data is None else urllib.parse.urlencode(data).encode()
    request = urllib.request.Request(BASE + path, data=body, headers={"Authorization": AUTH})
    with urllib.request.urlopen(request) as answer:
        return answer.read()


folder = Path(tempfile.mkdtemp())
search = json.loads(call("/abone/search/", {"start_date": "*", "end_date": "NOW", "filter_type": "2,3"}))
saved = {}
for item in search["data"]["result"]:
    agency, kind, day, number = item["id"].split(":")
    document = call(f"/abone/document/{item['id']}/newsml12")
    (folder / f"{agency}_{kind}_{day}_{number}.xml").write_bytes(document)
    for content in ET.fromstring(document).iter("ContentItem"):
        name = content.get("Href")
        if name is None:
            continue
        assert name.endswith({"picture": ".jpg", "video": ".mp4"}[kind])
        size = next(size for sign, size in SIZES.items() if sign in name)
        (folder / name).write_bytes(call(f"/abone/document/{item['id']}/{size}"))
        saved[name] = (folder / name).stat().st_size
json.dump(saved, sys.stdout)
