#!/usr/bin/env bash
# Publishes the functions as Lambda runs them: artifacts/functions/<Name>/bootstrap, self-contained, compiled ahead for a fast start.
# usage: eng/publish-functions.sh [Name...]; FUNCTIONS_FOLDER puts them elsewhere.
set -euo pipefail
unset CDPATH # else cd may go elsewhere and print where
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$here"
[ $# -gt 0 ] || set -- Uploads Ingest Triage Reconcile Reidentify Api RotateSecret
for name in "$@"; do
  target=${FUNCTIONS_FOLDER:-artifacts/functions}/$name
  rm -rf "$target"
  dotnet publish "functions/$name" -c Release -r linux-x64 --self-contained -p:PublishReadyToRun=true -p:DebugType=none -o "$target" -v q -nologo
  # The host knows its program by what was written into it, not by its own name.
  mv "$target/$name" "$target/bootstrap"
  # Lambda's system has no codecs; Debian's ask for nothing newer than its GLIBC 2.34.
  case $name in Ingest|Reidentify)
    for library in libopenjp2.so.7 libcharls.so.2 libturbojpeg.so.0; do cp -L "/usr/lib/x86_64-linux-gnu/$library" "$target/"; done ;;
  esac
  # Nor has it time zones, which the rota needs (TZDIR).
  case $name in Triage|Reconcile|Api)
    mkdir "$target/zoneinfo"
    (cd /usr/share/zoneinfo && tar -chf - --exclude ./posix --exclude ./right --exclude '*.tab' --exclude '*.zi' .) | tar -xf - -C "$target/zoneinfo" ;;
  esac
  echo "$target: $(du -sh "$target" | cut -f 1)"
done
