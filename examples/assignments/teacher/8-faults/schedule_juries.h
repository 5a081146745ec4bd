/* schedule_juries.h — right and wrong programs for the schedules: step, poly and cosine; included once, by tests.c. */
#ifndef FAULTS_SCHEDULE_JURIES_H
#define FAULTS_SCHEDULE_JURIES_H
#include "jury.h"

/* --- 1. step ------------------------------------------------------------------------------------------------------ */

static void right_step(double rate[], long count, double lr, double gamma, long every)
{
    for (long t = 0; t < count; t++) {
        if (t > 0 && t % every == 0) lr *= gamma;
        rate[t] = lr;
    }
}

static void right_step_by_floor(double rate[], long count, double lr, double gamma, long every)
{
    for (long t = 0; t < count; t++) rate[t] = lr * pow(gamma, floor((double)t / (double)every));
}

static void wrong_step_late(double rate[], long count, double lr, double gamma, long every)
{
    for (long t = 0; t < count; t++) rate[t] = lr * pow(gamma, t > 0 ? (double)((t - 1) / every) : 0);
}

static void wrong_step_once(double rate[], long count, double lr, double gamma, long every)
{
    for (long t = 0; t < count; t++) rate[t] = t < every ? lr : lr * gamma;
}

static void wrong_step_smooth(double rate[], long count, double lr, double gamma, long every)
{
    for (long t = 0; t < count; t++) rate[t] = lr * pow(gamma, (double)t / (double)every);
}

static void step_mended(void)
{
    double rate[200];
    mended_step(rate, 200, 0.3, 0.8, 30);
    trial_rule(
        "gamma to the power of the drops so far is left of the base rate, not of the rate that has fallen already",
        "剩下的是初始值的 gamma 的（下降次数）次方，不是在已经降过的学习率上再乘");
    for (int t = 0; t < 200; t += 10) trial_row(rate[t], "t = %d (every 30)", t);
}

static step_fn *const step_jury[] = { wrong_step_once, right_step,          wrong_step_late,
                                      faulty_step,     right_step_by_floor, wrong_step_smooth };
JUDGE(step, "ask which update drops, what is left after the second drop, and what stands between",
      "查一查在哪一次更新下降，第二次下降之后还剩多少，两次下降之间又怎样")

/* --- 2. poly ------------------------------------------------------------------------------------------------------ */

static double right_poly(double lr, double end, double power, long steps, long t)
{
    if (t >= steps) return end;
    return end + (lr - end) * exp(power * log((double)(steps - t) / (double)steps));
}

static double right_poly_mixed(double lr, double end, double power, long steps, long t)
{
    double left = pow(1 - fmin((double)t / (double)steps, 1), power);
    return lr * left + end * (1 - left);
}

static double wrong_poly_to_nothing(double lr, double end, double power, long steps, long t)
{
    return t < steps ? end + (lr - end) * pow(1 - (double)t / (double)steps, power) : 0;
}

/* multiplies the whole rate, not its distance to the end */
static double wrong_poly_of_all(double lr, double end, double power, long steps, long t)
{
    return t < steps ? fmax(end, lr * pow(1 - (double)t / (double)steps, power)) : end;
}

static double wrong_poly_straight(double lr, double end, double power, long steps, long t)
{
    return power > 0 && t < steps ? lr + (end - lr) * (double)t / (double)steps : end;
}

static void poly_mended(void)
{
    static const double power[] = { 0.9, 2, 3 };
    trial_rule("past `steps` nothing is left of the way: the rate stays at end, whatever the power",
               "超过 steps 后路已走完：不管 power 是多少，学习率保持为 end");
    for (int i = 0; i < 3; i++)
        for (long t = 0; t <= 200; t += 10)
            trial_row(mended_poly(0.2, 0.004, power[i], 80, t), "t = %ld (power %g, steps 80)", t, power[i]);
}

static poly_fn *const poly_jury[] = {
    right_poly, wrong_poly_of_all, faulty_poly, wrong_poly_straight, wrong_poly_to_nothing, right_poly_mixed
};
JUDGE(poly, "ask for several powers, on the way and past `steps`, with an end that is not 0",
      "power 多取几个，end 不取 0，路上和超过 steps 之后都查一查")

/* --- 3. cosine ---------------------------------------------------------------------------------------------------- */

static double right_cosine(double lr, double min, long steps, long t)     /* (1 + cos x) / 2 is the square of cos x/2 */
{
    double half = cos(acos(-1) / 2 * fmin((double)t / (double)steps, 1));
    return min + (lr - min) * half * half;
}

static double right_cosine_by_sine(double lr, double min, long steps, long t)
{
    double half = sin(acos(-1) / 2 * fmin((double)t / (double)steps, 1));
    return lr - (lr - min) * half * half;
}

static double wrong_cosine_restarts(double lr, double min, long steps, long t)
{
    return min + (lr - min) * (1 + cos(acos(-1) * (double)(t % steps) / (double)steps)) / 2;
}

static double wrong_cosine_to_nothing(double lr, double min, long steps, long t)
{
    return t < steps ? min + (lr - min) * (1 + cos(acos(-1) * (double)t / (double)steps)) / 2 : 0;
}

static double wrong_cosine_straight(double lr, double min, long steps, long t)
{
    return t < steps ? lr + (min - lr) * (double)t / (double)steps : min;
}

static void cosine_mended(void)
{
    trial_rule("past `steps` the rate stays at min: it does not climb again", "超过 steps 后学习率保持为 min，不再升高");
    for (long t = 0; t <= 200; t += 5) trial_row(mended_cosine(0.2, 0.004, 80, t), "t = %ld (steps 80)", t);
}

static cosine_fn *const cosine_jury[] = { wrong_cosine_straight, faulty_cosine,         right_cosine_by_sine,
                                          right_cosine,          wrong_cosine_restarts, wrong_cosine_to_nothing };
JUDGE(cosine, "ask for the rates on the way and far past `steps`, with a min that is not 0",
      "min 不取 0，路上的学习率和远远超过 steps 之后的都查一查")

#endif
