/* test_fuzz_checkpoint.c — every file the fuzzer has found worth keeping, once more: tests/fuzz/corpus/checkpoint, with the promises of
 * fuzz_checkpoint.c. */
#include <dirent.h>
#include "check.h"
#include "fuzz/fuzz_checkpoint.c"

static void the_corpus_is_replayed(void **state)
{
    (void)state;
    static const char folder_name[] = LEHR_SOURCE "/tests/fuzz/corpus/checkpoint";
    int files = 0;
    DIR *folder = opendir(folder_name);
    assert_non_null(folder);
    for (const struct dirent *entry; (entry = readdir(folder));) {
        char path[1024];
        if (entry->d_name[0] == '.') continue;
        snprintf(path, sizeof path, "%s/%s", folder_name, entry->d_name);
        blob b = blob_of(path);
        assert_non_null(b.bytes);
        assert_int_equal(LLVMFuzzerTestOneInput((const uint8_t *)b.bytes, b.n), 0);
        free(b.bytes);
        files++;
    }
    closedir(folder);
    assert_in_range(files, 100, 400);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(the_corpus_is_replayed) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
