# Documents in which all adds up have no finding; with one figure wrong they
# have those that it must give, and no other. See mutation.awk.
. tests/tap
mkdir "$TMP/d"
awk -v dir="$TMP/d" -f tests/mutation.awk </dev/null >"$TMP/expected"
"$BIN/extract" --quiet "$TMP/d" >"$TMP/x" 2>"$TMP/err" &&
    "$BIN/normalize" --quiet <"$TMP/x" >"$TMP/n" 2>>"$TMP/err" &&
    "$BIN/load" --quiet "$TMP/w.db" "$TMP/n" 2>>"$TMP/err"
ok $? "the documents are read"
cat "$TMP/err"
sqlite3 -separator '	' "$TMP/w.db" "
	SELECT replace(path, '$TMP/d/', ''), coalesce((
		SELECT group_concat(rule, ' ') FROM (SELECT DISTINCT rule
			FROM finding f JOIN report r USING (report_id)
			WHERE r.document_id = d.document_id ORDER BY rule)), '-')
	FROM document d" | sort >"$TMP/found"
sort "$TMP/expected" >"$TMP/sorted"
made=$(cut -f 1 "$TMP/expected" | sort -u | wc -l)
[ "$made" -ge 90 ]
ok $? "$made documents, each of another name"
for what in $(sed 's/-.*//' "$TMP/expected" | sort -u); do
	grep "^$what-" "$TMP/sorted" >"$TMP/1"
	grep "^$what-" "$TMP/found" >"$TMP/2"
	is "$(cat "$TMP/2")" "$(cat "$TMP/1")" "$what: $(wc -l <"$TMP/1") documents"
done
