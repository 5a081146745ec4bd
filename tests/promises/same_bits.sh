# same_bits.sh — do small trainings give the same bytes with any compiler and any options? `sh tests/promises/same_bits.sh
# build/PRESET…`, after toy_bits.sh has run there. The figure is the report's, kept with the first build's.
set -eu
cd -- "$(dirname -- "$0")/../.."

all=$(for build; do cat "$build/figures/bits"; done)
differ=$(printf '%s\n' "$all" | sort -u | cut -d ' ' -f 1,2 | uniq -d)
if [ -n "$differ" ]; then
    echo "the bytes differ between builds: $differ"
    for build; do sed "s|^|$build: |" "$build/figures/bits"; done
    exit 1
fi

how() {                 # how BUILD: its compiler, -O level and sanitizers
    flags=$(sed -n 's/^CMAKE_C_FLAGS\(_DEBUG\|_RELEASE\)\{0,1\}:STRING=//p' "$1/CMakeCache.txt" | tr '\n' ' ')
    type=$(sed -n 's/^CMAKE_BUILD_TYPE:STRING=//p' "$1/CMakeCache.txt")
    level=$([ "$type" = Release ] && echo -O3 || printf '%s\n' "$flags" | grep -o -- '-O[0-3] ' | head -n 1)
    watched=$(printf '%s\n' "$flags" | grep -o -- '-fsanitize=[a-z,]*\|--coverage' | head -n 1)
    sed -n 's|^CMAKE_C_COMPILER:[A-Z]*=\(.*/\)\{0,1\}||p' "$1/CMakeCache.txt" | tr '\n' ' '
    echo $level $watched
}
builds=$(for build; do how "$build"; done | sort -u | sed 's/$/;/' | tr '\n' ' ')
trainings=$(printf '%s\n' "$all" | cut -d ' ' -f 4 | sort -n | head -n 1)
levels=$(grep -q '^flags.* avx512vl' /proc/cpuinfo && echo 'x86-64-v3 and v4' || echo 'x86-64-v3 (no v4 on this machine)')
figure="1 hash of $trainings toy trainings per precision over $# builds ($(printf '%s' "$builds" | sed 's/; $//')), each on $levels"
echo "promise 6: $figure"
echo "$figure" >"$1/figures/06.same_bits.builds"
