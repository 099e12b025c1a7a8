#!/usr/bin/env bash
# Plays FirstRead on this machine, no Docker and no AWS account: ./demo.sh [--once] [--json]
# Leaves it all running and prints the portal's address; --once exits after everything was seen to happen.
set -euo pipefail
unset CDPATH # else cd may go elsewhere and print where
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
"$here/eng/build.sh"
FIRSTREAD_REPOSITORY=$here exec dotnet "$here/cli/bin/Release/net10.0/FirstRead.Cli.dll" demo "$@"
