# help.sh — every --help is there, and its examples can be pasted.
. "$LEHR_SOURCE/tests/support/command.inc"

examples() { sed -n '/^For example/,$s/^  \(lehr.*\)/\1/p' "$1"; }

commands="policies explain schedule data train predict info compare find paths look grade demo tour"

for lehr in "$LEHR" "$LEHR64"; do
    for word in --help -h help; do
        fine $word
        for c in $commands; do says stdout "lehr $c"; done
    done
    says stdout "This is ${lehr##*/}"
    for c in $commands; do
        fine "$c" --help
        says stdout "lehr $c|For example"
        [ -n "$(examples stdout)" ] || fail "$what: no example"
        cp stdout help.txt
        fine "$c" -h
        cmp -s stdout help.txt || fail "$what differs from --help"
        fine help "$c"
        cmp -s stdout help.txt || fail "$what differs from $c --help"
    done
    # what stands behind --help is not looked at
    fine train --help --epochs 0 nonsense more
    says stdout "lehr train"
done

# The examples, as they stand but for the length of a training (demo takes a minute and is run by ./run demo); the grid, if light, with a
# cell in place of six, as each has four pictures.
lehr() { "$lehr" "$@"; }
lehr64() { "$LEHR64" "$@"; }
lehr=$LEHR
rm -rf pasted && mkdir pasted && cd pasted || exit 1
for c in policies explain schedule data train predict info compare find paths look tour; do
    fine "$c" --help
    examples stdout >lines
    while IFS= read -r line; do
        case $line in
            *compare*--epochs*)
                line=$(echo "$line" | sed 's/--epochs [0-9/]*/--epochs 2\/4/')
                [ -z "${LEHR_LIGHT:-}" ] || line=$(echo "$line" | sed 's/--lr [0-9./]* --epochs 2\/4/--lr 0.01 --epochs 2/') ;;
            *compare*--steps*)  line=$(echo "$line" | sed 's/--steps [0-9]*/--steps 50/') ;;
            *compare*)          line="$line --epochs 2" ;;
            *--steps*--save*)   ;;
            *iris*--save*)      line="$line --epochs 500" ;;
        esac
        what=$line checks=$((checks + 1))
        eval "$line" >stdout 2>stderr </dev/null || fail "$line: exit $?: $(tail -n 1 stderr)"
    done <lines
done
what="lehr schedule … --png" && is_png onecycle.png
what="lehr train … --png" && is_png loss.png
[ "$(wc -l <taiji.csv)" -eq 1001 ] || fail "lehr data taiji --csv taiji.csv: $(wc -l <taiji.csv) lines"
[ -s out/three/index.html ] || fail "lehr compare … --out out/three: no page"

# Names that the help offers are names it takes.
for name in $("$lehr" policies | sed -n 's/^\([a-z0-9]*\) .*/\1/p' | grep -v '^lr$'); do
    fine policies "$name"
    says stdout "$name|rate at t|For example"
done
report
