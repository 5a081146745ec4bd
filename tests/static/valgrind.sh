# valgrind.sh — each command runs under memcheck: no use of unset memory, no use after free, no leak. memcheck checks the program as
# users have it, with OpenBLAS; the sanitizers check a build of their own, without it.
. "$LEHR_SOURCE/tests/support/command.inc"
. "$LEHR_SOURCE/tests/support/everything.inc"
command -v valgrind >/dev/null || { echo "valgrind is not installed: nobody looks on (Debian, Ubuntu: apt-get install valgrind)"; exit 77; }

# watched STATUS ARGS…: that exit status, and no error from valgrind, neither in lehr nor in the processes that it starts. No errors are
# suppressed: the C library and OpenBLAS need no suppression. Valgrind's processor has no AVX-512, so the loops that run here are those of v3.
watched()
{
    wanted=$1 what="${lehr##*/} ${*#"$1"}" checks=$((checks + 1))
    shift
    rm -f complaints.*
    valgrind -q --log-file=complaints.%p --error-exitcode=99 --leak-check=full --errors-for-leak-kinds=definite,indirect,possible \
             "$lehr" "$@" >stdout 2>stderr </dev/null
    status=$?
    [ $status -eq "$wanted" ] || fail "$what: exit $status, not $wanted: $(head -c 400 stderr)"
    [ -z "$(cat complaints.*)" ] || fail "$what: valgrind complains: $(cat complaints.* | head -n 40)"
}

lehr=$LEHR64
begin_and_go_on
lehr=$LEHR
everything
figure 3 valgrind "$checks runs of the command under valgrind: no error, nothing lost"
report
