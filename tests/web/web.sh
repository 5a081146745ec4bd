# web.sh — the report as a reader has it: in headless Chromium, at three widths, light and dark, in English and Chinese, by mouse and by
# keyboard.
. "$LEHR_SOURCE/tests/support/command.inc"

for program in node npm chromium; do
    command -v $program >/dev/null 2>&1 && continue
    echo "skipped: the report is looked at in Chromium by playwright-core, and there is no $program here"
    exit 77
done

cp "$LEHR_SOURCE"/tests/web/package.json "$LEHR_SOURCE"/tests/web/package-lock.json .
if ! npm ci --no-audit --no-fund --loglevel=error >npm.log 2>&1; then
    cat npm.log
    echo "skipped: npm could not fetch playwright-core"
    exit 77
fi

# --- pages ------------------------------------------------------------------------------------------------------------

# What the book has: two tasks, ten policies, five seeds, but of short trainings; a grid; numbers to predict, which have no maps.
fine demo --steps 1000 --out demo
fine compare taiji fixed cosine onecycle --lr 0.01/0.05 --epochs 5/10 --seeds 3 --quiet --out grid
fine compare prices fixed cosine --epochs 20 --seeds 2 --quiet --out flat
fine compare xor cosine --epochs 20 --seeds 1 --quiet --out alone
fine compare xor fixed 'onecycle:max=1000000,div=1' --out diverged --quiet \
    --optim sgd --activation leaky_relu:slope=0.5 --net 2-8-8-1 --steps 20 --seeds 2

# Names that want to be more than names.
hostile="it's \"q\" & <b>.csv"
{
    echo 'a</script><script>fail(),"b<img src=x onerror=fail()>",kind'
    for i in 1 2 3 4 5 6 7 8 9; do echo "$i,$((i * i % 7)),</script><b>one"; echo "$((9 - i)),$i.5,two<!--<script>"; done
} >"$hostile"
fine compare "./$hostile" '<script>fail</script>=fixed' "<b>it's</b> & so=cosine" --epochs 5 --seeds 2 --quiet --out hostile
[ $failures -eq 0 ] || { report; exit 1; }

node "$LEHR_SOURCE/tests/web/report.mjs" "$PWD" || failures=$((failures + 1))
report
