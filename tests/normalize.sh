# The stage normalize: streams in and out, and streams that are not whole.
. tests/tap
normalize=$BIN/normalize
data=tests/data/normalize

# run: what stands in the run's records changes with any rule
plain() {
	grep -v '"rules_normalize"' | sed 's/^"trailer".*/"trailer"/'
}

"$normalize" <$data/in.csv >"$TMP/out"
is $? 0 "a whole stream ends with 0"
plain <"$TMP/out" >"$TMP/plain"
diff -u $data/out.csv "$TMP/plain" >"$TMP/diff"
status=$?
ok $status "each record has its value, unknown columns pass through"
[ $status = 0 ] || sed 's/^/# /' "$TMP/diff"
is "$(grep -c '"rules_normalize"' "$TMP/out")" 1 \
    "the run says which rules read the values"
"$normalize" <"$TMP/out" >"$TMP/again"
is $? 0 "its own output is a stream too"
is "$(plain <"$TMP/again" | cksum)" "$(cksum <"$TMP/plain")" \
    "values that are there already are read again, alike"

size=$(wc -c <$data/in.csv)
failed=0
written=0
cut=0
for n in $(seq 0 97 "$size"); do
	head -c "$n" $data/in.csv | "$normalize" >"$TMP/cut" 2>"$TMP/err"
	[ $? = 65 ] || failed=$((failed + 1))
	grep -q '^"trailer"' "$TMP/cut" && written=$((written + 1))
	cut=$((cut + 1))
done
is "$failed" 0 "$cut streams cut short all end with 65"
is "$written" 0 "none of them comes out with a trailer"
is "$(grep -c '^normalize: stream:[0-9]*: error: ' "$TMP/err")" 1 \
    "the message says where the stream breaks off"

{ cat $data/in.csv; echo '"run",,,,"version","1"'; } |
    "$normalize" >/dev/null 2>&1
is $? 65 "records behind the trailer end with 65"
printf 'a,b\n1,2\n' | "$normalize" >/dev/null 2>&1
is $? 65 "another header ends with 65"
"$normalize" </dev/null >/dev/null 2>&1
is $? 65 "an empty stream ends with 65"
if [ -e /dev/full ]; then
	"$normalize" <$data/in.csv >/dev/full 2>"$TMP/err"
	is $? 74 "a full disk ends with 74"
	is "$(grep -c 'cannot write' "$TMP/err")" 1 "and says so"
	echo 3万 | "$normalize" --text >/dev/full 2>"$TMP/err"
	is $? 74 "a full disk ends with 74, with --text too"
else
	skip "a full disk" "no /dev/full here"
fi
"$normalize" <. >/dev/null 2>&1
is $? 74 "input that cannot be read ends with 74"
"$normalize" --nonsense >/dev/null 2>&1
is $? 64 "an unknown option ends with 64"
"$normalize" extra >/dev/null 2>&1
is $? 64 "an argument ends with 64"

mkdir -p "$TMP/bad/normalize"
# wrong NAME TEXT: rules that are refused
wrong() {
	printf '%b' "$2" >"$TMP/bad/normalize/a.rules"
	"$normalize" --rules "$TMP/bad" --text </dev/null >/dev/null 2>"$TMP/err"
	is $? 78 "$1"
	[ -s "$TMP/err" ]
	ok $? "$1: there is a message"
}
wrong "a word with two values" \
    '[digit one]\nvalue 1\nwords x\n[digit two]\nvalue 2\nwords x\n'
wrong "a mark that is none" '[mark nonsense]\nwords x\n'
wrong "three characters are no pair" '[character a]\npairs abc\n'
wrong "a unit without a base" '[unit a]\nkind money\nwords x\n'
wrong "a unit without words" '[unit a]\nkind money\nbase x\n'
wrong "a larger unit that is none" '[unit a]\nkind money\nbase x\nof y\nwords x\n'
printf '[digit one]\nvalue 1\nwords x\n[digit two]\nvalue 2\nwords a\tx\n[mark no]\nwords b\n' \
    >"$TMP/bad/normalize/a.rules"
"$normalize" --rules "$TMP/bad" --check-rules 2>&1 | sed 's/.*a\.rules/a.rules/; s/one of:.*/one of: .../' >"$TMP/err"
is "$(cat "$TMP/err")" \
    'a.rules:6:9: error: `x` has such a role already, with another meaning
    words a x
            ^
a.rules:7:7: error: there is no mark "no"; expected one of: ...
    [mark no]
          ^' "mistakes are said with their places, all in one run"
printf '[counter a]\nwords x\n[example a]\nreads 3x => nothing\n' \
    >"$TMP/bad/normalize/a.rules"
"$normalize" --rules "$TMP/bad" --check-rules 2>"$TMP/err"
is $? 78 "an example that is read otherwise ends with 78"

is "$(printf '3万\n\n≥95%%\n' | "$normalize" --text)" \
    'line,kind,text,op,value,high,unit
1,number,3万,=,30000,,
3,percent,≥95%,>=,95,,%' "--text gives CSV with line numbers"
is "$(printf '3万' | "$normalize" --text | tail -n 1)" \
    '1,number,3万,=,30000,,' "--text reads a last line without its end"
is "$(printf '7~8元\r\n"5,5"元\r\n' | "$normalize" --text | tail -n 3)" \
    '1,money,7~8元,range,7,8,元
2,number,5,=,5,,
2,number,5,=,5,,' "--text takes lines that end in CR LF"
is "$(head -c 60000 /dev/zero | tr '\0' 7 | "$normalize" --text \
    2>"$TMP/err" | cut -d , -f 1,2,5 | tail -n +2)" '1,number,' \
    "a line of so many digits has no value"
is "$(cat "$TMP/err")" \
    "normalize: input:1: warning: a figure is too long to have a value" \
    "and the message says why"
is "$({ head -c 3000000 /dev/zero | tr '\0' 7; echo ' 5人'; echo 6人; } |
    "$normalize" --text 2>"$TMP/err" | tail -n +2)" '1,quantity,5人,=,5,,人
2,quantity,6人,=,6,,人' "three million digits are left out up to a blank"
is "$(grep -c 'input:1: warning: no white space' "$TMP/err")" 1 \
    "and the message says so, once"
is "$(awk 'BEGIN { for (i = 0; i < 40000; i++) printf "支出3元。" }' |
    "$normalize" --text | tail -n +2 | uniq -c | tr -s ' ')" \
    " 40000 1,money,3元,=,3,,元" "a long line is read whole, piece by piece"
