/* test_torture_memory.c — promise 3: any allocation may fail, in any command. Then there is an error message, no memory
 * leaks, saved files are complete, and no temporary file is left. Each allocation alone, and each with all that
 * follow. */
#include "errands.h"
#include "figure.h"

static meter memory;

/* Fails the nth allocation, or all from there on. Returns false if there were fewer. */
static bool refuse_one(long n, bool from_then_on)
{
    memory = (meter){ .refuse = n, .from_then_on = from_then_on };
    lehr_set_allocator(&(lehr_allocator){ metered, &memory });
    snprintf(torture.point, sizeof torture.point, "request %ld for memory refused%s", n,
             from_then_on ? " and all that follow" : "");
    tree_restore(false);
    int status = run_path();
    lehr_set_allocator(NULL);
    torture.tally->leaks += memory.live != 0;
    if (memory.live) wrong("%ld blocks leaked", atomic_load(&memory.live));
    check_no_litter();
    bool happened = memory.calls >= n, without = made_do(status);
    torture.tally->points += happened;
    if (!happened || without) check_all_is_well(status);
    if (!happened) return false;
    if (without) {
        torture.tally->without++;
        return true;
    }
    const char *sentence = the_sentence(status);
    if (!strstr(sentence, "memory") && !strstr(sentence, "内存")) wrong("the sentence does not name the memory");
    check_files_are_whole();
    torture.tally->refused++;
    return true;
}

static void refuse_each(void)
{
    for (int on = 0; on < 2; on++)
        for (long n = 1; refuse_one(n, on); n++) continue;
}

/* A font with Chinese letters has megabytes: too many reads to fail each. */
static const errand chinese[] = {
    { "schedule", NULL, "schedule cosine --steps 9 --png s.png --size 200x120 --title 学习率" },
    { "schedule", NULL, "schedule cosine --steps 9 --png s.png --size 200x120 --lang zh" },
};

static tally total;

static void add(const tally *t)
{
    total.runs += t->runs;
    total.returns += t->returns;
    total.leaks += t->leaks;
    total.points += t->points;
    total.refused += t->refused;
    total.without += t->without;
}

static void of_group(const char *group)
{
    tally t = torture_all(errands, ERRANDS, group, refuse_each);
    figure(3, group, "%s: %ld refused requests for memory, %ld crashes, %ld leaks; %ld said, %ld done without", group,
           t.points, t.runs - t.returns, t.leaks, t.refused, t.without);
    add(&t);
}

static void other_letters(void **state)
{
    (void)state;
    tally t = torture_all(chinese, 2, "schedule", refuse_each);
    add(&t);
}

#define TEST(name, group) static void name(void **state) { (void)state; of_group(group); }
TORTURE_GROUPS(TEST)

static void all_of_it(void **state)
{
    (void)state;
    assert_true(total.points > 0);
    assert_int_equal(total.points, total.refused + total.without);
    figure(3, "all",
           "%ld crashes, %ld leaks of %ld points: every request for memory refused, alone and with all that follow",
           total.runs - total.returns, total.leaks, total.points);
}

/* An argument selects a group, as in `test_torture_memory comparing`. */
int main(int argc, char *argv[])
{
    if (argc > 1) cmocka_set_test_filter(argv[1]);
#define ROW(name, group) cmocka_unit_test(name),
    const struct CMUnitTest tests[] = { TORTURE_GROUPS(ROW) cmocka_unit_test(other_letters),
                                        cmocka_unit_test(all_of_it) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
