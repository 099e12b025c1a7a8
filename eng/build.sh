#!/usr/bin/env bash
# Builds every program and the portal.
set -euo pipefail
unset CDPATH # else cd may go elsewhere and print where
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
"$here/eng/install.sh" "${1:-run}"
cd "$here"
dotnet build FirstRead.slnx -c Release -v q -nologo >&2
eng/compile-ahead.sh
if [ ! -f portal/dist/index.html ] || [ -n "$(find portal/src portal/index.html portal/vite.config.ts portal/package-lock.json -newer portal/dist/index.html 2>/dev/null | head -n 1)" ]; then
  (cd portal && npm run --silent build >&2)
fi
