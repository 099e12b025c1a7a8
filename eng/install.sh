#!/usr/bin/env bash
# Installs what a fresh Debian 12 lacks: eng/install.sh [run|test]. Root installs; anyone else is told the command.
set -euo pipefail
unset CDPATH # else cd may go elsewhere and print where
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# gcc and libc6-dev link native programs (eng/compile-ahead.sh, publish-functions.sh, publish-container.sh).
packages=(openjdk-17-jre-headless chromium libopenjp2-7 libcharls2 libturbojpeg0 tzdata gcc libc6-dev)
[ "${1:-run}" = test ] && packages+=(dcmtk dicom3tools libgdcm-tools python3-pydicom python3-numpy python3-pil fonts-dejavu-core fonts-liberation poppler-utils qpdf)

command -v dotnet >/dev/null || { echo "The .NET 10 SDK is needed: https://dotnet.microsoft.com/download" >&2; exit 2; }
command -v npm >/dev/null || { echo "Node.js 20 or later with npm is needed: https://nodejs.org" >&2; exit 2; }

missing=()
for package in "${packages[@]}"; do
  dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
done
if [ ${#missing[@]} -gt 0 ]; then
  if [ "$(id -u)" -ne 0 ]; then
    echo "Missing packages. Run: sudo apt-get install -y ${missing[*]}" >&2
    exit 2
  fi
  echo "Installing ${missing[*]}" >&2
  apt-get update -qq >&2
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi

# A lock file newer than what is installed means that npm must look again.
for folder in "$here" "$here/portal"; do
  if [ "$folder/package-lock.json" -nt "$folder/node_modules/.package-lock.json" ]; then
    echo "Installing npm packages of ${folder#"$here"/}" >&2
    (cd "$folder" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >&2)
  fi
done
