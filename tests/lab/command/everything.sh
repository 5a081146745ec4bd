# everything.sh — runs each command once, briefly; under a sanitizer (MSan, TSan), the exit status shows its findings.
. "$LEHR_SOURCE/tests/support/command.inc"
. "$LEHR_SOURCE/tests/support/everything.inc"

watched()
{
    wanted=$1
    shift
    run "$@"
    [ $status -eq "$wanted" ] || fail "$what: exit $status, not $wanted: $(head -c 4000 stderr)"
}

everything
report
