#!/usr/bin/env bash
# Installs what the tests need, builds, and runs all of them. Ends with: N passed, N failed, N skipped
set -uo pipefail
unset CDPATH # else cd may go elsewhere and print where
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cd "$here"
results=$here/artifacts/test-results
rm -rf "$results" && mkdir -p "$results"
passed=0 failed=0 skipped=0

"$here/eng/build.sh" test || { echo "The build failed."; echo "0 passed, 1 failed, 0 skipped"; exit 1; }

check() { # name, command...: one check that is no .NET test
  local name=$1; shift
  if "$@" >"$results/$name.log" 2>&1; then passed=$((passed + 1)); echo "ok      $name"
  else failed=$((failed + 1)); echo "FAILED  $name (artifacts/test-results/$name.log)"; tail -n 40 "$results/$name.log"; fi
}

check format dotnet format FirstRead.slnx --verify-no-changes --no-restore --exclude node_modules --verbosity minimal
check portal-types-and-units npm --prefix portal run --silent test
for profile in student clinical; do
  check "cdk-synth-$profile" bash -c "cd cdk && npx --no-install aws-cdk synth --quiet -c profile=$profile --output ../artifacts/cdk.out"
done

if /usr/bin/python3 -c "import torch, PIL" 2>/dev/null; then
  check training-code /usr/bin/python3 -B -m unittest discover -s inference-container/train/tests
else skipped=$((skipped + 1)); echo "skipped training-code: /usr/bin/python3 has no torch or Pillow"; fi

for project in tests/*.Tests/*.csproj; do
  name=$(basename "$project" .csproj)
  echo "Testing $name"
  dotnet test "$project" -c Release --no-build -nologo --logger "trx;LogFileName=$results/$name.trx" --logger "console;verbosity=minimal" \
    --blame-hang-timeout 30m >"$results/$name.log" 2>&1 || grep -A 25 -E '^ +Failed ' "$results/$name.log" | head -n 200
  counters=$(grep -o '<Counters [^>]*>' "$results/$name.trx" 2>/dev/null | head -n 1)
  if [ -z "$counters" ]; then failed=$((failed + 1)); echo "FAILED  $name ran no test"; tail -n 40 "$results/$name.log"; continue; fi
  number() { echo "$counters" | sed -n "s/.* $1=\"\([0-9]*\)\".*/\1/p"; }
  total=$(number total) ran=$(number executed) good=$(number passed)
  passed=$((passed + good)) failed=$((failed + ran - good)) skipped=$((skipped + total - ran))
  [ "$total" -eq "$ran" ] || grep -E '^ *Skipped' "$results/$name.log" | head -n 20
  echo "        $good of $total passed"
done

echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
