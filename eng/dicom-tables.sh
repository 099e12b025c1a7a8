#!/usr/bin/env bash
# Makes the two tables that FirstRead.Dicom embeds from full copies of the PS3.6 registries.
# usage: eng/dicom-tables.sh DIRECTORY   (holding dictionary.tsv and uid-registry.tsv, columns as below)
set -euo pipefail
out="$(dirname "$0")/../shared/FirstRead.Dicom/Registry"

# tag, vr, vm, keyword, name, retired  ->  TTTTTTTT VR VM Keyword [R], sorted; an x stands for any hexadecimal digit.
awk -F'\t' 'NR > 1 && $4 != "" && $2 != "NONE" {
    tag = $1; gsub(/[(),]/, "", tag); gsub(/X/, "x", tag)
    vr = $2; gsub(/ or /, "/", vr)
    printf "%s\t%s\t%s\t%s%s\n", tag, vr, $3, $4, ($6 == "" ? "" : "\tR")
}' "$1/dictionary.tsv" | LC_ALL=C sort > "$out/dictionary.tsv"

# uid, name, type, info, retired, keyword  ->  uid, keyword, type, name [R]
awk -F'\t' 'NR > 1 { printf "%s\t%s\t%s\t%s%s\n", $1, $6, $3, $2, ($5 == "" ? "" : "\tR") }' \
    "$1/uid-registry.tsv" | LC_ALL=C sort > "$out/uids.tsv"
