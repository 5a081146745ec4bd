# refusals.sh — an error is one line: the place, the value, what would be right. Exit 2 for a wrong command line, 1 for
# every other error.
. "$LEHR_SOURCE/tests/support/command.inc"

tiny() { printf 'x,y,kind\n1,2,a\n3,4,b\n5,6,a\n7,8,b\n2,1,a\n' >tiny.csv; }

names()
{
    refused 2 'which command|--help'
    refused 2 '"trian"|did you mean "train"' trian taiji
    refused 2 'no command "xyzzy"|--help' xyzzy
    refused 2 'no command ""' ''
    refused 2 'no option --epoch; did you mean --epochs?' train taiji --epoch 3
    refused 2 'no option --lrr; did you mean --lr?' train taiji --lrr=3
    refused 2 'no option -epochs; did you mean --epochs?' train taiji -epochs 5
    refused 2 'no option -lr; did you mean --lr?' train taiji -lr=5
    refused 2 'no option --weight_decay; did you mean --weight-decay?' train taiji --weight_decay 0.1
    refused 2 'no option --xyzzy; --help lists' train taiji --xyzzy
    refused 2 'no option -q; --help lists' train taiji -q
    refused 2 'no option --verison; did you mean --version?' --verison
    refused 2 'no option --lr here; options follow the command' --lr 0.1 train taiji
    refused 2 '"hlep"; did you mean "help"' hlep
    refused 2 '"comapre"; did you mean "compare"' help comapre
    refused 2 'no command "nonsense"|--help' help nonsense
    refused 2 '"taiiji"|"taiji"' train taiiji
    refused 2 '"irsi"|"iris"' data irsi
    refused 2 '"quark"|taiji, iris, xor, moon, gem' compare quark
    refused 2 'no policy "cosin"|"cosine"' train taiji --epochs 1 --sched cosin
    refused 2 'no policy "cosin"|"cosine"' policies cosin
    refused 2 'no policy "stpe"|"step"' schedule stpe --steps 9
    refused 2 'no policy "onecycel"|"onecycle"' compare xor fixed onecycel --epochs 1
    refused 2 'no policy "fxied"|"fixed"' compare xor cosine --baseline fxied --epochs 1
    refused 2 'column 6|"evry"|"every"' schedule step:evry=5 --steps 9
    refused 2 'no update rule "adm"|"adam"' train taiji --optim adm
    refused 2 '"beta3"|"beta' train taiji --optim adam:beta3=0.5
    refused 2 'group "fc9.*" matches no parameter|fc1.weight' train taiji --optim 'sgd;fc9.*:rate=2'
    refused 2 'column 16|"rat"|"rate"' train taiji --optim 'sgd;fc1.weight:rat=2'
    refused 2 'fc1.bias is in group "*.bias" already' train taiji --optim 'sgd;*.bias:rate=2;fc1.*:rate=2'
    refused 2 'sgd: nesterov needs a momentum' train taiji --optim sgd:nesterov=true
    refused 2 'l1 is given twice' train taiji --optim adam:l1=0.1 --l1 0.1
    refused 2 'clip_norm and clip_value' train taiji --clip-norm 1 --clip-value 1
    refused 2 '"xaver"|"xavier"' train taiji --init xaver
    refused 2 '"sdt"' train taiji --init normal:sdt=1
    refused 2 '"tahn"|"tanh"' train taiji --activation tahn
    refused 2 '"standrad"|"standard"' train taiji --scale standrad
    refused 2 '"alll"|all or train' train taiji --fit-scale alll
    refused 2 '"validation_acuracy"|"validation_accuracy"' compare xor --metric validation_acuracy --epochs 1
}

# A command never writes over its input, under any name of the file.
outputs()
{
    tiny
    cp tiny.csv before.csv
    ln -sf tiny.csv link.csv
    run train ./tiny.csv --steps 2 --quiet --save tiny.st
    refused 2 'every is 1: the history of 1000000000000 updates would have 1000000000000 rows|such as 5000000001' \
        train xor --steps 1e12 --every 1 --quiet
    refused 2 'every is 1: the history of 1000000000000 updates would' compare xor fixed --steps 1e12 --every 1 --seeds 1
    refused 2 'every is 1: histories of |GB; this machine has ' compare xor fixed --steps 1e9 --every 1 --seeds 10000
    refused 2 '--csv is tiny.csv, which is also read' train ./tiny.csv --steps 2 --csv tiny.csv
    refused 2 '--save is link.csv, which is also read' train ./tiny.csv --steps 2 --save link.csv
    refused 2 '--csv is ./tiny.st, which is also read' predict tiny.st ./tiny.csv --csv ./tiny.st
    refused 2 '--csv is tiny.csv, which is also read' predict tiny.st ./tiny.csv --csv tiny.csv
    cmp -s tiny.csv before.csv || fail "tiny.csv is another now"
    fine info tiny.st
}

# Each kind of number once, as the shell passes it, and errors found after the options; tests/lab/command/test_options.c tries every
# option of every command with each kind of invalid number.
numbers()
{
    for v in nan -1 1e30 '' 0x1 5x ' 1' 1,5 --1; do refused 2 "--lr is \"$v\"|above 0 and at most 1000000" train taiji --lr "$v"; done
    refused 2 '--lr is "-1"|above 0' train taiji --lr=-1
    refused 2 '--epochs is "1.5"|whole number|at least 1' train taiji --epochs 1.5
    refused 2 '--seeds is "0"|whole number|at least 1' compare taiji --seeds 0
    refused 2 '--epochs is "3/0"|whole number|several with / between them' compare taiji --epochs 3/0
    refused 2 '--clip-norm is "inf"|above 0 and at most 1000000' train taiji --clip-norm inf
    refused 2 '--seed is "4294967296"|whole number|at least 0' train taiji --seed 4294967296
    for size in 960 960x 960x560x 960.5x560 960x560.5 199x560 960x119 4001x560 960x4001; do
        refused 2 "--size is \"$size\"|from 200x120 to 4000x4000" schedule cosine --steps 5 --size $size --png p.png
    done
    refused 2 'split is 1|one for validation' train taiji --split 1
    refused 2 'split is 1e-09|training' train taiji --split 1e-9
    refused 2 'schedule needs --steps' schedule cosine
    refused 2 '--size is for --png' schedule cosine --steps 5 --size 960x560
    refused 2 '--title is for --png' schedule cosine --steps 5 --title curve --csv -
    refused 2 '--lr is "0"' schedule cosine --steps 5 --lr 0
    refused 2 'cosine|min is 0.2|0.1' schedule cosine:min=0.2 --steps 5 --lr 0.1
    refused 2 'seed is 4294967295|2 seeds' compare xor --seed 4294967295 --seeds 2 --epochs 1
}

words()
{
    tiny
    refused 2 '--steps and --epochs' train taiji --steps 5 --epochs 2
    refused 2 '--lr is given twice' train taiji --lr 0.1 --lr 0.1
    refused 2 '--csv is given twice' data taiji --csv - --csv=-
    refused 2 '--quiet is given twice' train taiji --quiet --quiet
    refused 2 '--lr needs a value|--lr B' train taiji --lr
    refused 2 '--csv needs a value' data taiji --csv
    refused 2 '--quiet takes no value' train taiji --quiet=yes
    for option in --help --man -h; do refused 2 "$option takes no value" train taiji $option=x; done
    refused 2 '--optim is "adam:lr=0.1"; the learning rate is given by --lr' train taiji --optim adam:lr=0.1
    refused 2 '--optim is "sgd; *.bias: lr=0.1"|given by --lr, and a group|rate=2' train taiji --optim 'sgd; *.bias: lr=0.1'
    refused 2 '--sched is "cosine:min=0, lr=0.1"; the learning rate is given by --lr' train taiji --sched 'cosine:min=0, lr=0.1'
    refused 2 '--optim is "sgd:lr=1"; the learning rate is given by --lr' paths beale --optim sgd:lr=1
    refused 2 'no brackets; write at=3/5' schedule 'MultiStepLR:milestones=[3,5]' --steps 9
    refused 2 'there is no policy "a"' schedule a, b=1 --steps 9
    refused 2 'step' schedule step:every=3, cosine --steps 9
    refused 2 '"step:every=3, gamma=0.5" needs quotes' train taiji --sched step:every=3, gamma=0.5
    refused 2 '--csv is empty' data taiji --csv=
    for option in optim net activation init sched png; do refused 2 "--$option is empty" train taiji --$option ''; done
    refused 2 'train needs a task' train
    refused 2 'compare needs a task' compare --seeds 3
    refused 2 'schedule needs a policy' schedule --steps 3
    refused 2 '"iris" is one word too many' train taiji iris
    refused 2 '"cosine" is one word too many' policies step cosine
    refused 2 '"x" is one word too many' demo x
    refused 2 'net 3-4 begins with 3|2 features' train taiji --net 3-4
    refused 2 'net 2-3 ends with 3|4 classes' train taiji --net 2-3
    refused 2 'net 1-2 ends with 2|1 number to predict' train houses --net 1-2
    refused 2 '"standrad"|"standard"' train houses --scale-target standrad
    refused 2 '--metric is validation_accuracy|numbers|validation_r2' compare houses --metric validation_accuracy --epochs 1
    refused 2 '--metric is train_r2|classes|train_accuracy' compare xor --metric train_r2 --epochs 1
    refused 2 'taiji has its own' data taiji --answer class
    refused 2 'no answer "numbre"|"number"' data tiny.csv --answer numbre
    refused 2 '--patience is "0"' train xor --patience 0
    refused 2 '--scores|classes|numbers' train houses --scores
    refused 2 'net is "2-x-4"' train taiji --net 2-x-4
    refused 2 '"fixed" is given twice' compare xor fixed fixed --epochs 1
    refused 2 '--steps and --epochs' compare xor fixed --steps 5 --epochs 2
    refused 2 '--optim is longer than 1022 letters' train xor --optim "sgd$(printf %1100s '')"
    refused 2 'has no option --aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa;' train xor --$(printf %60s '' | tr ' ' a)
    # after --, all are arguments, and - is always one
    for word in --help -h --csv -x --; do refused 2 "\"$word\"" policies -- "$word"; done
    refused 2 '"-"' policies -
    fine policies -- step
    says stdout step
}

files()
{
    tiny
    refused 1 'no/such.csv|No such file' train no/such.csv
    refused 1 './|is a folder' data ./
    mkdir -p folder.csv
    refused 1 'folder.csv|is a folder' data folder.csv
    refused 1 'folder.csv|is a folder' data taiji --csv folder.csv
    refused 1 'no/such/out.csv' data taiji --csv no/such/out.csv
    refused 1 'no/such/p.png' schedule fixed --steps 5 --png no/such/p.png
    printf 'x,y,kind\n1,2,a\n3,b\n' >ragged.csv
    refused 1 'ragged.csv:3:4: this row has 2 columns|line 1 has 3' train ./ragged.csv
    printf 'x,y,kind\n1,2,a\nnan,4,b\n' >nan.csv
    refused 1 'nan.csv:3:1: x is "nan"|finite' data nan.csv
    printf 'x,y,kind\n1,2,a\n3,4,a\n' >one.csv
    refused 1 'one.csv|two classes' train one.csv
    printf 'x;y;price\n1;2;3.5\n3;4,5;7\n' >comma.csv
    refused 1 'comma.csv:3:3: y is "4,5"|decimal' data comma.csv
    printf '\037\213\010and so on' >some.csv.gz
    refused 1 'some.csv.gz: it is compressed|gunzip some.csv.gz' train some.csv.gz
    printf '\000\000\010\003\377\377\377\377\000\000\000\034\000\000\000\034' >huge-images.idx
    refused 1 'huge-images.idx: dimension 1 is 4294967295' data huge-images.idx
    printf '\000\000\010\003\000\000\000\001\000\000\000\001\000\000\000\001x' >lonely-images.idx
    refused 1 'lonely-images.idx has images|lonely-labels.idx' train lonely-images.idx
    : >empty.csv
    refused 1 'empty.csv:1:1' data empty.csv
    refused 2 'net 3-2 begins with 3|2 features' train tiny.csv --net 3-2
    refused 2 'split is 0.01|5 rows' train tiny.csv --split 0.01
    printf x >plain
    run compare xor fixed --epochs 1 --seeds 1 --out plain/below
    [ $status -eq 1 ] || fail "$what: exit $status"
    says stderr 'plain'
}

# Without permission to write, the command ends before it computes. access(2) checks the real user: root runs as another user here.
forbidden()
{
    mkdir -p locked && chmod 500 locked
    echo kept >locked.csv && chmod 444 locked.csv
    program=$lehr
    if [ "$(id -u)" -eq 0 ]; then
        command -v setpriv >/dev/null || return 0
        printf '#!/bin/sh\nexec setpriv --ruid 65534 "%s" "$@"\n' "$lehr" >somebody && chmod 755 somebody
        lehr=./somebody
    fi
    refused 1 'locked: nothing can be written there' compare xor fixed --epochs 1 --seeds 1 --out locked
    refused 1 'locked/new.csv: nothing can be written there' train xor --steps 1 --csv locked/new.csv
    refused 1 'locked.csv: nothing can be written there' train xor --steps 1 --csv locked.csv
    lehr=$program
    [ "$(cat locked.csv)" = kept ] || fail "$what: written all the same"
    rm -f locked.csv
    # in the root folder, one file for two outputs: root gets that error, others lack permission; the file is never written
    run train xor --epochs 1 --csv /lehr-test-of-outputs --png /lehr-test-of-outputs
    [ $status -ne 0 ] || fail "$what: exit 0"
    says stderr /lehr-test-of-outputs
    [ ! -e /lehr-test-of-outputs ] || fail "$what: written"
}

# A run that fails: exit 1, the reason, the place; the history so far is still written, and the old checkpoint is unchanged.
breaking()
{
    fine train iris --epochs 1 --save kept.safetensors --quiet
    cp kept.safetensors before.safetensors
    for rule in $rules; do
        run train iris --net 4-20-20-3 --activation leaky_relu:slope=0.5 --init xavier --sched fixed --lr 1000000 --every 1 --epochs 2000 \
            --optim "$rule" --csv - --save kept.safetensors
        [ $status -eq 1 ] || fail "$what: exit $status"
        grep -Eq '^lehr: (after )?step [0-9]+.*, rate 1000000: .*fc[123](\.weight|\.bias)?.* is (nan|inf|-inf)' stderr || fail "$what: $(cat stderr)"
        says stdout 'step,epoch,lr,train_loss'
        ! grep -qi -e nan -e inf stdout || fail "$what: a NaN in the history"
        cmp -s kept.safetensors before.safetensors || fail "$what: the file that was saved before has changed"
        diverged=$((diverged + 1))
    done
    refused 1 'is inf; besides, /dev/full: cannot write' train prices --optim sgd --lr 1e6 --steps 50 --every 2 --csv /dev/full --quiet
}

diverged=0
for lehr in "$LEHR" "$LEHR64"; do
    if [ "$lehr" = "$LEHR" ]; then rules='sgd momentum nesterov adamw'; else rules=sgd; fi
    names
    outputs
    numbers
    words
    files
    forbidden
    breaking
done
figure 7 command "$diverged of $diverged runs that diverge say so: exit 1, with step, rate and layer, and the checkpoint before stays as it was"
report
