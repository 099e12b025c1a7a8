#!/usr/bin/env bash
# Publishes the functions as Lambda runs them: artifacts/functions/<Name>/bootstrap, native programs, which start in some 20 to 130 ms.
# usage: eng/publish-functions.sh [Name...]; FUNCTIONS_FOLDER puts them elsewhere. FUNCTIONS_FORM=ahead makes self-contained ReadyToRun
# programs of them (artifacts/functions-ahead), jit leaves out the compiling ahead (artifacts/functions-jit), many at once in a fraction of
# the time. Where a native program cannot be linked, or would ask for a newer C library than Lambda's, ReadyToRun takes its place.
set -euo pipefail
unset CDPATH # else cd may go elsewhere and print where
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$here"
form=${FUNCTIONS_FORM:-native}
folder=artifacts/functions-$form
[ "$form" != native ] || folder=artifacts/functions
folder=${FUNCTIONS_FOLDER:-$folder}
lambda_glibc=2.34 # of Amazon Linux 2023 (provided.al2023)
[ $# -gt 0 ] || set -- Uploads Ingest Triage Reconcile Reidentify Api Erase Teaching RotateSecret

publish() { dotnet publish "functions/$1" -c Release -r linux-x64 "${@:3}" -p:DebugType=none -o "$2" -v q -nologo; }

newest_glibc() { readelf -V "$1" | grep -o 'GLIBC_[0-9.]*' | cut -d _ -f 2 | sort -V | tail -n 1; }

publish_native() {
  { command -v gcc || command -v clang; } >/dev/null || { echo "$1: neither gcc nor clang is there to link it; ReadyToRun instead" >&2 && return 1; }
  publish "$1" "$2" -p:PublishAot=true -p:NativeDebugSymbols=false || return 2
  local newest
  newest=$(newest_glibc "$2/$1") || return 2
  [ "$(printf '%s\n' "$newest" "$lambda_glibc" | sort -V | tail -n 1)" = "$lambda_glibc" ] \
    || { echo "$1: linked here it asks for GLIBC $newest, Lambda has $lambda_glibc; ReadyToRun instead" >&2 && rm -rf "$2" && return 1; }
}

if [ "$form" = jit ]; then
  for name in "$@"; do rm -rf "functions/$name/bin/Release/net10.0/linux-x64/publish"; done
  FunctionNames=$(IFS=';' && echo "$*") dotnet msbuild eng/publish-functions.proj -m:2 -v:q -nologo
fi
for name in "$@"; do
  target=$folder/$name
  rm -rf "$target"
  case $form in
    jit) mkdir -p "$folder" && mv "functions/$name/bin/Release/net10.0/linux-x64/publish" "$target" ;;
    ahead) publish "$name" "$target" --self-contained -p:PublishReadyToRun=true ;;
    native) publish_native "$name" "$target" || { [ $? -eq 1 ] || exit 1; publish "$name" "$target" --self-contained -p:PublishReadyToRun=true; } ;;
    *) echo "FUNCTIONS_FORM is native, ahead or jit, not '$form'" >&2 && exit 2 ;;
  esac
  # The host knows its program by what was written into it, not by its own name.
  mv "$target/$name" "$target/bootstrap"
  # Lambda's system has no codecs; Debian's ask for nothing newer than its GLIBC.
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
