# compatible.sh — what version 0.8.0 wrote is read today, and what is written today is what it wrote: tests/golden/v0.8.0 has its files and
# the commands that made them. Before a command reads a file, 0.8.0's own stands in its place. LEHR_RECORD=1 writes them anew.
. "$LEHR_SOURCE/tests/support/command.inc"
unset LEHR_LANG LEHR_FONT LEHR_LEVEL COLUMNS
golden=$LEHR_SOURCE/tests/golden/v0.8.0
exact=                              # last digits are those of Linux on x86-64 with AVX2
[ "$(uname -sm)" != "Linux x86_64" ] || ! grep -q avx2 /proc/cpuinfo || exact=yes

lehr() { "$LEHR" "$@"; }
lehr64() { "$LEHR64" "$@"; }

# essence FILE: what must stay of it. Sentences may be written anew, figures and names may not. The last digits of the net
# for digits depend on which library computes its large products, and on the machine.
essence()
{
    keep=$exact
    case ${1##*/} in digits*) keep= ;; esac
    case $1 in
        *.help) grep -oE -e '--[a-z][a-z0-9-]*|^  lehr [a-z]+' "$1" | sort -u ;;
        *.txt)  grep -oE -e '[a-z_]+=[^ ,]*|-?[0-9]+([.][0-9]+)?(e-?[0-9]+)?' "$1" ;;
        *.json) sed 's/"said":"[^"]*"/"said":""/' "$1" | shape ;;
        *.csv)  shape <"$1" ;;
        *)      if [ -n "$keep" ]; then cat "$1"; else wc -c <"$1"; fi ;;
    esac
}

# shape: a table or JSON as it stands, or elsewhere without its figures.
shape() { if [ -n "$keep" ]; then cat; else sed -E 's/-?[0-9]+([.][0-9]+)?(e[-+]?[0-9]+)?/N/g'; fi; }

# compare FILE: it is what 0.8.0 wrote, whose file takes its place.
compare()
{
    checks=$((checks + 1))
    if [ ! -e "$golden/$1" ]; then fail "\"$command\" has written $1, which 0.8.0 did not write"; return; fi
    essence "$1" >now
    essence "$golden/$1" >then
    case $1 in *.help) comm -12 now then >both && mv both now ;; esac         # there may be more options, and commands
    cmp -s now then || fail "\"$command\": $1 differs from that of 0.8.0: $(diff -a now then | head -n 5 | cut -c 1-300)"
    cp "$golden/$1" "$1"
}

# written: the files that the last command wrote, but for pictures and the page.
written() { find . -type f -newer ../stamp ! -name '*.png' ! -name '*.html' ! -name lock | sed 's|^\./||' | sort; }

touch -t 200101010000 stamp
rm -rf at && mkdir at && cd at || exit 1
cp "$golden"/middle*.safetensors .
[ -n "${LEHR_RECORD:-}" ] || { mkdir out && cp -R "$golden/out/runs" out/runs; }
: >../statuses
while IFS= read -r command; do
    find . -type f -exec touch -t 200001010000 {} +
    (eval "$command") >../printed 2>&1 </dev/null
    echo $? >>../statuses
    for file in $(written); do
        case $file in
            out/runs/*) [ -n "${LEHR_RECORD:-}" ] || fail "\"$command\" has made the run $file anew" ;;
        esac
        if [ -n "${LEHR_RECORD:-}" ]; then mkdir -p "$golden/$(dirname "$file")" && cp "$file" "$golden/$file"; else compare "$file"; fi
    done
done <"$golden/commands"
cd ..
[ -z "${LEHR_RECORD:-}" ] || cp statuses "$golden/statuses"
paste -d ' ' statuses "$golden/statuses" "$golden/commands" | awk '$1 != $2' >others
while read -r now then command; do fail "\"$command\" ends with $now; in 0.8.0 with $then"; done <others
for file in $(cd "$golden" && find . -type f ! -name README.md ! -name commands ! -name statuses); do
    [ -e "at/$file" ] || fail "no command writes ${file#./} any more"
done
report
