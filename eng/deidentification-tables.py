#!/usr/bin/env python3
"""Makes the tables of shared/FirstRead.Core/Deidentification/Tables that are facts of the standard.

usage: eng/deidentification-tables.py TABLES
TABLES holds confidentiality-profile.tsv (PS3.15 table E.1-1), iod-attribute-types.tsv and uid-registry.tsv (PS3.6 annex A).
The other tables beside them (keep-list, words, code strings, codes, pixel classes) are decisions of people and are edited by hand.
"""
import csv
import pathlib
import sys
from collections import defaultdict

SOURCE = pathlib.Path(sys.argv[1])
TARGET = pathlib.Path(__file__).parent.parent / "shared/FirstRead.Core/Deidentification/Tables"
ROOT = "1.2.840.10008.5.1.4."
# The templates' names of IODs where they are not the keyword of the SOP class without "Storage".
CLASS_OF = {
    "CRImage": "ComputedRadiographyImage", "NMImage": "NuclearMedicineImage", "PETImage": "PositronEmissionTomographyImage",
    "SCImage": "SecondaryCaptureImage", "USImage": "UltrasoundImage", "USMultiFrameImage": "UltrasoundMultiFrameImage",
    "XAImage": "XRayAngiographicImage", "XRFImage": "XRayRadiofluoroscopicImage",
    "MultiframeGrayscaleByteSCImage": "MultiFrameGrayscaleByteSecondaryCaptureImage",
    "MultiframeGrayscaleWordSCImage": "MultiFrameGrayscaleWordSecondaryCaptureImage",
    "MultiframeSingleBitSCImage": "MultiFrameSingleBitSecondaryCaptureImage",
    "MultiframeTrueColorSCImage": "MultiFrameTrueColorSecondaryCaptureImage",
    "TwelveLeadECG": "TwelveLeadECGWaveform", "GeneralECG": "GeneralECGWaveform", "AmbulatoryECG": "AmbulatoryECGWaveform",
    "DXImageFor": "DigitalXRayImageStorageFor", "MammographyImageFor": "DigitalMammographyXRayImageStorageFor",
    "IntraoralImageFor": "DigitalIntraOralXRayImageStorageFor",
}


def rows(name):
    with open(SOURCE / name, encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def write(name, comments, lines):
    with open(TARGET / name, "w", encoding="utf-8") as file:
        file.writelines(f"# {line}\n" for line in comments)
        file.writelines(f"{line}\n" for line in lines)


def class_of(iod, uids):
    for start, keyword in CLASS_OF.items():
        if start.endswith("For") and iod.startswith(start):
            return uids.get(keyword + iod.removeprefix(start))
    return uids.get(CLASS_OF.get(iod, iod) + "Storage")


def main():
    profile = rows("confidentiality-profile.tsv")
    uids = {row["keyword"]: row["uid"] for row in rows("uid-registry.tsv")}
    lines = []
    for row in profile:
        if "x" in row["tag"] or "odd" in row["tag"]:
            continue
        options = "".join(letter for letter, column, value in (
            ("c", "clean_desc", "C"), ("d", "rtn_long_modif_dates", "C"), ("s", "clean_struct_cont", "C"), ("p", "rtn_pat_chars", "K"))
            if row[column] == value)
        lines.append(f"{row['tag']}\t{row['keyword']}\t{row['basic']}\t{options}".rstrip())
    write("confidentiality-profile.tsv", [
        "PS3.15 2025e table E.1-1: the basic profile (113100) and, as letters, the options that change it:",
        "c clean descriptors (113105), d modified dates (113107), s clean structured content (113104), p characteristics kept (113108).",
        "The rows for repeating groups (50xx, 60xx) and private attributes are rules in the code. Made by eng/deidentification-tables.py.",
        "tag, keyword, basic, options"], lines)

    compound = {row["tag"] for row in profile if "/" in row["basic"]}
    types = {}
    for row in rows("iod-attribute-types.tsv"):
        uid = class_of(row["iod"], uids)
        if uid and row["tag"] in compound and "/" not in row["path"]:
            key = (row["tag"], uid.removeprefix(ROOT))
            types[key] = min(types.get(key, "9"), row["type"][0])
    groups = defaultdict(list)
    for (tag, uid), kind in types.items():
        groups[tag, kind].append(uid)
    write("compound-types.tsv", [
        "Type (1, 2 or 3; conditional ones as their base) of attributes with a compound action at the top level of an IOD, from the",
        "IOD templates of 2011. Where a class is missing the safe order D, Z, X decides. Made by eng/deidentification-tables.py.",
        f"tag, type, SOP classes below {ROOT}"], (f"{tag}\t{kind}\t{' '.join(sorted(found))}" for (tag, kind), found in sorted(groups.items())))


main()
