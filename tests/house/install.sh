# install.sh — Lehr is installed, moved to another folder, and used from there by programs without access to its sources: the README's
# program with the CMakeLists.txt of docs/install.md, and with pkg-config; in float and in double. Both folders have a blank in their names.
. "$LEHR_SOURCE/tests/support/command.inc"
build=$(dirname "$LEHR")
command -v pkg-config >/dev/null || { echo "pkg-config is missing: nothing is tested (apt-get install pkgconf)"; exit 77; }
! grep -qx 'LEHR_INSTALL:BOOL=OFF' "$build/CMakeCache.txt" || { echo "LEHR_INSTALL is OFF here: there is nothing to install"; exit 77; }
cmake=$(sed -n 's/^CMAKE_COMMAND:INTERNAL=//p' "$build/CMakeCache.txt")

# try COMMAND…: runs it; if it fails, shows its output.
try()
{
    what=$*
    checks=$((checks + 1))
    "$@" >log 2>&1 </dev/null || fail "$what: exit $?: $(tail -n 20 log)"
}

# block LANGUAGE PAGE: the page's first block of that language.
block() { awk -v begin="\`\`\`$1" '$0 == "```" && inside { exit } inside; $0 == begin { inside = 1 }' "$LEHR_SOURCE/$2"; }

# trains PROGRAM: it runs, and prints the same as the README's program.
trains()
{
    try "$1"
    grep -qxE 'validation accuracy [0-9]{2,3}\.[0-9] %' log || fail "$1 says: $(head -c 400 log)"
    [ "$(wc -l <log)" -eq 1 ] || fail "$1 says more than one line: $(head -c 400 log)"
}

# both LIBRARY BYTES: the README's program with lehr or lehr64, whose numbers have BYTES bytes.
both()
{
    mkdir "$1"
    { block c README.md; echo "_Static_assert(sizeof(lehr_real) == $2, \"this is another library's lehr.h\");"; } >"$1/app.c"
    block cmake docs/install.md | sed "s/lehr::lehr/lehr::$1/" >"$1/CMakeLists.txt"
    try "$cmake" -S "$1" -B "$1/build" -DCMAKE_PREFIX_PATH="$place"
    try "$cmake" --build "$1/build"
    trains "$1/build/app"

    # pkg-config writes a blank as "\ ", which is the shell's to read: in a folder without one, no eval is needed.
    words=$(PKG_CONFIG_PATH="$pc" pkg-config --cflags --libs "$1") || fail "pkg-config does not find $1"
    eval "try ${CC:-cc} ${CFLAGS:-} -std=c11 -Wall -Wextra -Wpedantic -Werror $1/app.c $words -o $1/app"
    trains "$1/app"
    for face in lehr.h lehr_lab.h; do cplusplus "$1" "$face"; done
}

# cplusplus LIBRARY FACE: a program in C++ that includes this face.
cplusplus()
{
    case ${CC:-cc} in *clang*) cxx=clang++ ;; *) cxx=g++ ;; esac
    command -v $cxx >/dev/null || { echo "$cxx is missing: the headers are not tested in C++"; return 0; }
    eval "try $cxx ${CFLAGS:-} -Wall -Werror '-DFACE=<$2>' '$LEHR_SOURCE/tests/house/face.cpp' $words -o $1/face"
    try "$1/face"
    grep -qx "Lehr $version: accuracy 1, rate 0.0125" log || fail "face.cpp with $2 and $1 says: $(head -c 400 log)"
}

rm -rf "first place" "second place" lehr lehr64
try "$cmake" --install "$build" --prefix "$PWD/first place"
mv "first place" "second place" || { report; exit 1; }
place="$PWD/second place"
foreign=$(grep -rlF -e "$LEHR_SOURCE" -e "first place" --include='*.cmake' --include='*.pc' "$place")
pc=$(dirname "$(find "$place" -name lehr.pc)")             # in lib or lib64, as the system has it
[ -z "$foreign" ] || fail "these name a folder that nobody else has: $foreign"
for command in lehr lehr64; do try "$place/bin/$command" policies; done

# One version everywhere, and no internal header.
version=$(sed -n 's/^#define LEHR_VERSION "\([0-9.]*\)".*/\1/p' "$LEHR_SOURCE/core/base/version.h")
try "$place/bin/lehr" --version
grep -qx "lehr $version" log || fail "lehr --version says: $(cat log)"
grep -qx "Version: $version" "$pc/lehr.pc" || fail "lehr.pc has another version than $version"
internal=$(find "$place" -name 'internal.h' -o -name 'safetensors.h' -o -name 'window.h')
[ -z "$internal" ] || fail "these are internal: $internal"

# Assignments are installed, the teachers' files are not.
given="$(dirname "$(find "$place" -path '*/examples/assignments/trial.h')")"
[ -s "$given/1-policies/expected.txt" ] || fail "the assignments are not installed: $given"
kept=$(find "$place" -name teacher; grep -rl '//\[ solution' "$place/share" 2>/dev/null)
[ -z "$kept" ] || fail "solutions are installed: $kept"

# A page of the manual for every command that --help lists; man itself finds them there.
pages=$(dirname "$(find "$place" -name lehr.1)")
for page in lehr lehr64 $("$place/bin/lehr" --help | sed -n 's/^  lehr \([a-z]*\) .*/lehr-\1/p' | sort -u); do
    [ -s "$pages/$page.1" ] || fail "no page for $page in $pages"
    ! command -v man >/dev/null || try man -M "${pages%/man1}" -w "$page"
done
both lehr   4
both lehr64 8
report
