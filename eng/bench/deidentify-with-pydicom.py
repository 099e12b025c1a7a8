#!/usr/bin/env python3
"""What people write with pydicom: a peer of ./firstread bench deid.  usage: deidentify-with-pydicom.py FOLDER TARGET"""
import pathlib
import sys
import uuid

import pydicom

REMOVED = """AccessionNumber InstitutionName InstitutionAddress ReferringPhysicianName StationName InstitutionalDepartmentName
PerformingPhysicianName NameOfPhysiciansReadingStudy OperatorsName PatientBirthDate OtherPatientIDs PatientAge PatientSize
PatientWeight EthnicGroup AdditionalPatientHistory PatientComments DeviceSerialNumber ImageComments RequestingPhysician
CurrentPatientLocation RequestAttributesSequence ReferencedStudySequence""".split()
new_uids = {}


def clean(dataset, element):
    if element.VR == "PN":
        element.value = ""
    elif element.VR == "UI" and element.keyword.endswith("InstanceUID"):
        element.value = new_uids.setdefault(str(element.value), f"2.25.{uuid.uuid4().int}")


source, target = map(pathlib.Path, sys.argv[1:3])
for path in sorted(source.rglob("*")):
    if path.is_file():
        dataset = pydicom.dcmread(path)
        dataset.remove_private_tags()
        for keyword in REMOVED:
            if keyword in dataset:
                delattr(dataset, keyword)
        dataset.walk(clean)
        dataset.PatientID = "ANON"
        dataset.file_meta.MediaStorageSOPInstanceUID = dataset.SOPInstanceUID
        dataset.save_as(target / path.name)
