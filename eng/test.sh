#!/usr/bin/env bash
# Runs one of test.sh's parts, a .NET test project or a named check, and leaves "passed failed skipped" in TEST_RESULTS/NAME.counts.
# usage: eng/test.sh tests/FirstRead.Core.Tests | format | portal-units | portal-lint | cdk-synth | training-code
set -uo pipefail
unset CDPATH # else cd may go elsewhere and print where
cd "$(dirname "${BASH_SOURCE[0]}")/.."
results=${TEST_RESULTS:-$PWD/artifacts/test-results}
mkdir -p "$results"
name=$(basename "$1")
counts=$results/$name.counts log=$results/$name.log

end() { # passed, failed, skipped, words
  echo "$1 $2 $3" >"$counts"
  sed '/^$/d' <<<"$4"
  exit 0
}

check() { # command...
  if "$@" >"$log" 2>&1; then end 1 0 0 "ok      $name"; fi
  end 0 1 0 "FAILED  $name (artifacts/test-results/$name.log)
$(tail -n 40 "$log")"
}

synth() {
  for profile in student clinical; do
    (cd cdk && npx --no-install aws-cdk synth --quiet -c "profile=$profile" --output ../artifacts/cdk.out) || return 1
  done
}

test_project() { # folder
  dotnet test "$1" -c Release --no-build -nologo --logger "trx;LogFileName=$results/$name.trx" --logger "console;verbosity=minimal" \
    --blame-hang-timeout 30m >"$log" 2>&1 || grep -A 25 -E '^ +Failed ' "$log" | head -n 200
  counters=$(grep -o '<Counters [^>]*>' "$results/$name.trx" 2>/dev/null | head -n 1)
  [ -n "$counters" ] || end 0 1 0 "FAILED  $name ran no test
$(tail -n 40 "$log")"
  number() { echo "$counters" | sed -n "s/.* $1=\"\([0-9]*\)\".*/\1/p"; }
  total=$(number total) ran=$(number executed) good=$(number passed)
  end "$good" $((ran - good)) $((total - ran)) "$name: $good of $total passed
$(grep -E '^ *Skipped' "$log" | head -n 20)"
}

case $name in
  # Style and analyzers are errors of the build (EnforceCodeStyleInBuild): what is left is white space, which needs no compilation.
  format) check dotnet format whitespace . --folder --verify-no-changes --exclude node_modules portal/node_modules artifacts --verbosity minimal ;;
  portal-units) check npm --prefix portal run --silent test ;;
  portal-lint) check npm --prefix portal run --silent lint ;;
  cdk-synth) check synth ;;
  training-code)
    /usr/bin/python3 -c "import torch, PIL" 2>/dev/null || end 0 0 1 "skipped $name: /usr/bin/python3 has no torch or Pillow"
    check /usr/bin/python3 -B -m unittest discover -s inference-container/train/tests ;;
  *) test_project "$1" ;;
esac
