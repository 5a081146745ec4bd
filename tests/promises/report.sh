# report.sh — what the tests measured of the thirteen promises of docs/reliability.md: `sh tests/promises/report.sh build/PRESET…`. Where a
# test has run in several builds, the first of them speaks; those behind it are named.
#
# Each test leaves its figures below build/PRESET/figures (tests/support/figure.h), one file each, named PROMISE.TEST.NAME; a test that fails leaves
# none. Says so, and exits 1, where nothing was measured of a promise.
set -eu
cd -- "$(dirname -- "$0")/../.."

titles() { sed -n 's/^| *\([0-9][0-9]*\) | \([^|]*[^| ]\) *|.*/\1 \2/p' docs/reliability.md; }

figures() {             # figures PROMISE BUILD...: a line for what was measured; once, if tests say the same
    promise=$(printf %02d "$1")
    shift
    for build; do
        for file in "$build/figures/$promise".*; do
            [ -f "$file" ] || continue
            test=${file##*/"$promise".}
            printf '%s\t%s\t%s\t%s\n' "$test" "${test%.*}" "${build##*/}" "$(cat "$file")"
        done
    done | awk -F '\t' '
        function joined(list, more) { return list == "" ? more : list ", " more }
        !($1 in said) { said[$1] = $4; if (tests[$4] == "") order[++n] = $4; tests[$4] = joined(tests[$4], $2) }
        { text = said[$1]; if (!seen[text, $3]++) builds[text] = joined(builds[text], $3) }
        END { for (i = 1; i <= n; i++) printf "      %s   [%s: %s]\n", order[i], builds[order[i]], tests[order[i]] }'
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
