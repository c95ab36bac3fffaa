"""In the manner of BLU: no sleep, skips what is not 200, reads the document as a dict by bare tag names."""
# A customer's script is untyped.
# pyright: basic, reportUnknownVariableType=false, reportOptionalMemberAccess=false
# pyright: reportOptionalSubscript=false, reportAttributeAccessIssue=false

import base64
import json
import sys
import urllib.error
import urllib.parse
import urllib.request
import xml.parsers.expat

BASE, USER, PASSWORD = sys.argv[1:4]
AUTH = "Basic " + base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()


def call(path, data=None):
    body = None if data is None else urllib.parse.urlencode(data).encode()
    request = urllib.request.Request(BASE + path, data=body, headers={"Authorization": AUTH})
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


def as_dict(text):
    """What xmltodict makes of it: names as written, attributes under "@", a text alone as a string."""
    stack = [("", {}, [])]

    def start(name, attributes):
        stack.append((name, {f"@{key}": value for key, value in attributes.items()}, []))

    def end(_name):
        name, held, pieces = stack.pop()
        words = "".join(pieces).strip()
        if words and held:
            held["#text"] = words
        value = held or (words or None)
        above = stack[-1][1]
        if name in above:
            above[name] = [*(above[name] if isinstance(above[name], list) else [above[name]]), value]
        else:
            above[name] = value

    def data(piece):
        stack[-1][2].append(piece)

    parser = xml.parsers.expat.ParserCreate()
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = data
    parser.Parse(text, True)  # noqa: FBT003 - expat takes it by place alone
    return stack[0][1]


status, answer = call("/abone/search", {"start_date": "*", "end_data": "NOW", "filter_language": "1,4"})
items = [item for item in json.loads(answer)["data"]["result"] if item["type"] == "text"][:10]
stories, skipped = [], 0
for item in items:
    status, answer = call(f"/abone/document/{item['id']}/newsml29")
    if status != 200:
        skipped += 1
        continue
    news = as_dict(answer)["newsMessage"]["itemSet"]["newsItem"]
    head = news["contentSet"]["inlineXML"]["nitf"]["body"]["body.head"]
    links = news["itemMeta"].get("link") or []
    stories.append(
        {
            "id": news["@guid"],
            "title": head["headline"]["hl1"],
            "author": head["byline"]["byttl"],
            "summary": head["abstract"],
            "text": news["contentSet"]["inlineXML"]["nitf"]["body"]["body.content"],
            "links": [
                (one["@residref"], one["title"]) for one in (links if isinstance(links, list) else [links])
            ],
        }
    )
json.dump({"stories": stories, "skipped": skipped}, sys.stdout)
