#!/bin/sh
# bench_sched.sh — one question to a schedule, ours and PyTorch's, in one run.      usage: tests/bench/bench_sched.sh [BUILD-FOLDER]
set -eu
build=${1:-build/release}
"$build/tests/bench-sched"
for python in python3 /usr/bin/python3; do
    "$python" -c 'import torch' 2>/dev/null && exec "$python" "$(dirname -- "$0")/peers/torch_sched.py"
done
echo "PyTorch is not installed here (Debian: python3-torch), so there is nothing beside these figures."
