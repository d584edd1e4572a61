# Files that nobody likes to read: a message and a reject each, the rest loads.
. tests/tap

BIG=1 tests/hostile "$TMP/files"
cd "$TMP" || exit 70
timeout 120 "$BIN/extract" files >x 2>err
status=$?
is $status 1 "extract finishes, and says that some inputs could not be read"
"$BIN/normalize" --quiet <x >n 2>>err
is $? 0 "normalize takes the stream"
"$BIN/load" --quiet w.db n 2>>err
ok $(($? > 1)) "load takes the stream"

ask() {
	sqlite3 w.db "$1"
}

for name in empty.txt blank.txt scan.pdf old.doc zeros.bin noise.bin \
    mark-only.txt mojibake.txt big.txt cut.zip cut.gz dangling.txt; do
	is "$(ask "SELECT count(*) FROM reject
	    WHERE class = 'bad' AND path LIKE 'files/$name%'")" 1 \
	    "$name: one reject of class bad"
	is "$(grep -c "files/$name" err)" 1 "$name: one message"
done
is "$(ask "SELECT count(*) FROM report JOIN document USING (document_id)
    WHERE path = 'files/good.txt'")" 1 "the good report among them is there"
is "$(ask "SELECT count(*) FROM report WHERE project_name LIKE '%DROP TABLE%'")" \
    1 "quotes in a name are a name"
is "$(ask "SELECT count(*) FROM report WHERE project_name LIKE '=cmd%'")" \
    1 "a formula in a name is a name"
is "$(find . -name owned -o -name escape.txt)" "" \
    "no file name is run, no archive writes a file"
is "$(ask "SELECT count(*) FROM reject WHERE path LIKE '%bomb.zip%'
    AND class = 'bad' LIMIT 1")" 1 "a zip bomb is a reject"
is "$(LC_ALL=C grep -c "$(printf '\033')" err)" 0 \
    "no control character of a file reaches the terminal"
is "$(ask 'PRAGMA integrity_check')" ok "the warehouse is sound"

/usr/bin/time -o peak -f %M "$BIN/extract" --quiet files >/dev/null 2>&1
ok $(($(tail -n 1 peak) > 65536)) \
    "extract stays under 64 MiB ($(tail -n 1 peak) KiB)"
"$BIN/extract" --quiet not-there >/dev/null 2>err
is $? 66 "a path that is not there: status 66"
