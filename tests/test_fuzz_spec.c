/* test_fuzz_spec.c — every text the fuzzer has found worth keeping, once more: tests/fuzz/corpus/spec, with the promises of fuzz_spec.c. */
#include <dirent.h>
#include "fuzz/fuzz_spec.c"
#include "lab.h"

static size_t read_whole(const char *name, uint8_t *data, size_t room)
{
    char path[1024];
    snprintf(path, sizeof path, "%s/tests/fuzz/corpus/spec/%s", LEHR_SOURCE, name);
    FILE *f = fopen(path, "rb");
    assert_non_null(f);
    size_t n = fread(data, 1, room, f);
    assert_true(feof(f) && !ferror(f));
    fclose(f);
    return n;
}

static void the_corpus_is_replayed(void **state)
{
    (void)state;
    static uint8_t data[LONGEST_SPEC];
    int files = 0;
    DIR *folder = opendir(LEHR_SOURCE "/tests/fuzz/corpus/spec");
    assert_non_null(folder);
    for (const struct dirent *entry; (entry = readdir(folder));) {
        if (entry->d_name[0] == '.') continue;
        assert_int_equal(LLVMFuzzerTestOneInput(data, read_whole(entry->d_name, data, sizeof data)), 0);
        files++;
    }
    closedir(folder);
    assert_in_range(files, 150, 300);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(the_corpus_is_replayed) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
