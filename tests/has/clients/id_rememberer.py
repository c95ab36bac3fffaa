"""Remembers ids: fetches each new one once and never asks for it again (four clients of twelve)."""
# A customer's script is untyped.
# pyright: basic, reportUnknownVariableType=false, reportOptionalMemberAccess=false
# pyright: reportOptionalSubscript=false, reportAttributeAccessIssue=false

import base64
import json
import re
import sys
import time
import urllib.parse
import urllib.request

BASE, USER, PASSWORD, LAST_TITLE = sys.argv[1:5]
AUTH = "Basic " + base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()


def call(path, data=None):
    request = urllib.request.Request(BASE + path, data=data, headers={"Authorization": AUTH})
    with urllib.request.urlopen(request) as answer:
        return answer.read().decode()


kept, done = {}, False
until = time.monotonic() + 60
while not done and time.monotonic() < until:
    page, offset, found = None, 0, []
    while page is None or (page["result"] and any(item["id"] not in kept for item in page["result"])):
        body = urllib.parse.urlencode({"limit": 100, "offset": offset}).encode()
        page = json.loads(call("/abone/search", body))["data"]
        found += page["result"]
        offset += 100
    for item in reversed(found):
        if item["id"] in kept:
            continue
        text = call(f"/abone/document/{item['id']}/newsml29")
        kept[item["id"]] = {
            "title": item["title"],
            "status": re.search(r'pubStatus qcode="([^"]+)"', text)[1],
            "html": re.search(r"<body.content>(.*?)</body.content>", text, re.DOTALL)[1],
        }
        done = done or item["title"] == LAST_TITLE
    time.sleep(0.02)
json.dump(kept, sys.stdout)
