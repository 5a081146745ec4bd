# everything.sh — the command does a little of everything; a program that watches itself (MSan, TSan) says what it saw by its exit status.
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
