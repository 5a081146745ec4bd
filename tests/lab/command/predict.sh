# predict.sh — a trained net predicts for a table: with or without classes, in any format; errors have their place.
. "$LEHR_SOURCE/tests/support/command.inc"

trained()
{
    fine train iris --epochs 2000 --save iris.st --quiet
    fine data iris --csv iris.csv
    fine predict iris.st iris --csv -
    [ "$(head -n 1 stdout)" = class,setosa,versicolor,virginica ] || fail "$what: header $(head -n 1 stdout)"
    [ "$(wc -l <stdout)" -eq 151 ] || fail "$what: $(wc -l <stdout) lines"
    says stderr 'of 150 rows right, accuracy 9'
    awk -F, 'NR > 1 { sum = $2 + $3 + $4; most = $2 > $3 ? ($2 > $4 ? "setosa" : "virginica") : $3 > $4 ? "versicolor" : "virginica"
                      if (sum < 0.99999 || sum > 1.00001 || most != $1) exit 1 }' stdout || fail "$what: no probabilities"
    cp stdout answers
    paste -d, answers iris.csv | awk -F, 'NR > 1 && $1 == $9 { n++ } END { print n " of 150 rows right" }' >right
    says stderr "$(cat right)"
}

# same ARGS…: the predictions are those above.
same()
{
    fine predict iris.st "$@" --csv out.csv
    [ ! -s stdout ] || fail "$what: something on stdout"
    cmp -s out.csv answers || fail "$what: other answers"
}

tables()
{
    same ./iris.csv
    says stderr 'of 150 rows right'
    cut -d, -f1-4 iris.csv >bare.csv
    same bare.csv
    [ ! -s stderr ] || fail "$what: $(cat stderr)"
    sed 1d bare.csv >headless.csv
    same headless.csv
    printf '\357\273\277' >crlf.csv && sed 's/$/\r/' iris.csv >>crlf.csv
    same crlf.csv
    sed 's/setosa/?/' iris.csv >unknown.csv
    same unknown.csv --quiet
    [ ! -s stderr ] || fail "$what: it is not quiet"
    fine predict iris.st unknown.csv
    says stderr 'of 100 rows right|50 rows have no class, and are not counted: lines 2, 3, 4, 5, 6 and 45 more'
    sed '2s/setosa/setsoa/; 7s/setosa/rosa/; 9s/setosa//' iris.csv >misspelt.csv
    fine predict iris.st misspelt.csv
    says stderr 'of 149 rows right|2 rows have a class that the net was not trained on, and count as wrong: lines 2, 7'
    says stderr '1 row has no class, and is not counted: line 9'
    (head -n 1 iris.csv; sed -n 60p iris.csv) | sed '2s/versicolor/daisy/' >one.csv
    fine predict iris.st one.csv
    says stderr '0 of 1 rows right, accuracy 0.00 %|1 row has a class that the net was not trained on, and counts as wrong: line 2'
    fine predict iris.st unknown.csv
    says stdout 'row  class|versicolor|150  virginica|100.0 %'
    [ "$(wc -l <stdout)" -eq 151 ] || fail "$what: $(wc -l <stdout) lines"
    "$lehr" predict iris.st iris >/dev/full 2>stderr && fail "predict >/dev/full: exit 0"
    says stderr 'cannot write'
    other=$LEHR64
    [ "$lehr" = "$LEHR" ] || other=$LEHR
    "$other" predict iris.st iris --csv - 2>/dev/null | cut -d, -f1 >there
    cut -d, -f1 answers | cmp -s - there || fail "$what: ${other##*/} gives other classes"
}

wrong()
{
    sed '3s/4.9000/4,9/' iris.csv >comma.csv
    refused 1 'comma.csv:3:32: 6 columns; the net has 4 features' predict iris.st comma.csv
    sed '3s/,3.0000/,x/' iris.csv >word.csv
    refused 1 'word.csv:3:8: sepal_width_cm is "x"; a finite decimal number is expected' predict iris.st word.csv
    sed '3s/,3.0000/,nan/' iris.csv >nan.csv
    refused 1 'nan.csv:3:8: sepal_width_cm is "nan"' predict iris.st nan.csv
    sed '3s/,3.0000/,1e31/' iris.csv >huge.csv
    refused 1 'huge.csv:3:8: sepal_width_cm is 1e31; at most 1e30 is possible' predict iris.st huge.csv
    sed '3s/,3.0000//' bare.csv >ragged.csv
    refused 1 'ragged.csv:3:|3 columns; the net has 4 features' predict iris.st ragged.csv
    sed '3s/$/,setosa/' bare.csv >more.csv
    refused 1 'more.csv:3:|5 columns, but the first line has 4' predict iris.st more.csv
    sed '3s/3.0000/"3.0/' iris.csv >quote.csv
    refused 1 'quote.csv:3:8: a quote is opened here and not closed' predict iris.st quote.csv
    awk -F, -v OFS=, '{ t = $1; $1 = $2; $2 = t; print }' iris.csv >swapped.csv
    refused 1 'swapped.csv:1:1: column 1 is sepal_width_cm; the net was trained with sepal_length_cm there' predict iris.st swapped.csv
    head -n 1 iris.csv >header.csv
    refused 1 'header.csv:2:1: the file ends here' predict iris.st header.csv
    : >nothing.csv
    refused 1 'nothing.csv:1:1: the file ends here' predict iris.st nothing.csv
    refused 2 'xor has 2 features, but the net has 4' predict iris.st xor
    refused 2 'no task "irsi"|"iris"' predict iris.st irsi
    refused 1 'missing.st|No such file' predict missing.st iris
    refused 1 'missing.csv|No such file' predict iris.st missing.csv
    refused 1 'iris.csv: its first 8 bytes|no safetensors file' predict iris.csv iris
    refused 1 'iris.csv: its first 8 bytes|no safetensors file' info iris.csv
    refused 1 'folder: is a folder' info folder
    refused 2 'predict needs a checkpoint' predict iris.st
    refused 2 'info needs a checkpoint' info
    head -c 900 iris.st >half.st
    refused 1 'half.st: its first 8 bytes announce' info half.st
    (head -c 600 iris.st; printf X; tail -c +602 iris.st) >damaged.st
    run info damaged.st
    [ $status -eq 1 ] || fail "$what: exit $status"
    "$lehr" info iris.st >/dev/full 2>stderr && fail "info >/dev/full: exit 0"
}

# Control characters in a name are not sent to the terminal.
controls()
{
    head='{"a\u001b[31mb\u009bc\n":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}'
    printf "\\$(printf %o ${#head})\\000\\000\\000\\000\\000\\000\\000" >controls.st
    printf '%sx' "$head" >>controls.st
    fine info controls.st
    says stdout 'a?[31mb?c, |U8    [1]'
    ! LC_ALL=C grep -q "$(printf '\302\233')" stdout || fail "$what: a control character"
}

# Column names may be any text.
names()
{
    printf 'a,b,kind\n' >names.csv
    for i in 1 2 3 4 5 6 7 8; do printf '%d,%d,"red, deep"\n%d,%d,智能之门\n' $i 1 $i 9; done >>names.csv
    fine train names.csv --epochs 60 --lr 0.1 --save names.st --quiet
    fine predict names.st names.csv --csv -
    [ "$(head -n 1 stdout)" = 'class,"red, deep",智能之门' ] || fail "$what: header $(head -n 1 stdout)"
    [ "$(grep -c '^"red, deep",' stdout)" -eq 8 ] && [ "$(grep -c '^智能之门,' stdout)" -eq 8 ] || fail "$what: $(cat stdout)"
    says stderr '16 of 16 rows right'
    fine info names.st
    says stdout 'red, deep, 智能之门'
}

# Predicted targets have the units of the training table.
numbers()
{
    fine train prices --epochs 200 --save prices.st --quiet
    fine data prices --csv prices.csv
    fine predict prices.st prices.csv --csv -
    [ "$(head -n 1 stdout)" = price ] || fail "$what: header $(head -n 1 stdout)"
    [ "$(wc -l <stdout)" -eq 101 ] || fail "$what: $(wc -l <stdout) lines"
    says stderr 'price: R² 0.9|over 100 rows'
    paste -d, prices.csv stdout | awk -F, 'NR > 1 { e = $2 - $3; if (e < -80 || e > 80) exit 1 }' || fail "$what: far from right"
    cp stdout answers
    cut -d, -f1 prices.csv >bare.csv
    fine predict prices.st bare.csv --csv out.csv
    [ ! -s stderr ] || fail "$what: $(cat stderr)"
    cmp -s out.csv answers || fail "$what: other answers"
    head -n 2 prices.csv >one.csv
    fine predict prices.st one.csv
    says stderr 'price: R² undefined over 1 row'
    sed '2,$s/,.*/,0.1/' prices.csv >constant.csv
    fine predict prices.st constant.csv
    says stderr 'price: R² undefined over 100 rows'
    fine predict prices.st prices.csv
    says stdout '   row           price|   100  '
    refused 1 'iris.csv:1:|5 columns; the net has 1 feature, and the number may follow them' predict prices.st iris.csv
    refused 2 'logistic has classes to predict, but the net predicts 1 number' predict prices.st logistic
    i=0
    printf 'a;b;sum;difference\n' >two.txt
    while [ $i -lt 50 ]; do
        printf '%d;%d;%d;%d\n' $((i % 7)) $((i * i % 11)) $((i % 7 + i * i % 11)) $((i % 7 - i * i % 11)) >>two.txt
        i=$((i + 1))
    done
    fine train two.txt --answer number:columns=2 --epochs 300 --save two.st --quiet
    refused 2 'xor has classes to predict, but the net predicts 2 numbers' predict two.st xor
    fine train --resume two.st --quiet                                          # the plan has the format of the table
    sed '3s/;[^;]*;[^;]*$/;?;?/' two.txt >unknown.txt
    fine predict two.st unknown.txt --csv -
    [ "$(head -n 1 stdout)" = sum,difference ] || fail "$what: header $(head -n 1 stdout)"
    says stderr 'sum: R² 0.9|difference: R² 0.9|over 49 rows|sum: 1 row has no number, and is not counted: line 3'
    undefined
    refused 1 'iris.csv:1:|5 columns; the net has 2 features, and its 2 numbers may follow them' predict two.st iris.csv
}

# The R² of constant targets is undefined: it is printed so, saved and resumed, and no metric of a comparison.
undefined()
{
    printf 'a,y\n1,2\n2,2\n3,2\n4,2\n5,2\n6,2.0\n' >flat.csv
    fine train flat.csv --answer number --steps 20 --save flat.st --csv flat.history
    says stderr 'R² undefined; validation loss |, R² undefined'
    fine train --resume flat.st --steps 40 --csv flat.history --quiet
    [ "$(grep -c ',nan' flat.history)" -eq 40 ] || fail "$what: $(tail -n 1 flat.history)"
    sed '2s/,nan/,inf/' flat.history >infinite.history                          # undefined is possible, infinite is not
    cp flat.st kept.st
    refused 1 'infinite.history' train --resume kept.st --steps 60 --csv infinite.history --quiet
    refused 2 'the validation R² is undefined, because y has the same value in all 2 samples|such as validation_loss' \
        compare flat.csv --answer number --steps 20 --seeds 2
    refused 2 'the validation R² is undefined' train flat.csv --answer number --steps 20 --sched plateau:metric=validation_accuracy
    run find flat.csv --answer number --mode epoch
    [ $status -eq 2 ] || fail "$what: exit $status"
    says stderr 'the validation R² is undefined'
    rm -rf flat                                                                 # this build's own runs
    fine compare flat.csv fixed cosine --answer number --steps 20 --seeds 2 --metric validation_loss --out flat
    says stdout 'undefined'
    fine compare flat.csv fixed cosine --answer number --steps 20 --seeds 2 --metric validation_loss --out flat
    says stderr '4 of them were in flat/runs already'
    sed 4q flat.csv >three.csv
    refused 2 'the validation R² of a single sample is undefined' compare three.csv --answer number --steps 20
}

# A column of tiny values is a feature: a net learns from it, and predicts after it was saved.
tiny()
{
    printf 'a,kind\n' >tiny.csv
    for i in 1 2 3 4 5 6 7 8; do printf '%de-300,low\n%de-299,high\n' $i $i; done >>tiny.csv
    for how in standard minmax; do
        fine train tiny.csv --epochs 200 --scale $how --save tiny.st --quiet
        fine predict tiny.st tiny.csv
        grep -q '^1[4-6] of 16 rows right' stderr || fail "$what: $(cat stderr)"
    done
}

# Images, from a file or a task, and the same ones as a table.
pictures()
{
    fine train digits --epochs 3 --save digits.st --quiet
    fine predict digits.st digits --csv -
    cp stdout answers
    says stderr 'of 1797 rows right, accuracy'
    fine predict digits.st "$LEHR_SOURCE/lab/data/files/digits-images-idx3-ubyte" --csv out.csv
    cmp -s out.csv answers || fail "$what: other answers"
    fine data digits --csv digits.csv
    fine predict digits.st ./digits.csv --csv out.csv
    cmp -s out.csv answers || fail "$what: other answers from a table"
    fine info digits.st
    says stdout 'picture|I64   [3]'
}

mkdir -p folder
for lehr in "$LEHR" "$LEHR64"; do
    trained
    tables
    wrong
    controls
    names
    numbers
    tiny
    pictures
done
report
