# assignments_rates.sh — the reference solutions of assignments 5, 6 and 8 agree with Lehr: the same rates as `lehr schedule`, and, with the
# losses and accuracies of a training, the same rates as `lehr train`.
. "$LEHR_SOURCE/tests/support/command.inc"
compiler=${CC:-cc}
command -v "$compiler" >/dev/null || { echo "skipped: no C compiler named $compiler, and the solutions are compiled"; exit 77; }
top=$LEHR_SOURCE/examples/assignments

# build PROGRAM ASSIGNMENT SOLUTION: compiles the program on standard input with a reference solution.
build()
{
    cat >"$1.c"
    "$compiler" -std=c11 -Wall -Wextra -Werror -Wno-unused-parameter -ffp-contract=off -I"$top/$2" "$1.c" "$top/teacher/$2/$3.c" -lm \
        -o "$1" 2>errors || fail "$1 does not compile: $(head -c 400 errors)"
}

# agree WHAT A B: two files with the same count of numbers, at least 50, equal to a relative 1e-12.
agree()
{
    what=$1
    checks=$((checks + 1))
    [ "$(wc -l <"$2")" -ge 50 ] && [ "$(wc -l <"$2")" -eq "$(wc -l <"$3")" ] || fail "$what: $(wc -l <"$2") and $(wc -l <"$3") rates"
    paste -d' ' "$2" "$3" | awk 'function size(x) { return x < 0 ? -x : x }
        /nan|inf/ || size($1 - $2) > 1e-12 * size($1) + 1e-18 { print "at row " NR ": " $0; exit 1 }' >wrong || fail "$what: $(cat wrong)"
}

# --- 5 and 8: rates of a schedule -----------------------------------------------------------------------------------

build rates 5-warmup warmup <<'PROGRAM'
#include "warmup.h"
#include <stdio.h>
#include <stdlib.h>

static double ramp(double lr, long steps, long t)  { return warmup(lr, 0, steps, t); }
static double third(double lr, long steps, long t) { return warmup(lr, 0.3, steps, t); }

int main(int argc, char *argv[])
{
    const part parts[] = { { third, 100 }, { cosine, 150 }, { ramp, 200 }, { cosine, 0 } };
    part joint[4], factors[] = { { cosine, 1000 }, { third, 200 } };
    for (int i = 0; i < 4; i++) joint[i] = (part){ parts[i].rate, horizon(parts, i, 1000) };
    for (long t = 0; argc > 1 && t < 1000; t++)
        printf("%.17g\n", *argv[1] == 'w' ? warmup_cosine(0.1, 50, 1000, t) : *argv[1] == 'j' ? joined(joint, 4, 0.1, t)
                                                                             : product(factors, 2, 0.1, t));
    return 0;
}
PROGRAM

build mended 8-faults faults <<'PROGRAM'
#include "faults.h"
#include <stdio.h>

int main(int argc, char *argv[])
{
    static double rate[1000];
    mended_step(rate, 1000, 0.1, 0.8, 30);
    for (long t = 0; argc > 1 && t < 1000; t++)
        printf("%.17g\n", *argv[1] == 's' ? rate[t] : *argv[1] == 'p' ? mended_poly(0.1, 0.004, 3, 600, t)
                                                                      : mended_cosine(0.1, 0.004, 600, t));
    return 0;
}
PROGRAM

# schedule PROGRAM LETTER SPEC: a thousand rates of the program equal those of the schedule.
schedule()
{
    fine schedule "$3" --steps 1000 --lr 0.1 --csv -
    sed 1d stdout | cut -d, -f2 >lehrs
    "./$1" "$2" >ours
    agree "$3" ours lehrs
}

schedule rates w 'warmup:50+cosine'
schedule rates j 'warmup:100,from=0.3+cosine:150+warmup:200+cosine'
schedule rates p 'cosine*warmup:200,from=0.3'
schedule mended s 'step:every=30,gamma=0.8'
schedule mended p 'poly:steps=600,power=3,end=0.004'
schedule mended c 'cosine:steps=600,min=0.004'

# --- 6: rates from the metrics of a training ------------------------------------------------------------------------

build listens 6-plateau plateau <<'PROGRAM'
#include "plateau.h"
#include <stdio.h>
#include <stdlib.h>

/* The rates of the updates, from the metric after each. Arguments: patience factor threshold relative rising cooldown min. */
int main(int argc, char *argv[])
{
    if (argc < 8) return 1;
    plateau p = { .patience = atol(argv[1]), .factor = atof(argv[2]), .threshold = atof(argv[3]), .relative = atoi(argv[4]),
                  .rising = atoi(argv[5]), .cooldown = atol(argv[6]), .min = atof(argv[7]), .eps = 1e-8 };
    double value, rate = 0.12;
    plateau_start(&p, rate);
    for (; scanf("%lf", &value) == 1; rate = plateau_hear(&p, value)) printf("%.17g\n", rate);
    return 0;
}
PROGRAM

# training CUTS COLUMN SETTINGS SPEC: iris has one update in an epoch, so that its history has each value of the metric.
training()
{
    fine train iris --steps 2000 --every 1 --quiet --sched "$4" --csv -
    sed 1d stdout | cut -d, -f3 >lehrs
    # shellcheck disable=SC2086
    sed 1d stdout | cut -d, -f"$2" | ./listens $3 >ours
    agree "$4" ours lehrs
    cuts=$(($(uniq lehrs | wc -l) - 1))
    [ $cuts -ge "$1" ] || fail "$4: $cuts cuts, so it says little; $1 or more were to be seen"
}

training 10 6 '3 0.5 1e-4 1 0 0 0' plateau:patience=3,factor=0.5
training 5 6 '0 0.7 0 1 0 4 0.01' plateau:patience=0,factor=0.7,threshold=0,cooldown=4,min=0.01
training 5 7 '20 0.6 0.01 0 1 5 0' \
    plateau:patience=20,factor=0.6,threshold=0.01,threshold_mode=abs,mode=max,cooldown=5,metric=validation_accuracy
training 5 4 '6 0.8 0.002 1 0 2 0' plateau:patience=6,factor=0.8,threshold=0.002,cooldown=2,metric=train_loss

report
