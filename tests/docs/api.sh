# api.sh — every public name is described, and the API pages are complete: Doxygen prints no warning, its filter loses no name, and no link
# is dead. A copy of the headers with undescribed names shows that the test would find them.
. "$LEHR_SOURCE/tests/support/command.inc"
command -v doxygen >/dev/null ||
    { echo "doxygen is missing: nobody asks whether every public name is described (apt-get install doxygen)"; exit 77; }

# pages TREE FOLDER SETTINGS…: makes the pages of that tree. Warnings of Doxygen and of the filter go to complaints; some versions of Doxygen
# do not check the values of an enum, so this test does.
pages()
{
    what="pages of $1"
    checks=$((checks + 1))
    tree=$1 folder=$2
    shift 2
    sh "$tree/docs/api/make.sh" "$folder" 'GENERATE_XML = YES' "$@" 2>complaints || fail "$what: exit $?"
    cat "$folder"/xml/*_8h.xml | awk '/<enumvalue / { inside = 1; said = 0 }
                                 inside && /<name>/ { name = $0; gsub(/.*<name>|<\/name>.*/, "", name) }
                                 inside && /<para>/ { said = 1 }
                                 /<\/enumvalue>/ { if (!said) print name " (value of an enum) is not documented"; inside = 0 }' >>complaints
}

rm -rf pages copied

# --- this tree ---------------------------------------------------------------------------------------------------------

pages "$LEHR_SOURCE" pages
[ ! -s complaints ] || fail "$what: $(head -n 20 complaints)"

# Doxygen's pages have every name of Lehr in a header, outside comments, except include guards, the suffix of lehr64, and hidden names.
(cd "$LEHR_SOURCE" && cat lehr.h lehr_lab.h $(cat "$OLDPWD/pages/headers")) |
    awk '{ text = text $0 "\n" }
         END {
             while ((from = index(text, "/*")) > 0) {
                 rest = substr(text, from + 2)
                 text = substr(text, 1, from - 1) " " substr(rest, index(rest, "*/") + 2)
             }
             n = split(text, line, "\n")
             for (i = 1; i <= n; i++)
                 if (line[i] !~ /^#include/)
                     while (match(line[i], /(lehr|LEHR)_[A-Za-z0-9_]+/)) {
                         print substr(line[i], RSTART, RLENGTH)
                         line[i] = substr(line[i], RSTART + RLENGTH)
                     }
         }' | grep -Ev '^(LEHR_(.*_)?H|LEHR_DOUBLE|lehr_arena_block|lehr_inputs|lehr_optim_param_group|lehr_param_chunk)$' | sort -u >names
cat pages/xml/*.xml | sed -n -e 's,.*<compoundname>\([^<]*\)</compoundname>.*,\1,p' -e 's,^ *<name>\([^<]*\)</name>.*,\1,p' | sort -u >known
lost=$(comm -23 names known)
[ "$(wc -l <names)" -gt 500 ] || fail "only $(wc -l <names) names were looked for"
[ -z "$lost" ] || fail "the pages do not know: $lost"

# Every link leads to an existing file, and to an existing place in it.
(cd pages/html && awk '
    { rest = $0
      while (match(rest, /(id|name)="[^"]*"/)) {
          place = substr(rest, RSTART, RLENGTH); gsub(/^[a-z]*="|"$/, "", place)
          there[FILENAME "#" place] = there[FILENAME] = 1
          rest = substr(rest, RSTART + RLENGTH)
      }
      rest = $0
      while (match(rest, /href="[^"]*"/)) {
          link = substr(rest, RSTART + 6, RLENGTH - 7)
          if (link ~ /^#/) link = FILENAME link
          if (link ~ /\.html(#|$)/ && link !~ /^https?:/) from[link] = FILENAME
          rest = substr(rest, RSTART + RLENGTH)
      } }
    END { for (link in from) { n++; if (!(link in there)) print from[link] ": " link } print n " links" >"../../links" }' *.html) >dead
[ ! -s dead ] || fail "dead links: $(head -n 10 dead)"
[ "$(sed 's/ .*//' links)" -gt 1000 ] || fail "only $(cat links) were looked at"

# --- a tree in which something is missing --------------------------------------------------------------------------------

for file in lehr.h lehr_lab.h CMakeLists.txt docs/api/Doxyfile docs/api/api.css docs/api/comments.awk docs/api/layout.xml docs/api/make.sh \
            $(cat pages/headers); do
    mkdir -p "copy/$(dirname "$file")"
    cp "$LEHR_SOURCE/$file" "copy/$file"
done
grep -v '^#endif' copy/sched/describe.h >describe.h
cat describe.h - >copy/sched/describe.h <<'END'
double lehr_unsaid(void);

typedef struct lehr_half {      /* a struct that is described */
    int described;              /* and a field that is        */
    int forgotten;
} lehr_half;

#define LEHR_UNSAID 1

typedef enum lehr_kind_of {     /* an enum that is described  */
    LEHR_DESCRIBED,             /* and a value that is        */
    LEHR_FORGOTTEN
} lehr_kind_of;

struct lehr_nameless { int both; };

/* Said of nothing, and there is no lehr_such_thing. */

double lehr_linked(void);       /* see lehr_such_thing        */
#endif
END
pages copy copied 'GENERATE_HTML = NO'
for part in 'lehr_unsaid(void) (function)' 'Member forgotten (variable) of struct lehr_half' 'LEHR_UNSAID (macro' 'LEHR_FORGOTTEN (value' \
            'Compound lehr_nameless' 'Member both' 'a comment that belongs to nothing' "'lehr_such_thing'"; do
    grep -qF -e "$part" complaints || fail "nobody complains of: $part"
done
! grep -e 'LEHR_DESCRIBED' -e 'Member described' -e 'Compound lehr_half' complaints || fail "there are complaints of what is described"
report
