# model_is_data.sh — a checkpoint is data. Whatever its contents, a command that reads it opens, reads and closes it, and nothing else: it
# opens, creates, renames or removes no other file, starts no program, and makes no connection.
. "$LEHR_SOURCE/tests/support/command.inc"

ASAN_OPTIONS=${ASAN_OPTIONS:-}:detect_leaks=0 && export ASAN_OPTIONS        # the leak sanitizer cannot work where strace does
OPENBLAS_NUM_THREADS=1 && export OPENBLAS_NUM_THREADS                       # calls of other threads would be in between
strace -o /dev/null true 2>/dev/null || { echo "strace is not here, or may not trace: nothing was looked at"; exit 77; }

# trace ARGS…: runs the command; the file calls gets its system calls for files, programs and the network.
trace()
{
    checks=$((checks + 1)) what="${lehr##*/} $*"
    strace -f -o calls -e trace=file,desc,process,network "$lehr" "$@" >stdout 2>stderr </dev/null
    status=$?
}

# only_reads FILE: between open and close of FILE, there are only calls that read it or its size.
only_reads()
{
    sed 's/^[0-9]* *//' calls | awk -v file="\"$1\"" '
        /^open/ && index($0, file) { fd = $NF; opened++; if ($0 !~ /O_RDONLY/) bad = bad "\n" $0; next }
        fd != "" && /^close\(/ { if ($0 ~ "^close\\(" fd "\\)") { fd = ""; next } }
        fd != "" && $0 !~ "^(fstat|newfstatat|read|lseek|statx)\\(" fd "," && $0 !~ /^(mmap|munmap|mremap|brk|madvise)\(/ { bad = bad "\n" $0 }
        END { if (bad != "" || opened < 1 || fd != "") { print opened " times opened" bad; exit 1 } }' >odd || fail "$what: $(head -c 600 odd)"
    reads=$((reads + 1))
}

# Prints what is opened for writing, created, renamed, removed or started, each once, without the sanitizer's own calls.
deeds()
{
    sed -n 's/^[0-9]* *//; /^\(execve\|unlink\|rename\|mkdir\|chmod\|symlink\|link\|connect\|socket\|fork\|vfork\|clone\)/p; /O_WRONLY\|O_RDWR\|O_CREAT/p' calls |
        grep -v '/proc/self\|CLONE_THREAD' | sed 's/ = .*//; s/0x[0-9a-f]*//g' | sort -u
}

# opened FILE: prints the names of all opened files.
opened() { sed -n 's/^[0-9]* *open[a-z]*([^"]*"\([^"]*\)".*/\1/p' calls | grep -v '^/proc/' | sort -u; }

# The same command with a plain file and with FILE: only the name of the file differs in the calls.
as_with_plain()
{
    file=$1
    shift
    trace "$@" plain.st
    opened | sed 's/plain[.]st/MODEL/' | sort -u >opened.plain
    deeds | sort -u >deeds.plain
    trace "$@" "$file"
    opened | sed "s/$file/MODEL/" | sort -u >opened.file
    deeds | sed "s/$file/plain.st/" | sort -u >deeds.file
    [ -z "$(comm -13 opened.plain opened.file)" ] || fail "$what opens $(comm -13 opened.plain opened.file)"
    [ -z "$(comm -13 deeds.plain deeds.file)" ] || fail "$what does $(comm -13 deeds.plain deeds.file)"
    [ $status -le 2 ] || fail "$what: exit $status"
    hostile=$((hostile + 1))
}

# put WHERE SED-COMMAND: writes plain.st with a changed head and its length; the data stay, and the checksum is wrong, or missing if plain.st
# has no checksum.
put()
{
    python3 - "$1" "$2" <<'END'
import struct, sys
raw = open("plain.st", "rb").read()
n = struct.unpack("<Q", raw[:8])[0]
old, new = sys.argv[2].split("=>")
head = raw[8:8 + n].decode()
assert old in head, old
head = head.replace(old, new)
if "lehr.checksum" in head:                                     # repaired, so that the reader gets past the checksum
    import hashlib, re
    head = re.sub(r'("lehr.checksum":")[0-9a-f]*', lambda m: m.group(1) + "0" * 64, head)
    head = head.encode() + b" " * (-len(head.encode()) % 8)
    whole = struct.pack("<Q", len(head)) + head + raw[8 + n:]
    digits = hashlib.sha256(whole).hexdigest().encode()
    whole = whole.replace(b'"lehr.checksum":"' + b"0" * 64, b'"lehr.checksum":"' + digits)
open(sys.argv[1], "wb").write(whole)
END
}

command -v python3 >/dev/null || { echo "python3 is not here to make hostile files"; exit 77; }
reads=0 hostile=0
lehr=$LEHR
rm -rf ./*.st victim && echo safe >victim
"$lehr" train xor --steps 5 --save plain.st --quiet || fail "lehr train xor"
mkdir -p below && cp plain.st below/
for place in plain.st below/plain.st; do
    trace info $place;                      only_reads $place
    trace predict $place xor --csv -;       only_reads $place
    trace look $place;                      only_reads $place
    trace train --resume $place --quiet;    only_reads $place
done

files=0
for change in 'fc1.weight=>../../victim' "fc1.weight=>$PWD/victim" 'fc1.weight=>%n%n%s%s' 'fc1.weight=>$(touch owned)' 'fc1.weight=>;touch owned;' \
              '"xor"=>"../../victim"' "\"xor\"=>\"$PWD/victim\"" '"xor"=>"/etc/passwd"' '"xor"=>"%n%n%n.csv"' '"xor"=>"|touch owned"' \
              '"xor"=>"http://127.0.0.1/x.csv"'; do
    files=$((files + 1))
    put hostile.st "$change" || { fail "no hostile file: $change"; continue; }
    as_with_plain hostile.st info
    as_with_plain hostile.st look
    trace predict hostile.st xor --csv - && [ ! -e owned ] || fail "$what: owned"
    trace train --resume hostile.st xor --quiet
    [ $status -le 2 ] && [ ! -e owned ] || fail "$what: exit $status"
    [ -z "$(deeds | grep -v '^execve')" ] || fail "$what does $(deeds)"
    trace train --resume hostile.st --quiet                     # without a task, the data file of the plan is read, and no other
    [ $status -le 2 ] && [ ! -e owned ] || fail "$what: exit $status"
    [ -z "$(deeds | grep -v '^execve')" ] || fail "$what does $(deeds)"
done
# If the file names a pipe, the command does not wait for it.
rm -f pipe && mkfifo pipe
put hostile.st '"xor"=>"./pipe"' || fail 'no hostile file that names a pipe'
checks=$((checks + 1)) what="lehr train --resume hostile.st"
timeout 600 "$lehr" train --resume hostile.st --quiet 2>stderr
[ $? -eq 1 ] || fail "$what: it waits, or is content: $(cat stderr)"
says stderr 'hostile.st: its data should be in ./pipe, which is not a file'
[ "$(cat victim)" = safe ] || fail "the victim was written"
figure 11 strace "$reads readings (info, predict, look, train --resume) opened, read and closed the file and did nothing else meanwhile;" \
    "$files hostile files (paths, formats, commands as names and as the task) made none of $hostile commands open or do anything more"
report
