/* same_picture.c — is a picture of the pages the one that its command draws today?
 *
 *     same_picture OLD.png NEW.png [size]       prints what differs and returns 1, or 0; size: only sizes are compared
 *
 * To the eye, as tests/lab/figures/test_figures.c measures it.
 */
#include "tests/support/compare_pictures.h"

static int report(const char *file, const char *wrong)
{
    printf("%s is no picture of ours: %s\n", file, wrong);
    return 1;
}

int main(int argc, char *argv[])
{
    picture old = { 0 }, new = { 0 };
    if (argc < 3) return puts("usage: same_picture OLD.png NEW.png [size]"), 2;
    const char *wrong = read_png(argv[1], &old);
    if (wrong) return report(argv[1], wrong);
    if ((wrong = read_png(argv[2], &new))) return report(argv[2], wrong);
    if (old.width != new.width || old.height != new.height)
        return printf("is %d x %d, and is drawn as %d x %d\n", old.width, old.height, new.width, new.height), 1;
    if (argc > 3) return 0;
    picture shown = { new.width, new.height, malloc((size_t)new.width * (size_t)new.height * 3) };
    if (!shown.rgb) return report(argv[2], "no memory");
    gap g = compare_pictures(&old, &new, &shown);
    if (!(g.mean <= 0.5 && g.worst <= 40))
        return printf("is not what is drawn: off by %.2f of 255 in the mean, by %.0f at worst\n", g.mean, g.worst), 1;
    return 0;
}
