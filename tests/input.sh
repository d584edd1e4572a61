# Files, folders, pipes, links and lists as the input layer finds them, shown by
# the program of tests/input_read.c.
. tests/tap
read=$UNIT/input_read
cd "$TMP" || exit 70
report='项目支出绩效自评表\n项目名称\t养老保险补助资金\n年度资金总额\t10\t5\n'

# see WHAT...: what it makes of the paths, without sizes and hashes
see() {
	timeout 60 "$read" "$@" 2>"$TMP/err" |
	    sed -e 's/ [0-9]* [0-9]* [0-9a-f]*$//' -e 's/ 0:0:0 / /' \
	        -e 's/ ""$//'
}

messages() {
	wc -l <"$TMP/err" | tr -d ' '
}

# Folders: order, depth, names.
mkdir -p f/b f/a.d
for name in f/b/2.txt f/b/10.txt f/a.txt f/a.d/x f/B.txt f/项目.txt; do
	printf "$report" >"$name"
done
is "$(see f)" 'document f/B.txt UTF-8
document f/a.d/x UTF-8
document f/a.txt UTF-8
document f/b/10.txt UTF-8
document f/b/2.txt UTF-8
document f/项目.txt UTF-8' "a folder is walked in the byte order of names"
is "$(see f/b/)" 'document f/b/10.txt UTF-8
document f/b/2.txt UTF-8' "a folder named with a slash"
is "$(see f/a.txt f/b)" 'document f/a.txt UTF-8
document f/b/10.txt UTF-8
document f/b/2.txt UTF-8' "several paths, in the order they are given"

# Standard input, pipes and lists.
is "$(printf "$report" | see -)" 'document - UTF-8' "a document on standard input"
is "$({ printf "$report"; sleep 0.1; printf "$report"; } | "$read" - |
    cut -d ' ' -f 5)" 6 "a slow pipe is read to its end"
mkfifo pipe
printf "$report" >pipe &
is "$(sleep 0.1; see pipe)" 'document pipe UTF-8' "a pipe that is named is read"
wait
is "$(printf 'f/b\n\nf/a.txt\nnot there\n' | see -T -)" 'document f/b/10.txt UTF-8
document f/b/2.txt UTF-8
document f/a.txt UTF-8
reject not there input.open' "a list of paths on standard input"
printf 'f/a.txt' >list
is "$(see -T list)" 'document f/a.txt UTF-8' "a list in a file, its last line open"
see -T no-list >/dev/null
"$read" -T no-list >/dev/null 2>&1
is "$? $(messages)" "66 1" "a list that is not there: one message, status 66"

# What a folder may hold that is no file.
mkdir odd odd/folder
mkfifo odd/fifo
ln -s . odd/loop
ln -s missing odd/dangling
ln -s itself odd/itself
ln -s ../f/a.txt odd/link
ln -s ../f/b odd/linked
ln -s ../f/b odd/linked-again
printf "$report" >"odd/$(printf 'new\nline')"
printf "$report" >"odd/$(printf 'byte\377')"
printf "$report" >"odd/quote'\"\$(x)"
is "$(see odd)" 'document odd/byte\xFF UTF-8
reject odd/dangling input.open
reject odd/fifo input.special
reject odd/itself input.open
document odd/link UTF-8
document odd/linked/10.txt UTF-8
document odd/linked/2.txt UTF-8
reject odd/linked-again input.loop
reject odd/loop input.loop
document odd/new\x0Aline UTF-8
document odd/quote'"'\"\$(x)"' UTF-8' "links, pipes and hostile names"
is "$(messages)" 5 "a message for each that is not read"
if [ -b /dev/loop0 ] || [ -c /dev/null ]; then
	ln -s /dev/null odd/null
	is "$(see odd | grep null)" "reject odd/null input.special" \
	    "a device in a folder is not opened"
else
	skip "a device in a folder is not opened" "there is none"
fi
"$read" odd >/dev/null 2>&1
is $? 1 "status 1 where something in a folder is not read"
"$read" f >/dev/null 2>&1
is $? 0 "status 0 where all is read"
"$read" f not-there >/dev/null 2>&1
is $? 66 "status 66 where a path is not there"
is "$(see odd/fifo)" "reject odd/fifo input.empty" \
    "a pipe that nobody writes to does not hang"
deep=deep
for i in 1 2 3 4 5 6 7 8 9 10 11 12; do
	deep=$deep/1/2/3/4/5/6/7/8/9
done
mkdir -p "$deep"
is "$(see deep | sed 's/.* //')" input.depth "folders too deep are not entered"
long=$(printf '%0250d' 0)
mkdir "$long"
printf "$report" >"$long/text"
for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
	mkdir outer && mv "$long" outer && mv outer "$long"
done
is "$(see "$long" | wc -c)" "$((9 + 21 * 251 + 4 + 7))" \
    "a path longer than the system's limit is read"
rm -rf "$long"

# Encodings as iconv makes them; places in the original.
printf "$report" >utf8
for encoding in GB18030 UTF-16LE UTF-16BE; do
	iconv -f UTF-8 -t $encoding utf8 >in.$encoding
	is "$(see in.$encoding)" "document in.$encoding $encoding" \
	    "$encoding is told"
	is "$("$read" -t in.$encoding | sed 1d | sed 's/^[^ ]* //')" \
	    "$(sed 's/\t/\\x09/g' utf8)" "and read"
done
is "$("$read" -t in.UTF-16LE | sed 1d | sed 's/ .*//' | tr '\n' ' ')" \
    "1@0 2@20 3@48 " "lines have places in the original"
is "$(see -e GBK in.UTF-16LE | cut -d ' ' -f 1)" reject \
    "a forced encoding is not told anew"
printf '项目支出绩效自评表\n年度\377资金\n全年执行数\t5\n' >bad
is "$("$read" bad 2>err | sed 's/ [0-9a-f]*$//')" \
    'document bad UTF-8 60 3
reject bad 2:3:34 input.bytes "年度�资金"' "bad bytes are a reject with a place, the rest is read"
is "$(messages)" 1 "and one message"
"$read" bad >/dev/null 2>&1
is $? 1 "and status 1"

# Sizes.
head -c 3000 /dev/zero | tr '\0' '\n' >size
echo x >>size
is "$(see -m 3001 size)" "reject size input.large" "a document beyond the limit"
is "$(see -m 3002 size)" "document size UTF-8" "and one at the limit"
head -c 101 /dev/zero | tr '\0' x >line
is "$(see -l 100 line)" "reject line input.line" "a line beyond the limit"
is "$(see -l 101 line)" "document line UTF-8" "and one at the limit"
head -c 100000000 /dev/zero | tr '\0' x >big
is "$(see big)" "reject big input.line" "100 MB on one line is one reject"
is "$(messages)" 1 "with one message"
is "$(see - <big)" "reject - input.line" "from a pipe too"
truncate -s 100G sparse
is "$(see sparse)" "reject sparse input.line" "so is a file of 100 GB"
if [ -x /usr/bin/time ]; then
	/usr/bin/time -o peak -f %M "$read" big sparse size >/dev/null 2>&1
	ok $(($(tail -n 1 peak) > 40000)) \
	    "memory stays flat ($(tail -n 1 peak) KiB)"
else
	skip "memory stays flat" "no /usr/bin/time"
fi
rm -f big sparse

# Archives that other programs make.
mkdir pack
printf "$report" >pack/a.txt
iconv -f UTF-8 -t GB18030 utf8 >pack/b.txt
tar -cf pack.tar pack/a.txt pack/b.txt
gzip -c pack.tar >pack.tgz
xz -c pack.tar >pack.tar.xz
for name in pack.tar pack.tgz pack.tar.xz; do
	is "$(see $name)" "document $name!pack/a.txt UTF-8
document $name!pack/b.txt GB18030" "$name"
done
is "$(see - <pack.tgz)" "document -!pack/a.txt UTF-8
document -!pack/b.txt GB18030" "an archive on standard input"
gzip -c utf8 >utf8.gz
is "$(see utf8.gz)" "document utf8.gz!utf8 UTF-8" "one file packed"
if command -v zip >/dev/null; then
	zip -q pack.zip pack/a.txt pack/b.txt
	is "$(see pack.zip)" "document pack.zip!pack/a.txt UTF-8
document pack.zip!pack/b.txt GB18030" "pack.zip"
	is "$(see - <pack.zip)" "document -!pack/a.txt UTF-8
document -!pack/b.txt GB18030" "a zip on standard input"
	zip -q -P secret secret.zip utf8
	is "$(see secret.zip)" "reject secret.zip!utf8 input.encrypted" \
	    "an encrypted member"
	head -c 30000000 /dev/zero | zip -q -9 bomb.zip -
	is "$(see bomb.zip | wc -l)" 1 "a zip bomb is one reject"
else
	skip "zip" "no zip command"
fi
# gzip's check sum, which is behind all that it packed.
damage() { # FILE: another check sum
	size=$(wc -c <"$1")
	printf xxxx | dd of="$1" bs=1 seek=$((size - 8)) conv=notrunc 2>dd
}
cp utf8.gz sum.gz
damage sum.gz
is "$(see sum.gz)" "reject sum.gz input.damaged" "what gzip packed is not what comes out"
cp pack.tgz sum.tgz
damage sum.tgz
is "$(see sum.tgz)" "document sum.tgz!pack/a.txt UTF-8
document sum.tgz!pack/b.txt GB18030
reject sum.tgz input.damaged" "the check sum of a tar is behind its members"
cat utf8.gz utf8.gz >parts.gz
gzip -c utf8.gz >again.gz
is "$(see parts.gz again.gz)" "document parts.gz!parts UTF-8
document again.gz!again UTF-8" "several parts, and what was packed twice, are read"
head -c 3000 /dev/urandom >noise
cat pack.tar noise noise | gzip -c >behind.tgz
is "$(see behind.tgz | cut -d ' ' -f 1 | uniq)" document "bytes behind a tar"
cp pack/b.txt kept
tar -cf twice.tar pack/a.txt pack/b.txt
cp pack/a.txt pack/b.txt
tar -rf twice.tar pack/b.txt
tar -rf twice.tar pack/b.txt
is "$(see twice.tar)" "document twice.tar!pack/a.txt UTF-8
document twice.tar!pack/b.txt GB18030
document twice.tar!pack/b.txt#2 UTF-8
document twice.tar!pack/b.txt#3 UTF-8" "members of the same name are numbered"
mv kept pack/b.txt
seq 150 | sed 's,.*,f/a.txt\nf/B.txt,' >names
tar -cf many.tar --hard-dereference -T names
is "$(see many.tar | cut -d ' ' -f 2 | sort -u | wc -l)" 300 "also many of them"
tar -cf links.tar odd/link odd/fifo odd/folder
is "$(see links.tar)" "" "links and pipes in an archive are nothing to read"
is "$(find . -name '*.txt' | sort | tr '\n' ' ')" \
    "./f/B.txt ./f/a.txt ./f/b/10.txt ./f/b/2.txt ./f/项目.txt ./pack/a.txt ./pack/b.txt " \
    "nothing was written"

wild=$OLDPWD/../shared/wild
if [ -d "$wild" ]; then
	is "$("$read" "$wild" 2>/dev/null | grep -c '^document.*txt')" 39 \
	    "thirty-nine wild documents are read"
	is "$("$read" "$wild"/032.txt 2>/dev/null | cut -d ' ' -f 4)" \
	    input.mojibake "and the ruined one is not"
else
	skip "wild documents" "../shared not there"
fi
