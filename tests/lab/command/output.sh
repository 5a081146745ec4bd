# output.sh — data on stdout or in a file, without anything else. (Errors of writing: exit_status.sh.)
. "$LEHR_SOURCE/tests/support/command.inc"

# columns FILE N: every line has that many commas + 1.
columns() { awk -F, -v n="$2" 'NF != n { exit 1 }' "$1" || fail "$what: a line of $1 does not have $2 columns"; }

data()
{
    for task in taiji:1001 xor:401 moon:401 gem:1001 iris:151 houses:11 prices:101 distance:1001 logistic:501 diagonal:2001 regions:1001 \
                curve:1001 peaks:2501 overfit:101 band:501 masks:601 waves:2001 waves4:1001 digits:1798; do
        fine data ${task%:*}
        [ "$(wc -l <stdout)" -eq ${task#*:} ] || fail "$what: $(wc -l <stdout) lines"
        [ ! -s stderr ] || fail "$what: words on stderr"
        mv stdout here.csv
        "$LEHR64" data ${task%:*} | cmp -s - here.csv || fail "$what: lehr64 has other data"
        fine data ${task%:*} --csv there.csv
        [ ! -s stdout ] || fail "$what: something on stdout"
        cmp -s here.csv there.csv || fail "$what: the file differs from stdout"
        fine data ./there.csv                                   # and it can be read back
        cmp -s stdout there.csv || fail "$what: not what was read"
    done
    fine data shapes
    [ "$(wc -l <stdout)" -eq 2401 ] || fail "$what: $(wc -l <stdout) lines"
    mv stdout here.csv
    "$LEHR64" data shapes | cmp -s - here.csv || fail "$what: lehr64 has other data"
    fine data houses
    [ "$(head -n 2 stdout | tr '\n' ' ')" = "area,price 122.0000,241.0000 " ] || fail "$what: $(head -n 2 stdout)"
    awk -F, 'NR > 1 && ($1 !~ /^[0-9]+[.]0000$/ || $2 !~ /^[0-9]+[.]0000$/) { exit 1 }' stdout || fail "$what: not four decimals"
    fine data
    [ "$(wc -l <stdout)" -ge 20 ] || fail "$what: $(wc -l <stdout) lines"
    says stdout 'taiji|houses|digits|chapter 1|chapter 14'
    for task in $(awk '{ print $1 }' stdout); do [ "$task" = shapes ] || fine data $task --csv listed.csv; done
    fine data taiji --csv -
    [ "$(head -n 1 stdout)" = x,y,label ] || fail "$what: header $(head -n 1 stdout)"
    columns stdout 3
    awk -F, 'NR > 1 && ($1 !~ /^-?[0-9]\.[0-9][0-9][0-9][0-9]$/ || $3 !~ /^[0-3]$/) { exit 1 }' stdout || fail "$what: not four decimals"
}

training()
{
    fine train taiji --epochs 2 --every 7 --sched cosine --csv -
    [ "$(head -n 1 stdout)" = step,epoch,lr,train_loss,train_accuracy,validation_loss,validation_accuracy ] || fail "$what: header"
    columns stdout 7
    [ "$(sed 1d stdout | cut -d, -f1 | tr '\n' ' ')" = "7 14 21 28 35 42 49 50 " ] || fail "$what: rows $(cut -d, -f1 stdout)"
    says stderr 'taiji|after update 50'
    cp stdout history.csv
    fine train taiji --epochs 2 --every 7 --sched cosine --csv file.csv --png picture.png --quiet
    [ ! -s stdout ] && [ ! -s stderr ] || fail "$what: it is not quiet"
    cmp -s file.csv history.csv || fail "$what: the file differs from stdout"
    is_png picture.png
    fine train xor --steps 30 --optim 'Momentum:0.8,l2=0.01,clip_norm=0.5; *.bias:rate=2' --csv rule.csv
    fine train xor --steps 30 --optim 'Momentum:0.8; *.bias:rate=2' --clip-norm 0.5 --l2 0.01 --csv options.csv
    says stderr 'Momentum:0.8,l2=0.01,clip_norm=0.5; *.bias:rate=2'
    cmp -s rule.csv options.csv || fail "$what: not what the rule's text says"
    fine train xor --steps 30 --csv none.csv
    ! cmp -s rule.csv none.csv || fail "$what: the same without"
    fine train xor --steps 3
    [ ! -s stdout ] || fail "$what: something on stdout, and nothing was asked for"
}

# The book's taiji: to 1e-9 over the first 100 updates and 1e-6 over all 500 (float: 1e-3 over 100).
book()
{
    golden=$LEHR_SOURCE/tests/golden/book/taiji_seed0.csv
    fine train taiji --seed 0 --epochs 20 --every 1 --csv -
    [ "$(wc -l <stdout)" -eq "$(wc -l <"$golden")" ] || fail "$what: $(wc -l <stdout) lines"
    paste -d, stdout "$golden" | awk -F, -v first="$1" -v all="$2" '
        function off(a, b) { return a > b ? a - b : b - a }
        NR > 1 && NR <= 501 {
            within = NR <= 101 ? first : all
            if ($1 != $8) exit 1
            for (i = 0; i < 4; i++) if (off($(4 + i), $(9 + i)) > within * $(9 + i)) exit 1
        }' || fail "$what: not the book's numbers"
}

schedules()
{
    fine schedule cosine step:every=3,gamma=0.5 --steps 10 --lr 0.1 --csv -
    [ "$(head -n 1 stdout)" = t,lr1,lr2 ] || fail "$what: header $(head -n 1 stdout)"
    [ "$(sed 1d stdout | cut -d, -f1 | tr '\n' ' ')" = "0 1 2 3 4 5 6 7 8 9 " ] || fail "$what: rows $(cut -d, -f1 stdout)"
    [ "$(sed 1d stdout | cut -d, -f3 | awk '{ printf "%g ", $1 }')" = "0.1 0.1 0.1 0.05 0.05 0.05 0.025 0.025 0.025 0.0125 " ] || fail "$what: rates"
    [ ! -s stderr ] || fail "$what: words on stderr"
    columns stdout 3
    fine schedule onecycle --steps 300 --png curve.png
    is_png curve.png
    [ ! -s stdout ] || fail "$what: something on stdout"
    fine schedule onecycle --steps 300 --png curve.png --csv curve.csv
    [ "$(wc -l <curve.csv)" -eq 301 ] || fail "$what: $(wc -l <curve.csv) lines"
    fine schedule plateau --steps 50 --png curve.png
    says stderr 'plateau reduces the rate according to validation_loss'
    fine schedule onecycle --steps 300
    awk 'length($0) > 400 { exit 1 }' stdout || fail "$what: lines too long"
    says stdout 'update 299'
    fine schedule 'expr:lr*(1-1000*max(0,1-abs(t-5000000)))' --steps 10000000      # one rate between those tried is far below 0
    fine schedule 'expr:lr/abs(t-5000000)' --steps 10000000                        # one is not a number
    for name in $("$lehr" policies | sed -n 's/^\([a-z0-9]*\) .*/\1/p' | grep -v '^lr$'); do
        example=$("$lehr" policies "$name" | sed -n 's/^For example \(.*\), from lr.*/\1/p')
        fine schedule "$example" --steps 1000 --csv -
        awk -F, 'NR > 1 && !($2 >= 0 && $2 <= 1e6) { exit 1 }' stdout || fail "$what: a rate that is none"
    done
}

own_task()
{
    printf 'width,height,kind\r\n' >own.csv
    i=0
    while [ $i -lt 60 ]; do
        printf '%d,%d.5,%s\r\n' $((i % 10)) $((i * 7 % 13)) "$([ $((i % 10)) -lt 5 ] && echo narrow || echo wide)" >>own.csv
        i=$((i + 1))
    done
    for net in 2-3-2 2-3-1 2-2; do
        fine train ./own.csv --net $net --epochs 200 --csv - --png own.png
        is_png own.png
        tail -n 1 stdout | awk -F, '$5 < 0.95 { exit 1 }' || fail "$what: did not learn it: $(tail -n 1 stdout)"
    done
    fine train own.csv --epochs 3
    says stderr 'net 2-16-2'
    fine compare own.csv fixed cosine --epochs 5 --seeds 2 --out own_out
    says stdout 'own.csv|fixed|cosine'
}

numbers()
{
    fine train houses --csv - --png houses.png
    [ "$(head -n 1 stdout)" = step,epoch,lr,train_loss,train_r2,validation_loss,validation_r2 ] || fail "$what: header"
    tail -n 1 stdout | awk -F, '$5 < 0.9 { exit 1 }' || fail "$what: did not learn it: $(tail -n 1 stdout)"
    is_png houses.png
    says stderr '8 rows for training, 2 for validation; net 1-1|after update 8000|R²'
    fine train prices --patience 5
    says stderr 'kept: the weights after update|best validation loss'
    i=0
    printf 'a;b;sum;difference\n' >two.txt
    while [ $i -lt 50 ]; do
        printf '%d;%d;%d;%d\n' $((i % 7)) $((i * i % 11)) $((i % 7 + i * i % 11)) $((i % 7 - i * i % 11)) >>two.txt
        i=$((i + 1))
    done
    fine data two.txt
    says stdout 'a,b,sum,difference'
    fine train two.txt --answer number:columns=2 --epochs 200
    says stderr 'net 2-16-2|R² 0.99'
    fine compare two.txt fixed cosine --answer number:columns=2 --epochs 5 --seeds 2 --out numbers_out
    says stdout 'training R²|validation R²'
    ! grep -q ' %' stdout || [ "$(grep -c '95 %' stdout)" -eq "$(grep -c ' %' stdout)" ] || fail "$what: R² in percent"
    for f in rates loss r2; do is_png numbers_out/$f.png; done
    [ ! -e numbers_out/map.png ] && [ ! -e numbers_out/accuracy.png ] || fail "$what: pictures of classes"
    alone numbers_out/index.html
    says numbers_out/index.html 'validation R²'
    says numbers_out/runs.csv 'policy,spec,base_lr,updates,seed,status,train_loss,train_r2,validation_loss,validation_r2'
    fine train digits --epochs 3 --scores
    says stderr 'precision|recall|F1|mean'
    [ "$(awk '$1 ~ /^[0-9]$/ && NF == 4' stderr | wc -l)" -eq 10 ] || fail "$what: not a row for each class"
    [ "$(awk '$1 ~ /^[0-9]$/ && NF == 11 { for (i = 2; i <= 11; i++) n += $i } END { print n }' stderr)" -eq 360 ] || fail "$what: not every row once"
    fine compare masks fixed --epochs 2 --seeds 1 --out masks_out
    [ ! -e masks_out/map.png ] || fail "$what: a map of pictures"
}

# alone PAGE: it loads no other file, and links only to the tables beside it.
alone()
{
    [ "$(grep -oE '(src|href)="[^"]*"' "$1" | tr '\n' ' ')" = 'href="data:," href="runs.csv" href="histories.csv" href="results.json" ' ] || fail "$what: $1"
}

comparing()
{
    rm -rf compared
    fine compare xor fixed cosine 'step:every=20,gamma=0.5' --epochs 6 --seeds 3 --jobs 2 --every 10 --out compared/deep
    says stdout 'xor, net 2-2-1|fixed|cosine|step:every=20,gamma=0.5|baseline|validation accuracy'
    for f in rates loss accuracy map; do is_png compared/deep/$f.png; done
    [ "$(wc -l <compared/deep/runs.csv)" -eq 10 ] || fail "$what: runs.csv"
    [ "$(wc -l <compared/deep/histories.csv)" -eq 55 ] || fail "$what: histories.csv"
    alone compared/deep/index.html
    says compared/deep/index.html 'step:every=20,gamma=0.5|</html>'
    cp stdout table
    fine compare xor fixed cosine 'step:every=20,gamma=0.5' --epochs 6 --seeds 3 --jobs 1 --every 10 --quiet
    cmp -s table stdout || fail "$what: other numbers with one job"
    [ ! -s stderr ] || fail "$what: it is not quiet"

    fine compare xor onecycle:max=1000000,div=1 --optim sgd --net 2-8-8-1 --activation leaky_relu:slope=0.5 --steps 20 --seeds 2 --out diverged
    says stdout 'No run finished'
    alone diverged/index.html
    says diverged/index.html 'No run finished'
    is_png diverged/rates.png
    [ "$(wc -l <diverged/runs.csv)" -eq 3 ] || fail "$what: runs.csv"
}

for lehr in "$LEHR" "$LEHR64"; do
    data
    training
    schedules
    [ "$lehr${LEHR_LIGHT:-}" = "${LEHR64}1" ] && continue         # light: pages and figures from one precision
    own_task
    numbers
    comparing
done
lehr=$LEHR64 && book 1e-9 1e-6
lehr=$LEHR && book 1e-3 1e9
report
