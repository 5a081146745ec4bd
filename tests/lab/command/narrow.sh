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

# --- Chinese: a character takes two columns ---------------------------------------------------------------------------

# as_columns FILE: Chinese and full-width characters become "zz", other characters one letter.
as_columns()
{
    LC_ALL=C awk '{ gsub(/[\343-\351][\200-\277][\200-\277]|\357[\274-\277][\200-\277]/, "zz")
                    gsub(/[\302-\364][\200-\277]+/, "x"); print }' "$1"
}

# aligned FILE COLUMN 'part|part': the lines with these parts have a blank in that column, and something after it.
aligned()
{
    for part in $(echo "$3" | tr '|' ' '); do
        line=$(grep -F -e "$part" "$1" | head -n 1)
        echo "$line" >line
        as_columns line | grep -q "^.\{$2\} [^ ]" || fail "$what, $COLUMNS columns: \"$line\" has no column at $2"
    done
}

printf '长,宽,花\n' >flowers.csv
for i in 1 2 3 4 5 6 7 8 9; do printf '%d,1,山鸢尾\n%d.5,2,变色\n3,%d,ab\n' $i $i $i; done >>flowers.csv
for COLUMNS in 60 80; do
    export COLUMNS LC_ALL=C.UTF-8
    while IFS= read -r line <&4; do
        fine $line --lang zh
        as_columns stdout | grep -v -e '^  lehr' -e '^lehr' >columns
        wide=$(awk -v c="$COLUMNS" 'length($0) > c' columns)
        [ -z "$wide" ] || fail "$what, $COLUMNS columns: $(echo "$wide" | head -n 3)"
    done 4<<END
$texts
END
    fine train flowers.csv --steps 20 --scores --save flowers.st --lang zh
    aligned stderr 11 '精确率|山鸢尾|变色|ab'
    fine predict flowers.st flowers.csv --lang zh
    aligned stdout 16 '类别|山鸢尾|变色|ab'
    fine find iris --steps 300 --quiet --lang zh
    aligned stdout 30 '把握|valley|steepest|slide'
    fine paths beale --optim sgd momentum --steps 20 --lang zh
    [ $COLUMNS = 60 ] || aligned stdout 57 '最近|momentum'
done
unset COLUMNS LC_ALL

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
