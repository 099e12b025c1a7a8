#!/usr/bin/env bash
# Installs what the tests need, builds, and runs all of them, two at a time. Ends with: N passed, N failed, N skipped
set -uo pipefail
unset CDPATH # else cd may go elsewhere and print where
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cd "$here"
export TEST_RESULTS=$here/artifacts/test-results
rm -rf "$TEST_RESULTS" && mkdir -p "$TEST_RESULTS"

eng/build.sh test || { echo "The build failed."; echo "0 passed, 1 failed, 0 skipped"; exit 1; }

# The longest first, so that none of them runs alone at the end.
projects=(tests/FirstRead.Functions.Tests tests/FirstRead.EndToEnd.Tests tests/FirstRead.Publishing.Tests)
for project in tests/*.Tests; do [[ " ${projects[*]} " == *" $project "* ]] || projects+=("$project"); done
checks=(format portal-units portal-lint cdk-synth training-code)
printf '%s\0' "${projects[@]}" "${checks[@]}" | xargs -0 -n 1 -P 2 eng/test.sh

awk -v due=$((${#projects[@]} + ${#checks[@]})) '
  { passed += $1; failed += $2; skipped += $3 }
  END {
    if (NR < due) failed += due - NR # what ended without a count
    printf "%d passed, %d failed, %d skipped\n", passed, failed, skipped
    exit failed > 0
  }' "$TEST_RESULTS"/*.counts
