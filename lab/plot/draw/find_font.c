#include "lab/plot/draw/find_font.h"
#include "core/base/format.h"
#include <dirent.h>
#include <stdlib.h>
#include <string.h>

/* In order of preference: sans serif like Inter, simplified Chinese. */
static const char *const names[] = {
    "NotoSansCJKsc-Regular.otf",
    "NotoSansSC-Regular.otf",
    "NotoSansSC-Regular.ttf",
    "SourceHanSansSC-Regular.otf",
    "SourceHanSansCN-Regular.otf",
    "NotoSansCJK-Regular.ttc",
    "SourceHanSans-Regular.ttc",
    "SourceHanSans.ttc",
    "wqy-microhei.ttc",
    "PingFang.ttc",
    "Hiragino Sans GB.ttc",
    "STHeiti Light.ttc",
    "wqy-zenhei.ttc",
    "DroidSansFallbackFull.ttf",
    "DroidSansFallback.ttf",
    "Arial Unicode.ttf",
    "msyh.ttc",
    "simhei.ttf",
};

enum { NAMES = sizeof names / sizeof *names, DEEPEST = 4 };

typedef struct search { int best; char *path; } search;

/* Searches a folder and its subfolders for a file that comes before the best so far. */
static void search_folder(search *s, const char *folder, int depth)
{
    DIR *d = opendir(folder);
    struct dirent *e;
    while (d && (e = readdir(d))) {
        char path[LEHR_FONT_PATH];
        if (e->d_name[0] == '.' || strlen(folder) + strlen(e->d_name) + 2 > sizeof path) continue;
        lehr_snprintf(path, sizeof path, "%s/%s", folder, e->d_name);
        bool is_file = strchr(e->d_name, '.') != NULL;
        for (int i = 0; i < s->best && is_file; i++)
            if (!strcmp(names[i], e->d_name)) {
                s->best = i;
                memcpy(s->path, path, sizeof path);
            }
        if (!is_file && depth < DEEPEST) search_folder(s, path, depth + 1);
    }
    if (d) closedir(d);
}

bool lehr_find_font(char path[LEHR_FONT_PATH])
{
    static const char *const folders[] = { "/usr/share/fonts", "/usr/local/share/fonts", "/opt/homebrew/share/fonts",
                                           "/Library/Fonts", "/System/Library/Fonts" };
    static const char *const own[] = { ".local/share/fonts", ".fonts", "Library/Fonts" };
    search s = { NAMES, path };
    const char *home = getenv("HOME");
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) search_folder(&s, folders[i], 0);
    for (size_t i = 0; i < sizeof own / sizeof *own && home && *home; i++) {
        char folder[LEHR_FONT_PATH];
        size_t n = lehr_snprintf(folder, sizeof folder, "%s/%s", home, own[i]);
        if (n < sizeof folder - 1) search_folder(&s, folder, 0);
    }
    return s.best < NAMES;
}
