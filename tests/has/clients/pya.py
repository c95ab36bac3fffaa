"""In the manner of PYA: pages while offset < total, oldest first, sleeps the pace, ElementTree and newsml29."""
# A customer's script is untyped.
# pyright: basic, reportUnknownVariableType=false, reportOptionalMemberAccess=false
# pyright: reportOptionalSubscript=false, reportAttributeAccessIssue=false

import base64
import json
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
import xml.etree.ElementTree as ET

BASE, USER, PASSWORD = sys.argv[1:4]
PACE_S = float(sys.argv[4]) if len(sys.argv) > 4 else 0.5
AUTH = "Basic " + base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
G2 = "{http://iptc.org/std/nar/2006-10-01/}"
NITF = "{http://iptc.org/std/NITF/2006-10-18/}"
refused = []


def call(path, data=None):
    body = None if data is None else urllib.parse.urlencode(data).encode()
    for _ in range(10):
        request = urllib.request.Request(BASE + path, data=body, headers={"Authorization": AUTH})
        try:
            with urllib.request.urlopen(request) as answer:
                return answer.read()
        except urllib.error.HTTPError as error:
            if error.code != 429:
                raise
            refused.append(error.read().decode())
        finally:
            time.sleep(PACE_S)
    raise SystemExit("always 429")


tables = json.loads(call("/abone/discover/tr_TR"))["data"]
found, offset, total = [], 0, 1
while offset < total:
    page = json.loads(
        call(
            "/abone/search/",
            {"start_date": "*", "end_date": "NOW", "filter_type": "1", "offset": offset, "limit": 2},
        )
    )
    assert page["response"]["success"]
    found += page["data"]["result"]
    total = page["data"]["total"]
    offset += 2
found.reverse()
documents = {}
for item in found:
    agency, kind, day, number = item["id"].split(":")
    item_xml = ET.fromstring(call(f"/abone/document/{item['id']}/newsml29"))
    (content,) = item_xml.iter(f"{NITF}body.content")
    documents[item["id"]] = {
        "name": f"{agency}_{kind}_{day}_{number}",
        "headline": item_xml.findtext(f".//{G2}contentMeta/{G2}headline"),
        "statuses": [one.get("qcode") for one in item_xml.iter(f"{G2}pubStatus")],
        "html": content.text,
        "children": len(content),
    }
json.dump({"tables": tables, "found": found, "documents": documents, "refused": refused}, sys.stdout)
