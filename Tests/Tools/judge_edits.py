"""Judges edits of mise's files by Python's own TOML reader.

Reads cases, one JSON object a line: the text before and after an edit, what our reader made of
the text before, and the edit. Prints one line for each disagreement, then how many cases it saw.
"""

import datetime
import json
import sys
import tomllib

REQUESTS = ["version", "path", "prefix", "ref", "tag", "branch", "rev"]


def tagged(value):
    if isinstance(value, dict):
        return {key: tagged(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [tagged(inner) for inner in value]
    if isinstance(value, bool):
        return {"type": "bool", "value": str(value).lower()}
    if isinstance(value, datetime.datetime):
        kind = "datetime-local" if value.tzinfo is None else "datetime"
        return {"type": kind, "value": value.isoformat()}
    if isinstance(value, datetime.date):
        return {"type": "date-local", "value": value.isoformat()}
    if isinstance(value, datetime.time):
        return {"type": "time-local", "value": value.isoformat()}
    kind = {str: "string", int: "integer", float: "float"}[type(value)]
    return {"type": kind, "value": str(value)}


def normal(value):
    """Our reader's answer in the spelling of Python's."""
    if isinstance(value, list):
        return [normal(inner) for inner in value]
    if not isinstance(value.get("type"), str):
        return {key: normal(inner) for key, inner in value.items()}
    kind, text = value["type"], value["value"]
    if kind == "float":
        text = str(float(text))
    elif kind.startswith("datetime"):
        text = datetime.datetime.fromisoformat(text).isoformat()
    elif kind == "time-local":
        text = datetime.time.fromisoformat(text).isoformat()
    return {"type": kind, "value": text}


def put(old, edit):
    if isinstance(old, list) and old:
        place = edit.get("element", 0)
        return [put(one, edit) if i == place else one for i, one in enumerate(old)]
    if isinstance(old, dict):
        new = dict(old)
        name, request = "version", edit["request"]
        for key in REQUESTS:
            if new.pop(key, None) is not None and key != "version":
                if request.startswith(key + ":"):
                    name, request = key, request[len(key) + 1 :]
        new[name] = request
        if edit["digest"] == "drop":
            new.pop("digest", None)
        elif edit["digest"] != "keep":
            new["digest"] = edit["digest"]
        return new
    if edit["digest"] in ("keep", "drop"):
        return edit["request"]
    return {"version": edit["request"], "digest": edit["digest"]}


def expected(document, edit):
    tools = document.get("tools", {})
    key = edit["key"]
    if "request" in edit:
        tools[key] = put(tools.get(key), edit)
    elif "element" in edit and isinstance(tools[key], list) and len(tools[key]) > 1:
        del tools[key][edit["element"]]
    else:
        del tools[key]
    document["tools"] = tools
    return without_empty_tools(document)


def without_empty_tools(document):
    if document.get("tools") == {}:
        del document["tools"]
    return document


def main():
    count = 0
    with open(sys.argv[1], encoding="utf-8", newline="\n") as cases:
        for line in cases:
            count += 1
            case = json.loads(line)
            try:
                old = tomllib.loads(case["old"])
                new = without_empty_tools(tomllib.loads(case["new"]))
                read = normal(case["read"]) == tagged(old)
                same = tagged(expected(old, case["edit"])) == tagged(new)
                wrong = [] if read and same else ["read" if not read else "edited otherwise"]
            except (tomllib.TOMLDecodeError, KeyError, IndexError) as error:
                wrong = [repr(error)]
            for reason in wrong:
                print(f"{reason}: {json.dumps(case)}")
    print(f"{count} cases")


main()
