# narrow.sh — drawings, tables and texts fit terminals of 40, 60 and 80 columns, and are in ASCII where the locale has no UTF-8. (Widths are
# those of the ASCII, as every shell can count them. Lines to paste are never broken.)
. "$LEHR_SOURCE/tests/support/command.inc"
unset LC_ALL LC_CTYPE LANG

"$LEHR" train iris --steps 60 --every 2 --csv history.csv --save iris.st --quiet || fail "lehr train iris"
"$LEHR" train digits --steps 20 --save digits.st --quiet || fail "lehr train digits"
ln -sf iris.st run.st

texts='--help
help train
help compare
help look
policies
policies onecycle
policies multistep
policies expr
explain warmup:500+cosine --steps 7500
explain step:every=3 --steps 90
schedule cosine step:every=250,gamma=0.5 --steps 1000
schedule plateau --steps 10
data
info run.st
predict iris.st iris
predict digits.st digits
compare xor fixed cosine step:every=20,gamma=0.5 --epochs 2 --seeds 2 --quiet
find xor --steps 60 --quiet
find iris --steps 200 --seeds 2 --quiet
paths beale
paths saddle --optim sgd momentum:0.8 --sched fixed cosine:steps=100
paths bowl --optim sgd --lr 1000
look history.csv'

# fits FILE: no line is wider than the terminal, and all of it is ASCII.
fits()
{
    wide=$(grep -v -e '^  lehr' -e '^lehr' "$1" | awk -v c="$COLUMNS" 'length($0) > c')
    [ -z "$wide" ] || fail "$what, $COLUMNS columns: $(echo "$wide" | head -n 3)"
    ! grep -n '[^ -~]' "$1" || fail "$what: not ASCII"
}

for COLUMNS in 40 60 80; do
    export COLUMNS
    while IFS= read -r line <&4; do
        fine $line
        fits stdout
    done 4<<END
$texts
END
    fine train digits --steps 20 --scores
    grep -v -e '^digits:' -e '^after update' stderr >scores
    fits scores
done
unset COLUMNS

# LC_ALL goes before LC_CTYPE, and that before LANG; one that is empty does not count.
for locale in LC_ALL=C LC_ALL=POSIX LC_CTYPE=de_DE LANG=zh_CN.GB18030 'LC_ALL=C LANG=C.UTF-8' 'LC_CTYPE=C LANG=C.UTF-8'; do
    what="$locale lehr schedule" checks=$((checks + 1))
    env $locale "$LEHR" schedule cosine --steps 50 >stdout || fail "$what"
    ! grep -q '[^ -~]' stdout || fail "$what: not ASCII"
done
for locale in LC_ALL=C.UTF-8 LC_CTYPE=UTF-8 LANG=en_US.utf8 'LC_ALL= LANG=zh_CN.UTF-8' 'LC_ALL=C.UTF-8 LANG=C'; do
    what="$locale lehr schedule" checks=$((checks + 1))
    env $locale "$LEHR" schedule cosine --steps 50 >stdout || fail "$what"
    LC_ALL=C grep -q "$(printf '\342\240')" stdout || fail "$what: not in braille"
done

# Data stay as they are.
printf 'a,b,kind\n1,2,gr\303\274n\n3,4,rot\n5,6,gr\303\274n\n2,1,rot\n' >own.csv
fine data own.csv
LC_ALL=C grep -q "$(printf 'gr\303\274n')" stdout || fail "$what: the class has another name"
report
