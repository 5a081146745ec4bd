# report.sh — what the tests measured of the thirteen promises of docs/reliability.md: `sh tests/promises/report.sh build/PRESET…`.
#
# Each test leaves its figures below build/PRESET/figures (tests/figure.h), one file each, named PROMISE.TEST.NAME; a test that fails leaves
# none. Says so, and exits 1, where nothing was measured of a promise.
set -eu
cd -- "$(dirname -- "$0")/../.."

titles() { sed -n 's/^| *\([0-9][0-9]*\) | \([^|]*[^| ]\) *|.*/\1 \2/p' docs/reliability.md; }

figures() {             # figures PROMISE BUILD…: one line each, and where it was measured; what both precisions say alike is said once
    promise=$(printf %02d "$1")
    shift
    for build; do
        for file in "$build/figures/$promise".*; do
            [ -f "$file" ] || continue
            test=${file##*/"$promise".}
            printf '%s\t%s, %s\n' "$(cat "$file")" "${test%.*}" "${build##*/}"
        done
    done | awk -F '\t' '{ if (!($1 in from)) { order[++n] = $1; from[$1] = $2 } else from[$1] = from[$1] "; " $2 }
                        END { for (i = 1; i <= n; i++) printf "      %s\n          %s\n", order[i], from[order[i]] }'
}

missing=0
printf 'What the tests measured of the promises in docs/reliability.md:\n'
titles | {
    while read -r number title; do
        printf '\n%4s  %s\n' "$number" "$title"
        lines=$(figures "$number" "$@")
        if [ -n "$lines" ]; then printf '%s\n' "$lines"; else printf '      NOT MEASURED\n'; missing=$((missing + 1)); fi
    done
    [ $missing -eq 0 ] || { printf '\n%d promises were not measured: a test failed, or was left out.\n' $missing; exit 1; }
}
