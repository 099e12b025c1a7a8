#!/usr/bin/env bash
# Publishes the functions as Lambda runs them: artifacts/functions/<Name>/bootstrap, self-contained, compiled ahead for a fast start.
# usage: eng/publish-functions.sh [Name...]; FUNCTIONS_FOLDER puts them elsewhere. FUNCTIONS_NATIVE=1 makes native programs of them
# instead (artifacts/functions-native), to be measured (docs/performance.md). FUNCTIONS_JIT=1 leaves out the compiling ahead, for a test of
# what is in the zips: many at once in a fraction of the time.
set -euo pipefail
unset CDPATH # else cd may go elsewhere and print where
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$here"
form=(--self-contained -p:PublishReadyToRun=true) folder=artifacts/functions
[ -z "${FUNCTIONS_NATIVE:-}" ] || { form=(-p:PublishAot=true -p:NativeDebugSymbols=false) && folder=artifacts/functions-native; }
[ $# -gt 0 ] || set -- Uploads Ingest Triage Reconcile Reidentify Api Erase Teaching RotateSecret
if [ -n "${FUNCTIONS_JIT:-}" ]; then
  for name in "$@"; do rm -rf "functions/$name/bin/Release/net10.0/linux-x64/publish"; done
  FunctionNames=$(IFS=';' && echo "$*") dotnet msbuild eng/publish-functions.proj -m:2 -v:q -nologo
fi
for name in "$@"; do
  target=${FUNCTIONS_FOLDER:-$folder}/$name
  rm -rf "$target"
  if [ -n "${FUNCTIONS_JIT:-}" ]; then
    mkdir -p "$(dirname "$target")" && mv "functions/$name/bin/Release/net10.0/linux-x64/publish" "$target"
  else
    dotnet publish "functions/$name" -c Release -r linux-x64 "${form[@]}" -p:DebugType=none -o "$target" -v q -nologo
  fi
  # The host knows its program by what was written into it, not by its own name.
  mv "$target/$name" "$target/bootstrap"
  # Lambda's system has no codecs; Debian's ask for nothing newer than its GLIBC 2.34.
  case $name in Ingest|Reidentify|Teaching)
    for library in libopenjp2.so.7 libcharls.so.2 libturbojpeg.so.0; do cp -L "/usr/lib/x86_64-linux-gnu/$library" "$target/"; done ;;
  esac
  # Nor has it time zones, which the rota needs (TZDIR).
  case $name in Triage|Reconcile|Api)
    mkdir "$target/zoneinfo"
    (cd /usr/share/zoneinfo && tar -chf - --exclude ./posix --exclude ./right --exclude '*.tab' --exclude '*.zi' .) | tar -xf - -C "$target/zoneinfo" ;;
  esac
  echo "$target: $(du -sh "$target" | cut -f 1)"
done
