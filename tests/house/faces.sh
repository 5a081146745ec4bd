# faces.sh — lehr.h lists the functions that it declares, each once and no other; lehr_lab.h lists only what it has; no function is declared
# twice; and no internal header is reached.
. "$LEHR_SOURCE/tests/support/command.inc"
here=$PWD
cd "$LEHR_SOURCE" || exit 1

declared() { awk -f tests/house/functions.awk "$1" | tr -d ' ' | sort; }
listed() { awk '/\*\// { exit } { print }' "$1" | grep -oE '\blehr_[a-z0-9_]+\(|\blehr_[a-z0-9_]+_png\b' | tr -d '(' | sort; }

declared lehr.h >"$here/framework"
declared lehr_lab.h >"$here/everything"
listed lehr.h >"$here/listed"
listed lehr_lab.h >"$here/lab"
cd "$here" || exit 1

# none WHAT NAMES: there must be none.
none()
{
    checks=$((checks + 1))
    [ -z "$2" ] || fail "$1: $2"
}
none "lehr.h does not list"                   "$(comm -23 framework listed)"
none "lehr.h lists what it does not declare"  "$(comm -13 framework listed)"
none "lehr_lab.h lists what it does not declare" "$(comm -13 everything lab)"
none "declared twice"                         "$(uniq -d everything)"
none "lehr.h lists twice"                     "$(uniq -d listed)"
[ "$(wc -l <listed)" -gt 100 ] && [ "$(wc -l <lab)" -gt 40 ] || fail "only $(wc -l <listed) and $(wc -l <lab) functions are listed"

report
