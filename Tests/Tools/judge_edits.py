"""Checks edits of mise's files with Python's own TOML parser.

Reads cases, one JSON object per line: the text before and after an edit, the document that our parser
read from the text before, and the edit. Prints one line for each difference, then the number of cases.

Up to 3.14, Python reads TOML 1.0 only, so texts in TOML 1.1 are converted first. The conversion is checked
as well: it must not change the meaning of a text in TOML 1.0.
"""

import datetime
import json
import re
import sys
import tomllib

# A comment, a line end, a string of one of the four forms, or a single character.
TOKEN = re.compile(
    r"""(?P<comment>\#[^\n]*)|(?P<newline>\r?\n)
    |(?P<string>\"{3}(?:\\.|[^\\])*?\"{3,5}|'{3}.*?'{3,5}|"(?:\\.|[^"\\])*"|'[^']*')
    |(?P<word>[\w:.+-]+)|(?P<other>.)""",
    re.X | re.S,
)
SHORT_TIME = re.compile(r"(?:^|(?<=[Tt]))(\d\d:\d\d)(?![:\d])")
ESCAPE = re.compile(r"\\(?:x(..)|(e)|.)", re.S)
REQUESTS = ["version", "path", "prefix", "ref", "tag", "branch", "rev"]


def converted(text):
    """The text converted to TOML 1.0, and its comments."""
    pieces, comments, open_brackets = [], [], []
    for token in TOKEN.finditer(text):
        kind, piece = token.lastgroup, token.group()
        if kind == "comment":
            comments.append(piece.rstrip("\r"))
        if kind in ("comment", "newline") and "{" in open_brackets:
            piece = " "
        elif kind == "string" and piece[0] == '"':
            piece = ESCAPE.sub(escape_of_1_0, piece)
        elif kind == "word":
            piece = SHORT_TIME.sub(r"\1:00", piece)
        elif piece in "[{":
            open_brackets.append(piece)
        elif piece in "]}":
            open_brackets.pop()
            if piece == "}":
                drop_trailing_comma(pieces)
        pieces.append(piece)
    return "".join(pieces), comments


def escape_of_1_0(escape):
    if escape.group(1):
        return "\\u00" + escape.group(1)
    return "\\u001b" if escape.group(2) else escape.group()


def drop_trailing_comma(pieces):
    last = len(pieces) - 1
    while pieces[last].isspace():
        last -= 1
    if pieces[last] == ",":
        del pieces[last]


def loads(text):
    """The parsed text, and its comments."""
    old, comments = converted(text)
    meaning = tomllib.loads(old)
    try:
        same = repr(tomllib.loads(text)) == repr(meaning)
    except tomllib.TOMLDecodeError:
        same = True  # TOML 1.1
    if not same:
        raise ValueError("the conversion to TOML 1.0 changed the meaning")
    return meaning, comments


def is_subsequence(some, of):
    """Whether `of` contains the elements of `some` in this order."""
    rest = iter(of)
    return all(one in rest for one in some)


def tagged(value):
    """Python's value in the notation of toml-test."""
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
    """Our parser's answer, with numbers and times written as Python does."""
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


def changed(old, edit):
    """The value of an entry after the edit."""
    if isinstance(old, list) and old:
        index = edit.get("element", 0)
        return [changed(one, edit) if i == index else one for i, one in enumerate(old)]
    if isinstance(old, dict):
        new = dict(old)
        name, request = "version", edit["request"]
        for key in REQUESTS:
            if new.pop(key, None) is not None and key != "version":
                if request.startswith(key + ":"):
                    name, request = key, request[len(key) + 1 :]
        new[name] = request
        if "digest" in edit:
            new["digest"] = edit["digest"]
        return new
    if "digest" not in edit:
        return edit["request"]
    return {"version": edit["request"], "digest": edit["digest"]}


def expected(document, edit):
    """The document after the edit."""
    tools = document.get("tools", {})
    key = edit["key"]
    if "request" in edit:
        tools[key] = changed(tools.get(key), edit)
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


def differences(case):
    """The names of all differences in a case."""
    old, old_comments = loads(case["old"])
    new, new_comments = loads(case["new"])
    if normal(case["read"]) != tagged(old):
        yield "read"
    if tagged(expected(old, case["edit"])) != tagged(without_empty_tools(new)):
        yield "another document"
    # A removal also removes the comments on its lines.
    if "request" in case["edit"]:
        if old_comments != new_comments:
            yield "comments changed"
    elif not is_subsequence(new_comments, old_comments):
        yield "comments added"
    if "\r\n" in case["old"] and re.search(r"(?<!\r)\n", case["new"]):
        yield "line ends mixed"


def main():
    count = 0
    with open(sys.argv[1], encoding="utf-8", newline="\n") as cases:
        for line in cases:
            count += 1
            case = json.loads(line)
            try:
                wrong = list(differences(case))
            except (ValueError, KeyError, IndexError) as error:
                wrong = [repr(error)]
            for reason in wrong:
                print(f"{reason}: {json.dumps(case)}")
    print(f"{count} cases")


main()
