# However many processes read, the stream is the same; a dead one is noticed.
. tests/tap

"$UNIT/generate" -n 2500 "$TMP/made" >/dev/null 2>&1
cd "$TMP" || exit
BIG= "$OLDPWD/tests/hostile" files 2>/dev/null
for folder in made "$OLDPWD/corpus" files; do
	"$BIN/extract" --jobs 1 "$folder" >one 2>one.err
	status=$?
	ok $((status > 1)) "${folder##*/}: one process reads it"
	for jobs in 2 3 7; do
		"$BIN/extract" --jobs $jobs "$folder" >some 2>some.err
		is $? $status "${folder##*/}: $jobs processes, the same status"
		cmp -s one some
		ok $? "${folder##*/}: $jobs processes, the same stream"
		sort one.err >a
		sort some.err | cmp -s a -
		ok $? "${folder##*/}: $jobs processes, the same messages"
	done
done

"$BIN/extract" --jobs 2 gone made >some 2>err
is $? 66 "a path that is not there: status 66"
is "$(grep -c '^extract: gone:' err)" 1 "and one message"

find made -type f | sort >list
"$BIN/extract" --jobs 1 made >one
"$BIN/extract" --jobs 3 --files-from list >some
cmp -s one some
ok $? "a list is shared out as a folder is"

# Workers that wait for a full pipe are children of the one that writes.
mkfifo pipe
"$BIN/extract" --jobs 2 made made made >pipe 2>err &
parent=$!
exec 3<pipe
head -c 1000 <&3 >start
worker=$(cat /proc/$parent/task/$parent/children 2>/dev/null | cut -d ' ' -f 1)
kill -9 "$worker"
cat <&3 >rest
exec 3<&-
wait "$parent"
is $? 70 "a worker that is killed: status 70"
ok "$(grep -c '"trailer"' rest)" "and no trailer"
grep -q 'a worker ended before its work' err
ok $? "and a message"

for jobs in 0 17 x 2x; do
	"$BIN/extract" --jobs $jobs made >/dev/null 2>err
	is $? 64 "--jobs $jobs is wrong usage"
done
