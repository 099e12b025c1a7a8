#!/usr/bin/env bash
# Publishes the functions as Lambda runs them: artifacts/functions/<Name>/bootstrap, self-contained, compiled ahead for a fast start.
# usage: eng/publish-functions.sh [Name...]
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$here"
[ $# -gt 0 ] || set -- Uploads Ingest Triage Reconcile Reidentify Api RotateSecret
for name in "$@"; do
  target=artifacts/functions/$name
  rm -rf "$target"
  dotnet publish "functions/$name" -c Release -r linux-x64 --self-contained -p:PublishReadyToRun=true -p:DebugType=none -o "$target" -v q -nologo
  # The host knows its program by what was written into it, not by its own name.
  mv "$target/$name" "$target/bootstrap"
  echo "$target: $(du -sh "$target" | cut -f 1)"
done
