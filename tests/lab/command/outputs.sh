# outputs.sh — no command overwrites a file that it reads: through links, other spellings, folders, checkpoints and labels.
. "$LEHR_SOURCE/tests/support/command.inc"

# Every option that takes a file or a folder is declared as an output, except those that are only read.
declared()
{
    grep -n 'OPTION_TEXT.*"\(FILE\|DIR\)"' "$LEHR_SOURCE"/lab/command/*.c "$LEHR_SOURCE"/lab/command/options/*.c |
        grep -v '"all"\|"hidden"\|"resume"' >undeclared
    grep -A1 -n '"\(save\|csv\|json\|png\|svg\|html\|out\)", *OPTION_TEXT' "$LEHR_SOURCE"/lab/command/*.c \
        "$LEHR_SOURCE"/lab/command/options/*.c >>undeclared
    [ ! -s undeclared ] || fail "not declared as an output: $(cat undeclared)"
}

# kept FILE ARGS…: the command is refused, and the file is as before.
kept()
{
    file=$1
    shift
    cksum <"$file" >before
    run "$@"
    [ $status -eq 2 ] || fail "$what: exit $status, not 2: $(head -c 300 stderr)"
    says stderr 'which is also read'
    cksum <"$file" | cmp -s - before || fail "$what: $file has changed"
}

files()
{
    mkdir -p folder
    fine data iris --csv iris.csv
    fine train iris.csv --steps 20 --csv history.csv --save net.st --quiet
    ln -sf iris.csv link.csv
    rm -f hard.csv && ln iris.csv hard.csv
    cp "$LEHR_SOURCE/lab/data/files/digits-images-idx3-ubyte" images-idx3-ubyte
    cp "$LEHR_SOURCE/lab/data/files/digits-labels-idx1-ubyte" labels-idx1-ubyte
}

# spellings FILE OPTION ARGS…
spellings()
{
    file=$1 option=$2
    shift 2
    for at in "$file" "./$file" "folder/../$file" "$PWD/$file"; do kept "$file" "$@" "$option" "$at"; done
}

tables()
{
    for option in --csv --save --png; do
        spellings iris.csv $option train ./iris.csv --steps 2
        kept iris.csv train ./iris.csv --steps 2 $option link.csv
        kept iris.csv train ./iris.csv --steps 2 $option hard.csv
        kept iris.csv train ./link.csv --steps 2 $option iris.csv
        kept iris.csv train --resume net.st --steps 40 $option iris.csv         # the checkpoint names its data
        kept labels-idx1-ubyte train ./images-idx3-ubyte --steps 2 $option labels-idx1-ubyte
        kept images-idx3-ubyte train ./images-idx3-ubyte --steps 2 $option images-idx3-ubyte
    done
    kept net.st train --resume net.st --steps 40 --csv net.st
    kept net.st train --resume net.st --steps 40 --png ./net.st
    for option in --csv --json; do spellings iris.csv $option compare ./iris.csv fixed --steps 2 --seeds 1; done
    for option in --csv --png; do spellings iris.csv $option find ./iris.csv --steps 60; done
    spellings iris.csv --csv predict net.st ./iris.csv
    spellings net.st --csv predict net.st ./iris.csv
    kept labels-idx1-ubyte predict net.st ./images-idx3-ubyte --csv labels-idx1-ubyte
    spellings iris.csv --csv data ./iris.csv
    kept labels-idx1-ubyte data ./images-idx3-ubyte --csv labels-idx1-ubyte
    spellings history.csv --png look history.csv
    spellings net.st --png look net.st
}

folders()
{
    mkdir -p found drawn compared/part/runs.csv
    ln -sf nowhere compared/results.json
    cp iris.csv found/curve.csv
    cp history.csv drawn/loss.png
    cp iris.csv compared/runs.csv
    cp iris.csv compared/part/loss.png
    kept found/curve.csv find found/curve.csv --steps 60 --out found
    kept found/curve.csv find found/curve.csv --steps 60 --out ./found/.
    kept drawn/loss.png look drawn/loss.png --out drawn
    kept compared/runs.csv compare compared/runs.csv fixed --steps 2 --seeds 1 --out compared
    kept compared/part/loss.png compare compared/part/loss.png fixed --steps 2 --seeds 1 --out compared
    ln -sf ../iris.csv found/suggestions.csv
    kept iris.csv find ./iris.csv --steps 60 --out found
}

# Two outputs are never one file, even where it does not exist yet.
pairs()
{
    rm -f new.csv && ln -sf new.csv dangling
    refused 2 '--csv and --png are the same file' train iris --steps 2 --csv new.csv --png ./new.csv
    refused 2 '--csv and --png are the same file' train iris --steps 2 --csv dangling --png new.csv
    refused 2 '--csv and --png are the same file' schedule fixed --steps 2 --csv folder/../new.csv --png new.csv
    refused 2 '--csv and --png are the same file' paths beale --csv new.csv --png new.csv
    rm -f absolute circle && ln -sf "$PWD/new.csv" absolute && ln -s circle circle
    refused 2 '--csv and --png are the same file' train iris --steps 2 --csv absolute --png new.csv
    refused 1 'circle' train iris --steps 2 --csv other.csv --png circle
    refused 1 'nowhere/other.png' train iris --steps 2 --csv new.csv --png nowhere/other.png
    refused 1 'nowhere/other.csv' find iris --steps 60 --csv nowhere/other.csv --out new
    refused 1 'nowhere.csv' train ./nowhere.csv --csv iris.csv
    mkdir -p new
    fine find iris --steps 60 --csv new/other.csv --out new
    fine find iris --steps 60 --csv /dev/null --out new
    refused 2 '--csv is new/curve.csv, which --out also writes' find iris --steps 60 --csv new/curve.csv --out new
    refused 2 '--csv is ./new/paths.csv, which --out also writes' paths beale --csv ./new/paths.csv --out new
    [ ! -e new.csv ] || fail "$what: new.csv was written"
}

# What is continued is read and written again.
continued()
{
    fine train --resume net.st --steps 30 --save net.st --csv history.csv --quiet
    fine train --resume ./net.st --steps 40 --save "$PWD/net.st" --csv ./history.csv --quiet
    fine look history.csv --out folder
    fine look history.csv --out folder
}

# A comparison does not replace the results of another one; more policies, seeds and lengths continue it.
comparisons()
{
    fine compare xor fixed cosine --steps 5 --seeds 1 --quiet --out mine
    cksum <mine/index.html >before
    refused 2 'mine has the results of another comparison (xor, |: fixed, cosine); those of this one (xor, |: fixed, exp) would' \
        compare xor fixed exp --steps 5 --seeds 1 --quiet --out mine
    refused 2 '(taiji, net ' compare taiji fixed cosine --steps 5 --seeds 1 --quiet --out mine
    refused 2 'mine has the results of another comparison' compare xor fixed cosine --net 2-5-1 --steps 5 --seeds 1 --quiet --out mine
    cksum <mine/index.html | cmp -s - before || fail "$what: the page has changed"
    fine compare xor fixed cosine exp --steps 7 --seeds 2 --quiet --out ./mine
    fine compare xor fixed cosine exp --steps 7 --seeds 2 --quiet --csv - --out mine
    refused 1 'nowhere/x.csv' compare xor fixed cosine exp --steps 7 --seeds 2 --quiet --csv nowhere/x.csv --out mine
    fine demo --steps 3 --out demo
    refused 2 'demo/iris has the results of another comparison' compare iris fixed cosine --steps 3 --seeds 1 --quiet --out demo/iris
    fine demo --steps 4 --out demo
}

rm -rf mine demo found drawn compared new
declared
comparisons
files
tables
folders
pairs
continued
report
