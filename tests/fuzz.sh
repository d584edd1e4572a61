# Each fuzz target for a short while, from seeds; the number reader, which sees
# whatever people print, for a minute. SECONDS_EACH: how long each instead; SEED: another way
# through the inputs (0: by chance) than the one that every test run takes.
. tests/tap
set -- tests/fuzz/*.c
if [ ! -f "$1" ]; then
	skip "fuzz targets" "none are there"
	exit 0
fi
make --no-print-directory MODE=fuzz fuzzers >"$TMP/make" 2>&1
status=$?
ok $status "the fuzz targets build"
[ $status = 0 ] || { tail -n 20 "$TMP/make" | sed 's/^/# /'; exit 1; }

for source; do
	name=$(basename "$source" .c)
	case $name in
	reader) each=${SECONDS_EACH:-60} ;;
	*) each=${SECONDS_EACH:-5} ;;
	esac
	mkdir -p "$TMP/$name"
	# Seeds beside the target, and what crashed it once, else documents.
	seeds=corpus
	[ -d tests/fuzz/seeds/$name ] && seeds=tests/fuzz/seeds/$name
	[ $name = extract ] && seeds="$seeds corpus"
	dictionary=
	[ -f tests/fuzz/$name.dict ] && dictionary=-dict=tests/fuzz/$name.dict
	# shellcheck disable=SC2086
	build/fuzz/$name -seed="${SEED:-1}" -max_total_time="$each" -timeout=10 -rss_limit_mb=1024 \
	    -max_len=16384 -close_fd_mask=3 -artifact_prefix="$TMP/" \
	    $dictionary \
	    "$TMP/$name" $seeds >"$TMP/log" 2>&1
	status=$?
	runs=$(sed -n 's/^Done \([0-9]*\) runs.*/\1/p' "$TMP/log")
	ok $status "$name: ${runs:-?} runs"
	[ $status = 0 ] || grep -A 14 'ERROR:\|runtime error:' "$TMP/log" |
	    head -n 20 | sed 's/^/# /'
done
