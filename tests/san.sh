# Everything once more under AddressSanitizer and UndefinedBehaviorSanitizer.
. tests/tap
export ASAN_OPTIONS=abort_on_error=1:allocator_may_return_null=1
export UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1

make --no-print-directory MODE=san programs-for-tests >"$TMP/make" 2>&1
status=$?
ok $status "the programs build with sanitizers"
[ $status = 0 ] || { tail -n 20 "$TMP/make" | sed 's/^/# /'; exit 1; }
BIN=$PWD/build/san/bin
UNIT=$PWD/build/san/tests
export BIN UNIT

# clean NAME COMMAND...: no report of a sanitizer, no signal
clean() {
	name=$1
	shift
	"$@" >"$TMP/out" 2>"$TMP/err" </dev/null
	status=$?
	! grep -qE 'ERROR: (Address|Leak)Sanitizer|runtime error:' "$TMP/err" &&
	    [ $status -lt 126 ]
	ok $? "$name (status $status)"
	grep -nE -A 12 'Sanitizer|runtime error:' "$TMP/err" | head -n 20 |
	    sed 's/^/# /'
}

# pipe FOLDER...: the whole pipe, stage by stage, each one looked at
pipe() {
	"$BIN/extract" --quiet "$@" >"$TMP/x"
	a=$?
	"$BIN/normalize" --quiet <"$TMP/x" >"$TMP/n"
	b=$?
	rm -f "$TMP/san.db"*
	"$BIN/load" --quiet "$TMP/san.db" "$TMP/n"
	c=$?
	for s in $a $b $c; do [ $s -lt 126 ] || return $s; done
	[ $c -le 1 ]
}

for source in tests/unit/*_test.c; do
	[ -f "$source" ] || continue
	name=$(basename "$source" .c)
	clean "$name" "$UNIT/$name"
done
for stage in extract normalize load; do
	clean "rules of $stage" "$BIN/$stage" --check-rules
	clean "$stage --help" "$BIN/$stage" --help
done
clean "corpus" pipe corpus
# Documents that lost their line breaks, a third of their bytes, or their order.
mkdir "$TMP/torn"
for file in corpus/*.txt; do
	name=$TMP/torn/$(basename "$file")
	tr -d '\n\r' <"$file" >"$name.joined"
	tr '|' '\t' <"$file" | tr -d ' ' >"$name.tabs"
	head -c $(($(wc -c <"$file") * 2 / 3)) "$file" >"$name.cut"
	LC_ALL=C sort "$file" >"$name.sorted"
done
clean "torn documents" pipe "$TMP/torn"
[ -d tests/golden ] && clean "golden cases" pipe tests/golden
tests/hostile "$TMP/hostile" && clean "hostile files" pipe "$TMP/hostile"
"$UNIT/generate" -n 150 "$TMP/made" && clean "made reports" pipe "$TMP/made"
head -c 3000 "$TMP/n" >"$TMP/cut"
clean "a stream cut short" "$BIN/load" "$TMP/cut.db" "$TMP/cut"
clean "jixiao ingest" "$BIN/jixiao" ingest --quiet --db "$TMP/j.db" corpus
clean "jixiao table" "$BIN/jixiao" table --db "$TMP/j.db"
clean "jixiao status" "$BIN/jixiao" status --db "$TMP/j.db"
for folder in ../shared/reports ../shared/wild; do
	if [ -d $folder ]; then
		clean "$folder" pipe $folder
	else
		skip "$folder" "../shared not there"
	fi
done
