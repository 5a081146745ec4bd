# valgrind.sh — memcheck looks on while the command does a little of everything: nothing is read that was not written, nothing is
# used after it was given back, nothing is lost. It watches the program that people use, with OpenBLAS in it; the sanitizers watch
# one that is compiled for them, without.
. "$LEHR_SOURCE/tests/support/command.inc"
. "$LEHR_SOURCE/tests/support/everything.inc"
command -v valgrind >/dev/null || { echo "valgrind is not installed: nobody looks on (Debian, Ubuntu: apt-get install valgrind)"; exit 77; }

# watched STATUS ARGS…: that exit status, and no complaint of valgrind's, neither about lehr nor about the processes it starts.
# Nothing is suppressed: neither the C library nor OpenBLAS gives cause. Valgrind does not know AVX-512 and says so to whom asks the processor: the hot loops that run here are those of v3.
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
