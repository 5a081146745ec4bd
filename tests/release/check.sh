# check.sh — `./run release-check`: what a release needs beyond `./run test --all`, on a machine that has root, debootstrap and a Debian
# archive. Prints a line for each check with its seconds: passed, FAILED or skipped, and why. MIRROR=URL names another archive.
set -u
top=$(cd -- "$(dirname -- "$0")/../.." && pwd)
cd "$top" || exit 1
work=$top/build/release-check
bare=$work/bare
failures=0
mkdir -p "$work"

# check NAME COMMAND…: runs it; its output stays in $work/NAME.log.
check()
{
    name=$1 began=$(date +%s)
    shift
    if "$@" >"$work/$name.log" 2>&1 </dev/null; then outcome=passed; else outcome=FAILED failures=$((failures + 1)); fi
    printf '%-8s %5d s  %s\n' $outcome $(($(date +%s) - began)) "$name"
    [ $outcome = passed ] || tail -n 15 "$work/$name.log"
}
skip() { printf '%-8s %7s  %s: %s\n' skipped '' "$1" "$2"; }

# --- the tree itself --------------------------------------------------------------------------------------------------

version() { sed -n 's/^#define LEHR_VERSION *"\([^"]*\)".*/\1/p' core/base/version.h; }
tree_is_clean()  { [ -z "$(git status --porcelain)" ] || { git status --short; return 1; }; }
changes_named()  { grep -q "^## $(version)" CHANGELOG.md || { echo "CHANGELOG.md has no section for $(version)"; return 1; }; }
tag_is_new()     { ! git rev-parse -q --verify "refs/tags/v$(version)" || { echo "v$(version) has been tagged"; return 1; }; }
check clean-tree tree_is_clean
check changelog  changes_named
check new-tag    tag_is_new

# --- a bare Debian 12 -------------------------------------------------------------------------------------------------

make_bare()             # a Debian without anything, which reaches the archive as this machine does
{
    [ -e "$bare/etc/debian_version" ] || debootstrap --variant=minbase bookworm "$bare" ${MIRROR:+"$MIRROR"} || return 1
    cp -rL /etc/apt/apt.conf.d /etc/resolv.conf "$work/" && cp "$work"/apt.conf.d/* "$bare/etc/apt/apt.conf.d/" && cp "$work/resolv.conf" "$bare/etc/" || return 1
    cc -static -O -o "$bare/usr/local/bin/without" tests/support/without.c || return 1
    mountpoint -q "$bare/proc" || mount -t proc proc "$bare/proc" || return 1
    mountpoint -q "$bare/dev" || mount --rbind /dev "$bare/dev" || return 1
    chroot "$bare" sh -c 'id student >/dev/null 2>&1 || useradd -m student'
}

leave_bare() { umount "$bare/proc" 2>/dev/null; umount -R -l "$bare/dev" 2>/dev/null; }

# as USER FOLDER COMMAND: in a fresh clone of the last commit, in a folder of that name.
as()
{
    rm -rf "${bare:?}/home/student/$2" && git clone -q "$top" "$bare/home/student/$2" && chroot "$bare" chown -R "$1" "/home/student/$2" || return 1
    chroot "$bare" su "$1" -s /bin/sh -c "cd '/home/student/$2' && $3"
}

if [ "$(id -u)" != 0 ]; then skip bare-debian "this needs root"
elif ! command -v debootstrap >/dev/null; then skip bare-debian "debootstrap is missing (apt-get install debootstrap)"
else
    trap leave_bare EXIT
    trap 'exit 1' INT TERM
    check bare-debian make_bare
    check demo-as-root   as root    'with blanks' './run demo'
    check test-as-root   as root    'with blanks' './run test'
    check test-as-a-user as student 'my own copy' './run demo && ./run test'
    for lack in calls32 landlock userns; do
        check test-without-$lack as student 'my copy' "without $lack ./run test"
    done
fi

# --- readers, a minute each -------------------------------------------------------------------------------------------

fuzz() { cmake --preset fuzz && cmake --build --preset fuzz && ctest --preset fuzz; }
if command -v clang >/dev/null; then check fuzz fuzz; else skip fuzz "clang is missing (apt-get install clang)"; fi

[ $failures -eq 0 ] && echo "All release checks passed." || { echo "$failures failed; $work has their logs."; exit 1; }
