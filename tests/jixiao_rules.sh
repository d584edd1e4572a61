# Changed rules: what they apply to is read again, and only that; what comes of
# it is what reading everything anew would have given.
. tests/tap
same=$PWD/tests/same.sql
changes=${CHANGES:-12} # random ones
mkdir "$TMP/in"
for file in corpus/*.txt corpus/*.html corpus/*.md corpus/townships-gbk.zip; do
	[ "$file" = corpus/README.md ] || cp "$file" "$TMP/in"
done
cp -R "$JIXIAO_RULES" "$TMP/rules"
cp -R "$JIXIAO_RULES" "$TMP/kept"
JIXIAO_RULES=$TMP/rules
cd "$TMP" || exit 70

ingest() {
	timeout 60 "$BIN/jixiao" ingest --db "$@" >out 2>err
	# 1: some of the corpus is not to be read.
	[ $? -le 1 ] || cat err >&2
}

# contents WAREHOUSE: what it says, whatever its numbers
contents() {
	sqlite3 -bail "$1" <"$same" >query
	sqlite3 -bail "$1" <query 2>&1 | sort
}

# same WHAT: the warehouse says what one from nothing says
same() {
	rm -f fresh.db*
	ingest fresh.db in
	contents fresh.db >fresh
	contents w.db >again
	cmp -s fresh again
	ok $? "$1: as if all were read anew"
	cmp -s fresh again || diff fresh again | sed 's/^/# /;6q'
}

# outdated: how many files the last run read by other rules
outdated() {
	sed -n 's/.* \([0-9]*\) to read again by other rules.*/\1/p' out
}

ingest w.db in
files=$(find in -type f | wc -l)
same "the first run"

echo '# a comment' >>rules/extract/labels.rules
sed -i '/^ok /d' rules/extract/prose.rules
ingest w.db in
is "$(outdated)" "" "a comment, or examples that go, make nothing be read again"
ingest w.db in
is "$(sqlite3 w.db 'SELECT count(DISTINCT rules) FROM source;
    SELECT count(DISTINCT rules) FROM rule_file' | tr '\n' ' ')" "1 1 " \
    "all files count as read by these rules, and those before are forgotten"

# What is not read again without decoding it: other encodings, archives, &#24180;
beyond=$(for file in in/*; do
	iconv -f UTF-8 -t UTF-8 "$file" >/dev/null 2>&1 &&
	    ! { grep -q '&' "$file" && grep -q '#' "$file"; } || echo "$file"
done | wc -l)
# A word that one document has.
cat >in/ravine.txt <<-EOF
	项目支出绩效自评表
	| 项目名称 | 峪口修桥 | 罕见牵头处 | 丁县水利局 |
	| 年度资金总额 | 12.00 | 11.00 | 10.00 |
EOF
ingest w.db in
sed -i '/^\[pair unit\]/a is    罕见牵头处' rules/extract/labels.rules
timeout 60 "$BIN/jixiao" status --db w.db in >out
grep -q "$((beyond + 1)) read by other rules" out
ok $? "a new word: the document that has it waits, and what is beyond a look"
ingest w.db in
is "$(outdated)" $((beyond + 1)) "and is read again"
is "$(sqlite3 w.db "SELECT unit FROM report JOIN document USING (document_id)
    WHERE path = 'in/ravine.txt' AND status = 'current'")" 丁县水利局 \
    "by the new rule"
same "a new word"
sed -i '/^is    罕见牵头处/d' rules/extract/labels.rules
ingest w.db in
is "$(outdated)" $((beyond + 1)) "the word goes: what it was read in is read again"
same "a word that goes"

# everything CHANGE: a sed command on a file after which all is read again
everything() {
	sed -i "$2" "rules/$1"
	ingest w.db in
	is "$(outdated)" $((files + 1)) "$1, $2: all is read again"
}
everything normalize/stop.rules '$a words 某某某'
everything load/settle.sql '$a -- more'
everything extract/labels.rules '/^\[pair unit\]/,/^$/s/^type .*/type  code/'
everything extract/prose.rules '0,/^\[cue /s/^\(\[cue .*\)\]/\1_more]/'
same "changes that may apply to anything"

# --- checks: nothing is read, all is looked at ---

# checked CHANGE WHAT: a sed command on a check, and what it changes
checked() {
	sed -i "$1" rules/load/checks/weights_sum.sql
	ingest w.db in
	is "$(outdated)" "" "$2: nothing is read again"
	same "$2"
}
found() {
	sqlite3 w.db "SELECT count(*) FROM finding WHERE rule = '$1'
	    AND mended_run IS $2"
}
before=$(found weights_sum NULL)
[ "$before" -gt 0 ]
ok $? "there are findings of a check"
checked 's/^-- severity: .*/-- severity: notice/' "another severity"
is "$(sqlite3 w.db "SELECT DISTINCT severity FROM finding
    WHERE rule = 'weights_sum' AND mended_run IS NULL")" notice "it is that of old findings, too"
checked 's/^-- severity: .*/-- severity: error/' "and back"
checked '0,/^FROM /s/^FROM .*/& /;s/printf(./&less /' "another message"
is "$(found weights_sum NULL) $(($(found weights_sum 'NOT NULL') >= before))" \
    "$before 1" "the old findings are mended"
mv rules/load/checks/weights_sum.sql .
ingest w.db in
same "a check less"
is "$(outdated) $(found weights_sum NULL)" " 0" "its findings are no more"
mv weights_sum.sql rules/load/checks
ingest w.db in
same "a check more"
is "$(outdated) $(found weights_sum NULL)" " $before" "what is there is checked"
runs=$(sqlite3 w.db 'SELECT sum(findings) FROM run')
ingest w.db in
is "$(sqlite3 w.db 'SELECT sum(findings) FROM run')" "$runs" "once"

# --- rules that lack what the programs look for ---

cp -R rules lacking
awk '/^\[/ { gone = /self_evaluation_narrative/ } !gone' \
    rules/extract/forms.rules >lacking/extract/forms.rules
"$BIN/extract" --quiet --rules lacking in/dabu-2021-narrative.txt >out 2>err
is "$?$(cat err)$(grep -c '"unknown"' out)" 01 \
    "a report of a form that no rule names is of an unknown kind"

# --- random changes of patterns ---

# change SEED: one pattern line of extract, changed, doubled, or taken away, or
# the whole rule that it stands in
change() {
	file=rules/extract/$(awk -v seed="$1" 'BEGIN { srand(seed)
		split("labels prose labels layout noise labels", f)
		print f[1 + int(rand() * 6)] }').rules
	awk -v seed="$1" '
	/^\[/ { rule = NR }
	/^(is|has) / { at[++n] = NR }
	{ line[NR] = $0; of[NR] = rule }
	END {
		srand(seed + 1000)
		it = at[1 + int(rand() * n)]
		what = int(rand() * 5)
		other = line[at[1 + int(rand() * n)]]
		sub(/^(is|has) +/, "", other)
		for (i = 1; i <= NR; i++) {
			if (i == it && what == 0) continue
			if (of[i] == of[it] && what == 4) continue
			if (i == it && what == 1) line[i] = line[i] "|" other
			if (i == it && what == 2) print "is    " other
			if (i == it && what == 3) gsub(/[?]/, "", line[i])
			print line[i]
		}
	}' "$file" >changed && cat changed >"$file"
}

seed=${SEED:-1}
last=$((seed + changes))
tried=0
while [ "$seed" -lt $last ]; do
	cp -R rules before
	change "$seed"
	seed=$((seed + 1))
	"$BIN/extract" --quiet --rules rules in/ravine.txt >out 2>&1
	if [ $? -eq 78 ]; then
		rm -rf rules
		mv before rules
		continue
	fi
	rm -rf before
	tried=$((tried + 1))
	ingest w.db in
	same "change $((seed - 1)) ($(outdated) of $((files + 1)) read)"
done
[ $tried -gt 0 ]
ok $? "$tried random changes were rules"
