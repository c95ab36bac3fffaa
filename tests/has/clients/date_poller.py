"""Polls by date: asks from the last date that it saw, and keeps each id with each date and title that it had."""
# A customer's script is untyped.
# pyright: basic, reportUnknownVariableType=false, reportOptionalMemberAccess=false
# pyright: reportOptionalSubscript=false, reportAttributeAccessIssue=false

import base64
import json
import sys
import time
import urllib.parse
import urllib.request

BASE, USER, PASSWORD, LAST_TITLE = sys.argv[1:5]
AUTH = "Basic " + base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()


def search(**fields):
    body = urllib.parse.urlencode(fields).encode()
    request = urllib.request.Request(BASE + "/abone/search", data=body, headers={"Authorization": AUTH})
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)["data"]


seen, since, done = {}, "*", False
until = time.monotonic() + 60
while not done and time.monotonic() < until:
    offset, newest = 0, since
    while True:
        page = search(start_date=since, end_date="NOW", offset=offset, limit=100)
        for item in page["result"]:
            seen[f"{item['id']} {item['date']} {item['title']}"] = item
            newest = item["date"] if newest == "*" else max(newest, item["date"])
            done = done or item["title"] == LAST_TITLE
        offset += 100
        if offset >= page["total"]:
            break
    since = newest
    time.sleep(0.02)
json.dump(list(seen.values()), sys.stdout)
