#!/bin/sh
# kernel_bits.sh — the hot loops give the same bits from every compiler found here, at every -O, on x86-64-v3 and v4; and the baseline,
# whose bits are its own, from every compiler at every -O.
set -eu
flags="-std=c11 -ffp-contract=off -fno-math-errno -fno-trapping-math -D_XOPEN_SOURCE=700"
failures=0 built=0
compilers=
for cc in gcc clang "${CC:-cc}"; do
    command -v "$cc" >/dev/null && case " $compilers " in *" $cc "*) ;; *) compilers="$compilers $cc" ;; esac
done
[ -n "$compilers" ] || { echo "there is no compiler called gcc, clang or cc, so nothing was compared"; exit 77; }

# bits NAME LEVEL MACHINE-FLAGS PRECISION-FLAGS: one line of hash for each compiler and -O, into the file NAME.
bits()
{
    for cc in $compilers; do
        [ -z "$3" ] || "$cc" $3 -fsyntax-only -x c /dev/null 2>/dev/null || continue
        for optimise in -O0 -O3; do
            # shellcheck disable=SC2086
            "$cc" $flags $optimise $3 $4 -I "$LEHR_SOURCE" -DLEHR_LEVEL="$2" "$LEHR_SOURCE/tests/core/kernel_bits.c" "$LEHR_SOURCE/core/kernels/kernels.c" \
                "$LEHR_SOURCE/optim/rules.c" -lm -o bits
            echo "$(./bits) $cc $optimise $2" >>"$1"
            built=$((built + 1))
        done
    done
}

one_hash()
{
    [ "$(cut -d ' ' -f 1 "$1" | sort -u | wc -l)" = 1 ] && return
    echo "$1: the bits differ"
    cat "$1"
    failures=$((failures + 1))
}

rm -f float-* double-*
for precision in float double; do
    double=$([ $precision = double ] && echo -DLEHR_DOUBLE || true)
    bits $precision-baseline baseline "" "$double"
    one_hash $precision-baseline
    for level in v3 v4; do
        grep -qw "$([ $level = v4 ] && echo avx512vl || echo avx2)" /proc/cpuinfo 2>/dev/null || continue
        bits $precision-fma $level -march=x86-64-$level "$double"
    done
    [ ! -f $precision-fma ] || one_hash $precision-fma
done
echo "$built builds"
exit $failures
