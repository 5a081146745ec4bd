# paths.sh — `lehr paths`: the book's trajectories on Beale's function, the output, and errors in every argument.
. "$LEHR_SOURCE/tests/support/command.inc"

bad='nan inf -inf 1e30 x 5x 1e'

# book RULE NAME WITHIN POINTS: the first POINTS points of that rule in paths.csv equal the book's file.
book()
{
    golden=$LEHR_SOURCE/tests/golden/book/beale_$2.csv
    grep "^$1,\|^\"$1\"," paths.csv | sed 's/^"[^"]*",//; t; s/^[^,]*,//' >path
    sed 1d "$golden" | head -n "$4" >rows
    head -n "$4" path | paste -d, - rows | awk -F, -v within="$3" -v points="$4" '
        function off(a, b) { return a > b ? a - b : b - a }
        function size(a) { return a > 1 ? a : a < -1 ? -a : 1 }
        # sched,step,x,y,f,lr of ours, iteration,x1,x2 of the book
        $2 != $7 || off($3, $8) > within * size($8) || off($4, $9) > within * size($9) { exit 1 }
        END { if (NR != points) exit 1 }' || fail "$what: $1 differs from the book"
}

check_paths()
{
    rmsprop='rmsprop:alpha=0.95,eps=1e-6,eps_inside=true'
    fine paths beale --csv -
    [ "$(head -n 1 stdout)" = optim,sched,step,x,y,f,lr ] || fail "$what: header $(head -n 1 stdout)"
    [ "$(wc -l <stdout)" -eq 2506 ] || fail "$what: $(wc -l <stdout) lines"
    [ ! -s stderr ] || fail "$what: words on stderr"
    mv stdout paths.csv
    book sgd sgd "$1" 500
    book momentum:0.8 momentum "$1" 500
    book adagrad:eps=1e-6 adagrad "$1" 500
    book "$rmsprop" rmsprop "$1" 80
    book adam adam "$1" 500
    fine paths beale --optim SGD Momentum:0.8 --optim AdaGrad:eps=1e-6 RMSProp:decay=0.95,eps=1e-6,eps_inside=true Adam \
         --lr 0.02/0.01/0.7/0.2/0.4 --csv -
    [ "$(sed 's/.*fixed,//' stdout)" = "$(sed 's/.*fixed,//' paths.csv)" ] || fail "$what: other points under other names"
}

output()
{
    fine paths beale --optim sgd adam --sched fixed cosine step:every=50,gamma=0.5 --steps 100
    says stdout 'beale from (1, 1.5), 100 updates|lowest at (3, 0.5)|step:every=50,gamma=0.5|Lowest: '
    [ "$(grep -c '^sgd\|^adam' stdout)" -eq 6 ] || fail "$what: not six paths"
    [ "$(awk 'length($0) > 140' stdout | wc -l)" -eq 0 ] || fail "$what: lines too long"
    fine paths bowl --from -1,-2 --steps 3 --optim sgd --lr 0.1 --csv - --png map.png
    is_png map.png
    [ "$(awk -F, 'NR == 2 { print $3, $4, $5, $7 }' stdout)" = "0 -1 -2 0.10000000000000001" ] || fail "$what: start $(sed -n 2p stdout)"
    [ "$(wc -l <stdout)" -eq 5 ] || fail "$what: $(wc -l <stdout) lines"
    cp stdout bowl.csv
    rm -rf deep
    fine paths bowl --from=-1,-2 --steps 3 --optim=sgd --lr 0.1 --out deep/er --csv again.csv --size 300x200 --title 'A bowl'
    cmp -s bowl.csv again.csv && cmp -s bowl.csv deep/er/paths.csv || fail "$what: the files differ from stdout"
    is_png deep/er/paths.png
    says stderr 'deep/er/paths.png|deep/er/paths.csv'
    says stdout 'bowl from (-1, -2), 3 updates'
    fine paths saddle
    says stdout 'no lowest point|leaves the map|at update|First off the map'
    fine paths saddle --steps 3
    says stdout 'not yet|more --steps'
    fine paths beale --lr 1000000
    says stdout 'diverged after update|the rate is too large here|1000000'
    fine paths banana --optim adam --sched plateau:20 warmup:50+cosine
    says stdout 'rosenbrock from (-1.2, 1), 2000 updates'
    fine paths bowl --lr 1 --optim 'sgd; y: rate=0.2' --png map.png
    is_png map.png
}

names()
{
    refused 2 'paths needs a function|beale, bowl, rosenbrock or saddle' paths
    refused 2 'paths needs a function before its options' paths --optim sgd beale
    refused 2 'no function "beal"|did you mean "beale"' paths beal
    refused 2 'no function "xyzzy"|beale, bowl, rosenbrock and saddle' paths xyzzy
    refused 2 'no function ""' paths ''
    refused 2 '"bowl" is one word too many' paths beale bowl
    refused 2 'no option --optm|--optim?' paths beale --optm sgd
    refused 2 'no option --seed' paths beale --seed 1
    refused 2 'no update rule "adma"|"adam"' paths beale --optim sgd adma
    refused 2 'column 6|"beta3"|"beta' paths beale --optim adam:beta3=0.5
    refused 2 'group "z" matches no parameter|x, y' paths beale --optim 'sgd; z: rate=2'
    refused 2 'no policy "cosin"|"cosine"' paths beale --sched fixed cosin
    refused 2 'column 6|"evry"|"every"' paths beale --sched step:evry=5
    refused 2 '--optim needs a value: --optim RULE...' paths beale --optim
    refused 2 '--optim needs a value' paths beale --optim --sched fixed
    refused 2 '--sched is empty|SPEC...' paths beale --sched ''
    refused 2 '--optim is empty' paths beale --optim=
    refused 2 'no option -1' paths beale --optim sgd -1
    refused 2 '--steps is given twice' paths beale --steps 5 --steps 5
    many=$(awk 'BEGIN { while (n++ < 200) printf "sgd " }')
    refused 2 '"sgd" is one word too many|32' paths beale --optim $many
    ten='sgd sgd sgd sgd sgd sgd sgd sgd sgd sgd'
    refused 2 '10 rules|5 schedules|50 paths|42' paths beale --optim $ten --sched fixed fixed fixed fixed fixed
}

numbers()
{
    for v in $bad '' 0 -1 1.5 100001; do
        refused 2 "--steps is \"$v\"|whole number, at least 1 and at most 100000" paths bowl --steps "$v"
    done
    for v in $bad '' 0 -1 1,5 0.1/ /0.1 0.1/0.1/x; do
        refused 2 "--lr is \"$v\"|above 0 and at most 1000000|several with /" paths bowl --lr "$v"
    done
    refused 2 '--lr has 2 rates|there are 3 rules' paths bowl --optim sgd adam nag --lr 0.1/0.1
    refused 2 '--lr has 4 rates|there are 3 rules' paths bowl --optim sgd adam nag --lr 0.1/0.1/0.1/0.1
    refused 2 '--lr has 2 rates|there is 1 rule;' paths bowl --optim sgd --lr 0.1/0.1
    refused 2 '--lr has more than 32' paths bowl --lr "$(seq -s / 33)"
    for v in $bad 0 1, ,1 '1;2' 1,2,3 1,nan 1e30,1 '1, 2'; do
        refused 2 "--from is \"$v\"|two numbers with a comma" paths bowl --from "$v"
    done
    for v in $bad 960 960x 960x560x1 100x560 0x0; do refused 2 "--size is \"$v\"|whole" paths bowl --png p.png --size "$v"; done
    for option in from csv png out title; do refused 2 "--$option is empty" paths bowl --$option ''; done
    refused 2 '--size is for a picture|--png' paths bowl --size 960x560
    refused 2 '--title is for a picture|--out' paths bowl --title bowl
    refused 2 'cosine|min is 0.5|0.1' paths bowl --lr 0.1 --sched cosine:min=0.5
}

files()
{
    printf x >plain
    mkdir -p folder.png
    refused 1 'no/such/p.png' paths bowl --png no/such/p.png
    refused 1 'folder.png|is a folder' paths bowl --png folder.png
    refused 1 'no/such.csv' paths bowl --csv no/such.csv
    refused 1 'plain' paths bowl --out plain/below
    for where in /dev/full; do
        "$lehr" paths bowl >$where 2>stderr && fail "paths bowl to $where: exit 0"
        says stderr 'standard output: cannot write'
        refused 1 '/dev/full: cannot' paths bowl --csv /dev/full
        refused 1 '/dev/full: cannot' paths bowl --png /dev/full
    done
    "$lehr" paths bowl >&- 2>stderr && fail "paths bowl to a closed stdout: exit 0"
    says stderr 'standard output: cannot write'
    ("$lehr" paths beale --steps 5000 --csv - 2>stderr; echo $? >left) | head -n 1 >/dev/null
    [ "$(cat left)" = 141 ] || fail "paths into a closed pipe: exit $(cat left)"
}

for lehr in "$LEHR" "$LEHR64"; do output; done
check_paths 1e-9          # by lehr64
lehr=$LEHR
names
numbers
files
report
