#!/usr/bin/env python3
"""Makes codes.tsv and srt-codes.tsv of shared/FirstRead.Core/Deidentification/Tables: concepts of PS3.16 with one meaning each.

usage: eng/deidentification-codes.py      (needs python3-pydicom, whose sr package lists the context groups and SNOMED's old codes)
"""
import pathlib
from collections import defaultdict

from pydicom.sr import _concepts_dict, _snomed_dict

TARGET = pathlib.Path(__file__).parent.parent / "shared/FirstRead.Core/Deidentification/Tables"
LONGEST_MEANING = 64
# Newer than that list, met in templates without a context group, or units of UCUM.
EXTRA = """
DCM	113100	Basic Application Confidentiality Profile
DCM	113101	Clean Pixel Data Option
DCM	113102	Clean Recognizable Visual Features Option
DCM	113103	Clean Graphics Option
DCM	113104	Clean Structured Content Option
DCM	113105	Clean Descriptors Option
DCM	113106	Retain Longitudinal Temporal Information Full Dates Option
DCM	113107	Retain Longitudinal Temporal Information Modified Dates Option
DCM	113108	Retain Patient Characteristics Option
DCM	113109	Retain Device Identity Option
DCM	113110	Retain UIDs Option
DCM	113111	Retain Safe Private Option
DCM	113112	Retain Institution Identity Option
DCM	109104	De-identifying Equipment
DCM	113040	Lossy Compression
DCM	121106	Comment
DCM	121311	Localizer
DCM	121320	Uncompressed predecessor
DCM	121322	Source image for image processing operation
SCT	74964007	Other
SCT	12738006	Brain
SCT	69536005	Head
SCT	45048000	Neck
SCT	51185008	Chest
SCT	818983003	Abdomen
SCT	816092008	Pelvis
SCT	39607008	Lung
SCT	80891009	Heart
SCT	10200004	Liver
SCT	64033007	Kidney
SCT	76752008	Breast
SCT	72696002	Knee
SCT	421060004	Spine
SCT	7771000	Left
SCT	24028007	Right
SCT	51440002	Right and left
SCT	399348003	antero-posterior
SCT	399321003	lateral
SCT	260421001	medio-lateral oblique
SCT	399162004	cranio-caudal
LN	11528-7	Radiology Report
LN	18748-4	Diagnostic imaging report
LN	18782-3	Radiology Study observation
LN	19005-8	Radiology Imaging study [Impression]
LN	18834-2	Radiology Comparison study
LN	55115-0	Request
LN	55111-9	Current imaging procedure descriptions
LN	8302-2	Patient Height
LN	29463-7	Patient Weight
UCUM	mm	millimeter
UCUM	mm2	square millimeter
UCUM	mm3	cubic millimeter
UCUM	cm	centimeter
UCUM	cm2	square centimeter
UCUM	cm3	cubic centimeter
UCUM	m	meter
UCUM	um	micrometer
UCUM	nm	nanometer
UCUM	1	no units
UCUM	%	percent
UCUM	[hnsf'U]	Hounsfield unit
UCUM	{ratio}	ratio
UCUM	{RATIO}	ratio
UCUM	{pixels}	pixels
UCUM	{events}	events
UCUM	{counts}	counts
UCUM	{frames}	frames
UCUM	{H.B.}/min	heart beats per minute
UCUM	{M0U}	arbitrary unit
UCUM	a	year
UCUM	mo	month
UCUM	wk	week
UCUM	d	day
UCUM	h	hour
UCUM	min	minute
UCUM	s	second
UCUM	ms	millisecond
UCUM	us	microsecond
UCUM	/min	per minute
UCUM	/s	per second
UCUM	Hz	hertz
UCUM	kHz	kilohertz
UCUM	MHz	megahertz
UCUM	deg	degree
UCUM	rad	radian
UCUM	kV	kilovolt
UCUM	mV	millivolt
UCUM	V	volt
UCUM	A	ampere
UCUM	mA	milliampere
UCUM	uA	microampere
UCUM	mA.s	milliampere second
UCUM	mAs	milliampere second
UCUM	uA.s	microampere second
UCUM	W	watt
UCUM	kW	kilowatt
UCUM	Gy	gray
UCUM	mGy	milligray
UCUM	uGy	microgray
UCUM	mGy.cm	milligray centimeter
UCUM	mGycm	milligray centimeter
UCUM	mGy/min	milligray per minute
UCUM	Gy.m2	gray square meter
UCUM	dGy.cm2	decigray square centimeter
UCUM	mGy.cm2	milligray square centimeter
UCUM	uGy.m2	microgray square meter
UCUM	Gy.cm2	gray square centimeter
UCUM	mSv	millisievert
UCUM	Sv	sievert
UCUM	keV	kiloelectronvolt
UCUM	MeV	megaelectronvolt
UCUM	Bq	becquerel
UCUM	kBq	kilobecquerel
UCUM	MBq	megabecquerel
UCUM	GBq	gigabecquerel
UCUM	Bq/ml	becquerel per milliliter
UCUM	g	gram
UCUM	kg	kilogram
UCUM	mg	milligram
UCUM	kg/m2	kilogram per square meter
UCUM	m2	square meter
UCUM	g/ml	gram per milliliter
UCUM	g/cm3	gram per cubic centimeter
UCUM	g/ml{SUVbw}	standardized uptake value body weight
UCUM	{SUVbw}g/ml	standardized uptake value body weight
UCUM	{SUVlbm}g/ml	standardized uptake value lean body mass
UCUM	{SUVbsa}cm2/ml	standardized uptake value body surface area
UCUM	ml	milliliter
UCUM	mL	milliliter
UCUM	l	liter
UCUM	ml/s	milliliter per second
UCUM	ml/min	milliliter per minute
UCUM	mg/ml	milligram per milliliter
UCUM	mmol/l	millimole per liter
UCUM	mg/dl	milligram per deciliter
UCUM	cm/s	centimeter per second
UCUM	m/s	meter per second
UCUM	mm/s	millimeter per second
UCUM	mm2/s	square millimeter per second
UCUM	um2/s	square micrometer per second
UCUM	mm[Hg]	millimeter of mercury
UCUM	T	tesla
UCUM	mT/m	millitesla per meter
UCUM	ppm	parts per million
UCUM	[ppm]	parts per million
UCUM	dB	decibel
UCUM	J	joule
UCUM	W/kg	watt per kilogram
UCUM	Cel	degree Celsius
UCUM	[diop]	diopter
UCUM	[in_i]	inch
UCUM	[lb_av]	pound
UCUM	msec	millisecond
UCUM	ml/100ml/s	milliliter per 100 milliliter per second
UCUM	ml/100ml	milliliter per 100 milliliter
UCUM	ml/100g/min	milliliter per 100 gram per minute
SCT	424361007	Using substance
SCT	445405002	Specimen obtained by surgical procedure
SCT	430864009	Fixative
SCT	430863003	Embedding medium
SCT	276214006	Finding category
SCT	84640000	Nucleus
SCT	260753009	Source
SCT	417662000	History of clinical finding
NCIt	C122989	DAPI
SRT	C-10072	Radionuclide
SRT	F-61FDB	Radiopharmaceutical agent
RFC5646	en	English
RFC5646	eng	English
RFC5646	en-US	English (United States)
RFC5646	en-GB	English (United Kingdom)
RFC5646	de	German
RFC5646	fr	French
RFC5646	es	Spanish
RFC5646	it	Italian
RFC5646	nl	Dutch
RFC5646	pt	Portuguese
RFC5646	ja	Japanese
RFC5646	ko	Korean
RFC5646	zh	Chinese
RFC3066	en	English
RFC3066	eng	English
RFC3066	en-US	English (United States)
ISO639_2	eng	English
ISO639_1	en	English
SCPECG	5.6.3-9-1	Lead I
SCPECG	5.6.3-9-2	Lead II
SCPECG	5.6.3-9-3	Lead V1
SCPECG	5.6.3-9-4	Lead V2
SCPECG	5.6.3-9-5	Lead V3
SCPECG	5.6.3-9-6	Lead V4
SCPECG	5.6.3-9-7	Lead V5
SCPECG	5.6.3-9-8	Lead V6
SCPECG	5.6.3-9-61	Lead III
SCPECG	5.6.3-9-62	Lead aVR
SCPECG	5.6.3-9-63	Lead aVL
SCPECG	5.6.3-9-64	Lead aVF
"""


def legal(meaning):
    return 0 < len(meaning) <= LONGEST_MEANING and meaning.isascii() and meaning.isprintable() and "\\" not in meaning


def main():
    offered = defaultdict(set)
    for scheme, names in _concepts_dict.concepts.items():
        for codes in names.values():
            for code, (meaning, groups) in codes.items():
                # SNOMED concepts that no context group names are there with their formal names alone.
                if legal(meaning) and (groups or scheme != "SCT") and code != "...":
                    offered[scheme, code].add((not groups, len(meaning), meaning))
    concepts = {key: min(meanings)[2] for key, meanings in offered.items()}
    for line in EXTRA.strip().splitlines():
        scheme, code, meaning = line.split("\t")
        concepts[scheme, code] = meaning
    with open(TARGET / "codes.tsv", "w", encoding="ascii") as file:
        file.write("# Codes that may stay in any coded entry, with the one meaning that may stand beside them: concepts of PS3.16 and units of UCUM.\n"
                   "# Sorted by scheme and value, byte by byte. Made by eng/deidentification-codes.py.\n# scheme, value, meaning\n")
        file.writelines(sorted(f"{scheme}\t{code}\t{meaning}\n" for (scheme, code), meaning in concepts.items()))
    with open(TARGET / "srt-codes.tsv", "w", encoding="ascii") as file:
        file.write("# Codes of SNOMED's old form (SRT, SNM3, 99SDM) and the concept of SCT whose meaning stands beside them (PS3.16 annex O).\n"
                   "# Sorted byte by byte. Made by eng/deidentification-codes.py.\n# value, SCT value\n")
        file.writelines(sorted(f"{old}\t{new}\n" for old, new in _snomed_dict.mapping["SRT"].items() if ("SCT", new) in concepts))


main()
