#!/usr/bin/env bash
# Compiles the command line ahead, which ./firstread takes while it is as new as the build: the commands on files as a native
# program (artifacts/native), which starts in a hundredth of a second. That needs a linker (gcc or clang) and a package that
# not every registry copy has; where one is missing, all commands as ReadyToRun (artifacts/cli), which start in a tenth.
# Without either everything works, a little slower.
set -euo pipefail
unset CDPATH # else cd may go elsewhere and print where
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$here"
[ "$(uname -sm)" = "Linux x86_64" ] || exit 0
built=cli/bin/Release/net10.0 native=artifacts/native ahead=artifacts/cli

is_fresh() { [ -z "$(find "$built" cli/Native -maxdepth 1 \( -name 'FirstRead.*.dll' -o -name '*.cs*' \) -newer "$1" 2>&1 | head -n 1)" ]; }
if is_fresh "$native/firstread" || is_fresh "$ahead/FirstRead.Cli.dll"; then exit 0; fi

rm -rf "$native" "$ahead"
mkdir -p artifacts
if { command -v clang || command -v gcc; } >/dev/null \
  && dotnet publish cli/Native -c Release -p:DebugType=none -o "$native" -v q -nologo >artifacts/native.log 2>&1; then
  touch "$native/firstread"
else
  echo "No native command line (artifacts/native.log); compiling it as ReadyToRun." >&2
  rm -rf "$native"
  # The browser driver stays with the plain build: only the demo needs it.
  dotnet publish cli --no-restore -c Release -r linux-x64 --self-contained false -p:UseAppHost=false -p:PlaywrightPlatform=none \
    -p:DebugType=none -o "$ahead" -v q -nologo >&2
  touch "$ahead"/*.dll
fi
