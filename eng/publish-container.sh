#!/usr/bin/env bash
# Publishes what the container's image holds of ours: FOLDER/program (a native program: a task's process starts in 65 ms) and
# FOLDER/models (each bundle's files and card, not how it was trained). Both Dockerfiles call it, and the test that runs it
# from an empty root.
# usage: eng/publish-container.sh FOLDER [-p:Cuda=true]   gcc or clang links it
set -euo pipefail
unset CDPATH # else cd may go elsewhere and print where
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
mkdir -p "$1"
target=$(cd "$1" && pwd)
shift
rm -rf "$target/program" "$target/models"
cd "$here"
dotnet publish inference-container -c Release -r linux-x64 -p:PublishAot=true -p:NativeDebugSymbols=false -p:DebugType=none "$@" -o "$target/program" -v q -nologo
mkdir "$target/models"
cd inference-container/models
cp --parents ./*/model.json ./*/model.onnx ./*/README.md ./*/*.f32 "$target/models"
