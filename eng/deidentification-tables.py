#!/usr/bin/env python3
"""Makes the tables of shared/FirstRead.Core/Deidentification/Tables that are facts of the standard.

usage: eng/deidentification-tables.py TABLES
TABLES holds confidentiality-profile.tsv (PS3.15 table E.1-1), iod-attribute-types.tsv, dictionary.tsv and uid-registry.tsv (PS3.6).
The other tables beside them (keep-list, words, code strings, codes, pixel classes) are decisions of people and are edited by hand.
"""
import csv
import pathlib
import sys
from collections import defaultdict

SOURCE = pathlib.Path(sys.argv[1])
TARGET = pathlib.Path(__file__).parent.parent / "shared/FirstRead.Core/Deidentification/Tables"
ROOT = "1.2.840.10008.5.1.4."
OPTIONS = [
    ("r", "rtn_safe_priv"), ("u", "rtn_uids"), ("v", "rtn_dev_id"), ("i", "rtn_inst_id"), ("p", "rtn_pat_chars"), ("f", "rtn_long_full_dates"),
    ("d", "rtn_long_modif_dates"), ("c", "clean_desc"), ("s", "clean_struct_cont"), ("g", "clean_graph")]
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
        options = "".join(letter.upper() if row[column] == "C" else letter for letter, column in OPTIONS if row[column])
        tag = "private" if "odd" in row["tag"] else row["tag"]
        lines.append(f"{tag}\t{row['keyword'] or row['name']}\t{row['vr'] or '-'}\t{row['basic']}\t{options}".rstrip())
    write("confidentiality-profile.tsv", [
        "PS3.15 2025e table E.1-1: the basic profile (113100) and, as letters, the options that change it. A small letter is K (kept),",
        "a capital C (cleaned): r safe private (113111), u UIDs (113110), v device (113109), i institution (113112), p patient",
        "characteristics (113108), f full dates (113106), d modified dates (113107), c descriptors (113105), s structured content (113104),",
        "g graphics (113103). Made by eng/deidentification-tables.py.",
        "tag, keyword, VR, basic, options"], lines)

    compound = {row["tag"] for row in profile if "/" in row["basic"]}
    tags = {row["keyword"]: row["tag"] for row in rows("dictionary.tsv")}
    types = {}
    for row in rows("iod-attribute-types.tsv"):
        uid = class_of(row["iod"], uids)
        if uid and row["tag"] in compound:
            # The place is the sequence around the attribute: what a macro says of it does not depend on where the macro stands.
            around = row["path"].split("/")[-2] if "/" in row["path"] else ""
            key = (row["tag"], tags.get(around, around) if around else "-", uid.removeprefix(ROOT))
            types[key] = min(types.get(key, "9"), row["type"][0])
    groups = defaultdict(list)
    for (tag, around, uid), kind in types.items():
        groups[tag, around, kind].append(uid)
    write("compound-types.tsv", [
        "Type (1, 2 or 3; conditional ones as their base, the strictest where an IOD has several) of attributes with a compound action, by the",
        "sequence around them (- at the top level), from the IOD templates of 2011. Where a class is missing the safe order D, Z, X decides.",
        "Made by eng/deidentification-tables.py.",
        f"tag, sequence, type, SOP classes below {ROOT}"],
        (f"{tag}\t{around}\t{kind}\t{' '.join(sorted(found))}" for (tag, around, kind), found in sorted(groups.items())))


main()
