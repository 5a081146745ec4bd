# look.sh — `lehr look`: draws every table and checkpoint of the other commands, in any size and language; other files are errors. If there is
# a python3, an independent decoder reads the figures.
. "$LEHR_SOURCE/tests/support/command.inc"
export COLUMNS=100
unset LEHR_LANG LEHR_FONT
if python3 -c 'import zlib' 2>/dev/null; then python=yes; else python=no; echo "python3 is not here: pictures are not decoded"; fi

# size FILE WxH: the figure has this size, and more than a few colours.
size()
{
    is_png "$1"
    [ $python = yes ] || return 0
    python3 "$LEHR_SOURCE/tests/support/read_png.py" "$1" >decoded 2>&1 || fail "$what: $1: $(tail -n 1 decoded)"
    [ "$(cut -d' ' -f2 decoded)" = "$2" ] || fail "$what: $1 is $(cut -d' ' -f2 decoded), not $2"
    case $(cut -d' ' -f3 decoded) in
        many) ;;
        *) [ "$(cut -d' ' -f3 decoded)" -gt 20 ] || fail "$what: $1 has $(cut -d' ' -f3 decoded) colours" ;;
    esac
}

write_all()
{
    fine train iris --steps 300 --every 10 --csv iris.csv --save iris.safetensors --quiet
    fine train iris --steps 300 --every 10 --lr 0.05 --csv slow.csv --quiet
    fine train digits --steps 30 --save digits.safetensors --quiet
    fine compare iris fixed cosine --seeds 2 --steps 100 --out one --lang zh --quiet
    fine compare iris fixed cosine --seeds 2 --lr 0.05 --steps 50/100 --out grid --quiet
    fine find iris --steps 300 --csv curve.csv --quiet
    fine find iris --steps 300 --seeds 3 --csv curves.csv --quiet
    fine paths beale --steps 50 --csv paths.csv
    fine schedule cosine step:every=50 --steps 200 --csv rates.csv
}

# drawn FILE 'NAME NAME…': `lehr look` draws exactly these figures of the file.
drawn()
{
    rm -rf pictures
    fine look "$1" --out pictures --size 320x200 --scale 1
    for name in $2; do size "pictures/$name.png" 320x200; done
    [ "$(ls pictures | wc -l)" -eq "$(echo "$2" | wc -w)" ] || fail "$what: $(ls pictures | tr '\n' ' ')"
}

kinds()
{
    if [ $python = yes ]; then
        python3 "$LEHR_SOURCE/tests/support/read_png.py" "$LEHR_SOURCE"/tests/golden/pictures/*.png >decoded || fail "golden pictures: $(tail -n 1 decoded)"
    fi
    drawn iris.csv 'loss accuracy rates'
    drawn one/histories.csv 'loss accuracy rates'
    drawn grid/histories.csv 'loss accuracy rates'
    drawn one/runs.csv 'ends ends_loss'
    drawn grid/runs.csv 'ends ends_loss'
    drawn curve.csv curve
    drawn curves.csv curve
    drawn paths.csv 'paths height rates'
    drawn rates.csv rates
    drawn iris.safetensors weights
    drawn digits.safetensors 'weights kernels'
    for name in rates loss accuracy map strips; do is_png one/$name.png; done
}

options()
{
    fine look iris.csv slow.csv --png both.png --size 480x280 --scale 1 --title 'Two rates'
    size both.png 480x280
    fine look iris.csv --what train_accuracy --linear --png column.png --size 1600x900 --scale 1
    size column.png 1600x900
    fine look digits.safetensors --what fc1.weight --png tensor.png --scale 1
    fine look digits.safetensors --what fc1.bias --png tensor.png --scale 1
    size tensor.png 960x560
    fine look one/histories.csv
    says stdout 'one: training loss|a  fixed|b  cosine|update 100|--what also takes: loss accuracy rates'
    fine look iris.csv --what rates
    says stdout 'iris: learning rate'
    fine look one/runs.csv
    says stdout 'the runs that compare wrote|ends ends_loss'
    # the same figure from the same file under another name
    fine look iris.csv --png a.png --scale 1
    fine look ./iris.csv --png b.png --scale 1
    cmp -s a.png b.png || fail "$what: another picture from the same table"
}

# Chinese if a font has the letters; otherwise English and a note. LEHR_LANG sets the language of all commands.
languages()
{
    fine look iris.csv --png en.png --lang en --scale 1
    [ ! -s stderr ] || fail "$what: $(cat stderr)"
    LEHR_FONT="$LEHR_SOURCE/lab/plot/fonts/Inter-Regular.otf" fine look iris.csv --png without.png --lang zh --scale 1
    says stderr '缺少图片所需的汉字|图中的文字用英文'
    cmp -s en.png without.png || fail "$what: not English"
    fine look iris.csv --png zh.png --lang zh --scale 1
    grep -q '图中的文字用英文' stderr && { echo "no Chinese font is here: --lang zh is not tested"; return 0; }
    cmp -s en.png zh.png && fail "$what: still English"
    LEHR_LANG=zh fine look iris.csv --png again.png --scale 1
    cmp -s zh.png again.png || fail "$what: LEHR_LANG=zh is not --lang zh"
    LEHR_LANG=zh fine look iris.csv --png again.png --lang en --scale 1
    cmp -s en.png again.png || fail "$what: --lang en does not win"
    fine schedule cosine --steps 50 --png schedule-zh.png --lang zh
    fine paths beale --steps 20 --png paths-zh.png --lang zh
    fine find iris --steps 200 --png find-zh.png --lang zh --quiet
    fine train iris --steps 50 --png train-zh.png --lang zh --quiet
    for file in schedule-zh paths-zh find-zh train-zh; do is_png $file.png; done
}

refusals()
{
    refused 2 'look needs a file|usage' look
    refused 1 'nowhere.csv: cannot open' look nowhere.csv
    refused 1 '.: is a folder' look .
    refused 1 'a.png:3:1: a zero byte; this is not a table of text' look a.png
    : >empty.csv
    refused 1 'empty.csv:1:1: the file ends here; a table with a header is expected' look empty.csv
    refused 1 'README.md: the header begins with "#"' look "$LEHR_SOURCE/README.md"
    head -n 1 iris.csv >header.csv
    refused 1 'header.csv: there is nothing below its header' look header.csv
    sed '5s/^[0-9]*/many/' iris.csv >word.csv
    refused 1 'word.csv:5:1: step is "many"; a decimal number is expected' look word.csv
    sed '5s/,[^,]*$//' iris.csv >short.csv
    refused 1 'short.csv:5:|6 cells where the header has 7' look short.csv
    refused 2 'iris.csv is a history that train wrote, but curve.csv is a curve that find wrote' look iris.csv curve.csv
    refused 2 '"lss" cannot be drawn; did you mean "loss"?' look iris.csv --what lss
    refused 2 'there is loss accuracy rates' look iris.csv --what everything
    refused 1 'it has no kernels' look iris.safetensors --what kernels --png x.png
    refused 2 'one picture shows one' look iris.safetensors digits.safetensors
    refused 2 'has no axis' look one/runs.csv --log --png x.png
    refused 2 '--log or --linear' look iris.csv --log --linear
    refused 2 'give one of them' look iris.csv --png a.png --out b
    refused 2 '--size is for a picture' look iris.csv --size 300x200
    refused 2 '--lang is "fr"; it must be en or zh' look iris.csv --png x.png --lang fr
    LEHR_LANG=fr refused 2 'LEHR_LANG is "fr"' look iris.csv --png x.png
    refused 2 '--scale is "9"' look iris.csv --png x.png --scale 9
    head -c 500 iris.safetensors >torn.safetensors
    refused 1 'torn.safetensors' look torn.safetensors --png x.png
    sed 's/,done,/,finished,/' one/runs.csv >odd.csv
    refused 1 'odd.csv:2: status is "finished"|done or diverged' look odd.csv --png x.png
    refused 2 '--png is ./iris.csv, which is also read' look iris.csv --png ./iris.csv
    refused 2 'a file is needed' look iris.csv --png -
    refused 2 'en or zh' look iris.csv --lang fr
    refused 1 'nothing can be written there' look iris.csv --png /nowhere/x.png
    if [ -e /dev/full ]; then refused 1 '/dev/full' look iris.csv --png /dev/full; fi
    fine look paths.csv --what height --png height.png --scale 1
    [ ! -e x.png ] || fail "a picture was left by what was refused"
}

# Cells that are not numbers, a truncated file: the rest is drawn.
damaged()
{
    sed '4s/[^,]*$/nan/; 6s/[^,]*$/inf/; 8s/[^,]*$//; 9s/[^,]*$/1e308/' iris.csv >holes.csv
    fine look holes.csv --out pictures --scale 1 --size 320x200
    head -c 700 iris.csv >cut.csv
    fine look cut.csv --png cut.png --scale 1
    says stderr 'cut.csv: its last line has no end'
    printf '%s\r\n' "$(head -n 1 iris.csv)" '1,1,nan,nan,nan,nan,nan' >nothing.csv
    fine look nothing.csv --out pictures --scale 1 --size 320x200
    fine look nothing.csv
    head -n 2 curve.csv >point.csv
    fine look point.csv --png point.png --scale 1
    printf 'step,lr,loss\n1,0,1\n2,-1,nan\n' >rateless.csv
    refused 1 'no row has a rate and a value' look rateless.csv --png x.png
    grep -v ',done,' one/runs.csv >diverged.csv
    sed -n '2s/,done,.*/,diverged,,,,/p' one/runs.csv >>diverged.csv
    fine look diverged.csv --png diverged.png
}

lehr=$LEHR
write_all
kinds
options
languages
refusals
damaged
report
