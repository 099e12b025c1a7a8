"""Prints where our JSON differs from what pydicom and dcmtk make of the same files: a line of JSON for each difference,
[reader, file, attribute, ours, theirs], and at the end [reader, "compared", count].
Arguments: the files' folder, our JSON's folder; on standard input the relative path of each file, whose JSON is its line's number."""
import base64
import json
import os
import re
import struct
import subprocess
import sys
import warnings

import pydicom

warnings.simplefilter("ignore")
pydicom.config.settings.reading_validation_mode = pydicom.config.IGNORE
pydicom.config.settings.writing_validation_mode = pydicom.config.IGNORE
BINARY = {"OB", "OD", "OF", "OL", "OV", "OW", "UN"}
compared = {"pydicom": 0, "dcmtk": 0}


def scalar(value):
    if value is None or value == "" or value == {}:
        return None
    if isinstance(value, dict):
        # dcmtk drops empty components at a name's end.
        groups = {key: group.strip(" \0").rstrip("^") for key, group in value.items()}
        return {key: group for key, group in groups.items() if group} or None
    if isinstance(value, str):
        text = value.strip(" \0")
        try:
            return float(text) if text and text[0] in "+-.0123456789" and text.count(".") < 2 and "e" not in text.lower() else text or None
        except ValueError:
            return text
    return float(value)


def single(value):
    """Readers print the digits of a float, or those of the double that it becomes."""
    return struct.unpack("f", struct.pack("f", value))[0] if isinstance(value, float) else value


def normal(attribute):
    if attribute["vr"] in BINARY:
        data = base64.b64decode(attribute.get("InlineBinary") or "")
        return [data + b"\0" if len(data) % 2 else data]
    values = list(map(scalar, attribute.get("Value") or []))
    if attribute["vr"] == "FL":
        values = list(map(single, values))
    if attribute["vr"] == "FD":
        # dcmtk prints one digit more than a double has.
        values = ["%.14g" % value if isinstance(value, float) else value for value in values]
    while values and values[-1] is None:
        values.pop()
    return values


def may_differ(tag, ours, theirs):
    """The others know some private dictionaries; what nobody says of implicit curves, UN and private tags is each reader's choice."""
    return int(tag[3], 16) % 2 == 1 or "UN" in (ours, theirs) or tag[:2] == "50"


def compare(reader, file, ours, theirs, path, big_endian=False):
    for tag in sorted(set(ours) | set(theirs)):
        # Group lengths have no place here (F.2.2); the character set is that of the JSON, or of the file.
        if tag.endswith("0000") or tag == "00080005":
            continue
        name = path + tag
        if tag not in ours or tag not in theirs:
            print(json.dumps([reader, file, name, tag in ours and ours[tag]["vr"], tag in theirs and theirs[tag]["vr"]]))
            continue
        mine, other = ours[tag], theirs[tag]
        compared[reader] += 1
        if mine["vr"] != other["vr"] and not may_differ(tag, mine["vr"], other["vr"]):
            print(json.dumps([reader, file, name, "vr " + mine["vr"], "vr " + other["vr"]]))
        elif mine["vr"] != other["vr"]:
            pass
        elif mine["vr"] == "SQ":
            items, others = mine.get("Value") or [], other.get("Value") or []
            if len(items) != len(others):
                print(json.dumps([reader, file, name, "%d items" % len(items), "%d items" % len(others)]))
            for index, (item, another) in enumerate(zip(items, others)):
                compare(reader, file, item, another or {}, "%s[%d]." % (name, index), big_endian)
        elif normal(mine) != normal(other) and not (big_endian and mine["vr"] in BINARY) and "\ufffd" not in str(normal(other)):
            print(json.dumps([reader, file, name, str(normal(mine))[:100], str(normal(other))[:100]]))


for number, line in enumerate(sys.stdin):
    file = line.rstrip("\n")
    path = os.path.join(sys.argv[1], file)
    try:
        with open(os.path.join(sys.argv[2], "%d.json" % number), encoding="utf-8") as stream:
            ours = json.load(stream)
    except FileNotFoundError:
        continue
    try:
        dataset = pydicom.dcmread(path, force=True)
        theirs = json.loads(dataset.to_json(suppress_invalid_tags=True))
        # pydicom leaves bulk values in the file's byte order; PS3.18 F.2.7 wants little endian.
        compare("pydicom", file, ours, theirs, "", not dataset.is_little_endian)
    except Exception as failure:
        print(json.dumps(["pydicom", file, "failed", "", type(failure).__name__ + str(failure)[:80]]))
    try:
        run = subprocess.run(["dcm2json", "-fc", "-ee", path], capture_output=True)
        if not run.stdout.strip():
            # It knows no ISO-IR 13, and reads nothing where it knows no character set.
            continue
        output = run.stdout.decode("utf-8", "replace")
        if b"compressed pixel data" in run.stderr:
            # It stops at the pixels.
            output = output.rstrip().rstrip("}").rstrip(",") + "}"
            ours = {tag: attribute for tag, attribute in ours.items() if tag < "7FE00010"}
            if output.count("{") != output.count("}"):
                # A compressed icon: it stops inside of a sequence.
                continue
        # It writes a DS of "127." as it stands, which is no JSON.
        output = re.sub(r"(?<=\d)\.(?=[,\]])", ".0", output)
        compare("dcmtk", file, ours, json.loads(output, strict=False), "")
    except FileNotFoundError:
        print(json.dumps(["dcmtk", "absent", "", "", ""]))
    except Exception as failure:
        print(json.dumps(["dcmtk", file, "failed", "", type(failure).__name__ + str(failure)[:80]]))
for reader, count in compared.items():
    print(json.dumps([reader, "compared", count]))
