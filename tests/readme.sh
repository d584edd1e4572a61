# The examples in README.md do what they say.
#
# A ```sh block behind a line `<!-- test -->` is run, block after block, in one
# empty folder beside which build, corpus and rules seem to stand. A ```text (or
# any) block behind `<!-- output -->` is what the block before it must print.
. tests/tap
[ -f README.md ] || { skip "examples in README.md" "it is not there"; exit 0; }

mkdir "$TMP/home" "$TMP/blocks"
ln -s "$BIN" "$TMP/home/build"
for folder in corpus rules tests README.md; do
	ln -s "$PWD/$folder" "$TMP/home/$folder"
done
awk -v to="$TMP/blocks" '
/^<!-- test -->/ { want = "run"; next }
/^<!-- output -->/ { want = "out"; next }
/^```/ && inside { inside = 0; close(file); next }
/^```/ && want {
	if (want == "run") { n++; line[n] = NR }
	file = sprintf("%s/%03d.%s", to, n, want)
	inside = 1
	want = ""
	print NR > (file ".line")
	printf "" > file
	next
}
inside { print > file; next }
NF { want = "" }
' README.md

set -- "$TMP"/blocks/*.run
[ -f "$1" ] || skip "examples in README.md" "none is marked for test"
for block; do
	[ -f "$block" ] || continue
	line=$(cat "$block.line")
	(cd "$TMP/home" && unset JIXIAO_RULES &&
	    timeout 120 bash -e -o pipefail "$block") \
	    >"$TMP/out" 2>"$TMP/err" </dev/null
	status=$?
	ok $status "README.md:$line: the example runs"
	[ $status = 0 ] || sed 's/^/# /' "$TMP/err" | head -n 10
	expected=${block%.run}.out
	[ -f "$expected" ] || continue
	is "$(cat "$TMP/out")" "$(cat "$expected")" \
	    "README.md:$line: and prints what stands below it"
done
for command in 'make run' 'make test'; do
	grep -q "$command" README.md
	ok $? "README.md tells of $command"
done
