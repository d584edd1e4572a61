# Golden cases: tests/golden/NAME/case.txt, and what each stage makes of it.
#     case.extract, case.normalize   the streams, without run and trailer
#     case.sql                       the warehouse, as golden.sql shows it
#     case.msg                       the messages of all three stages
# `golden.sh --ask` shows each difference and asks whether to take it.
. tests/tap
sql=$PWD/tests/golden.sql
JIXIAO_RULES=$PWD/rules

# make_case FOLDER: what the programs make of it now, in $TMP/now
make_case() (
	rm -rf "$TMP/now"
	mkdir "$TMP/now"
	cp "$1/case.txt" "$TMP/now"
	cd "$TMP/now" || exit
	"$BIN/extract" case.txt >"$TMP/x" 2>case.msg
	"$BIN/normalize" <"$TMP/x" >"$TMP/n" 2>>case.msg
	"$BIN/load" w.db <"$TMP/n" 2>>case.msg
	# The run's record has versions and hashes, that change with any rule.
	grep -v '^"\{0,1\}\(run\|trailer\)"\{0,1\},' "$TMP/x" >case.extract
	grep -v '^"\{0,1\}\(run\|trailer\)"\{0,1\},' "$TMP/n" >case.normalize
	sqlite3 w.db <"$sql" >case.sql 2>&1
)

# take FOLDER FILE: asks, and takes the new file where the answer is y
take() {
	diff -u "$1/$2" "$TMP/now/$2" 2>/dev/null || [ -e "$1/$2" ] ||
	    cat "$TMP/now/$2"
	printf '%s/%s: take it? [y/n] ' "$1" "$2"
	answer=${ANSWER-}
	[ -n "$answer" ] || read -r answer || exit 1
	[ "$answer" = y ] && cp "$TMP/now/$2" "$1/$2"
}

set -- "${1-}" tests/golden/*/
ask=$1
shift
for folder; do
	[ -f "$folder/case.txt" ] || { skip "golden cases" "none are there"; continue; }
	folder=${folder%/}
	make_case "$folder"
	for file in case.extract case.normalize case.sql case.msg; do
		cmp -s "$folder/$file" "$TMP/now/$file"
		same=$?
		if [ $same != 0 ] && [ "$ask" = --ask ]; then
			take "$folder" "$file"
			continue
		fi
		ok $same "$folder/$file"
		[ $same = 0 ] || diff -u "$folder/$file" "$TMP/now/$file" 2>&1 |
		    head -n 20 | sed 's/^/# /'
	done
done
