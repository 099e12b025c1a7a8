"""Prints what pydicom makes of text: a line of JSON for each element whose VR follows Specific Character Set.
Arguments: the files' folder; relative paths come on standard input."""
import json
import os
import sys
import warnings

import pydicom

warnings.simplefilter("ignore")
pydicom.config.settings.reading_validation_mode = pydicom.config.IGNORE
VRS = {"LO", "LT", "PN", "SH", "ST", "UC", "UT"}


def walk(file, dataset, path):
    for tag in dataset.keys():
        try:
            element = dataset[tag]
            name = path + "%08X" % tag
            if element.VR == "SQ":
                for index, item in enumerate(element.value or []):
                    walk(file, item, "%s[%d]" % (name, index))
            elif element.VR in VRS:
                value = element.value
                values = value if isinstance(value, (list, pydicom.multival.MultiValue)) else [value]
                print(json.dumps([file, name, element.VR, [str(one or "") for one in values]]))
        except Exception as failure:
            print(json.dumps([file, path + "%08X" % tag, "failed", [type(failure).__name__]]))


for line in sys.stdin:
    file = line.rstrip("\n")
    try:
        walk(file, pydicom.dcmread(os.path.join(sys.argv[1], file), stop_before_pixels=True, force=True), "")
    except Exception as failure:
        print(json.dumps([file, "", "failed", [type(failure).__name__]]))
