"""Holds our copies against their originals as pydicom reads both: a line for each difference, and at the end a count.
Standard input: original, copy, name, parted by tabs."""
import sys
import warnings

import pydicom

warnings.simplefilter("ignore")
pydicom.config.settings.reading_validation_mode = pydicom.config.IGNORE
count = 0


def value(element):
    if isinstance(element.value, bytes):
        return element.value + (b"\0" if len(element.value) % 2 else b"")
    return element.value


def differences(original, copy, path):
    global count
    for tag in sorted(set(original.keys()) | set(copy.keys())):
        if tag.element == 0:
            continue
        name = path + str(tag)
        if tag not in original or tag not in copy:
            yield "%s is in one alone" % name
            continue
        count += 1
        one, other = original[tag], copy[tag]
        if one.VR == "SQ" and other.VR == "SQ":
            if len(one.value) != len(other.value):
                yield "%s has other items" % name
            for index, (item, another) in enumerate(zip(one.value, other.value)):
                yield from differences(item, another, "%s[%d]" % (name, index))
        elif one.VR == other.VR and value(one) != value(other) and str(one.value) != str(other.value):
            yield "%s %s has another value" % (name, one.VR)


for line in sys.stdin:
    original, copy, name = line.rstrip("\n").split("\t")
    try:
        source = pydicom.dcmread(original, force=True)
        result = pydicom.dcmread(copy)
        # Bulk values stay in the file's byte order here.
        if source.is_little_endian != result.is_little_endian:
            list(result.iterall())
            continue
        for difference in differences(source, result, ""):
            print("%s: %s" % (name, difference))
    except Exception as failure:
        print("%s: %s %s" % (name, type(failure).__name__, str(failure)[:100]))
print("%d elements compared" % count)
