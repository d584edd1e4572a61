# Facts, laid out as a form, printed in a layout: the same facts come back.
# COUNT: reports for each form and layout (default 40). SEED: another archive.
. tests/tap
COUNT=${COUNT:-40}
forms="project transfer target sichuan department monitoring twenty sources"
SEED=${SEED:-1}
"$BIN/extract" --quiet README.md >/dev/null 2>&1
[ $? -le 1 ] || { ok 1 "extract runs"; exit 1; }

# differ FORM LAYOUT: how the facts that came back differ, `<` made, `>` read
differ() {
	folder=$TMP/$1-$2
	"$UNIT/generate" -f "$1" -l "$2" -n "$COUNT" -s "$SEED" \
	    -t "$folder.made" "$folder" || return
	"$BIN/extract" --quiet "$folder" >"$folder.x" 2>"$folder.err"
	"$BIN/normalize" --quiet <"$folder.x" >"$folder.n" 2>>"$folder.err"
	"$BIN/load" --quiet "$folder.db" "$folder.n" 2>>"$folder.err" || {
		cat "$folder.err"
		return
	}
	sqlite3 "$folder.db" <tests/property.sql | sort >"$folder.read"
	sort "$folder.made" >"$folder.sorted"
	diff "$folder.sorted" "$folder.read" | grep '^[<>]'
}

# same FORM LAYOUT: all facts come back
same() {
	differ "$1" "$2" >"$TMP/diff"
	made=$(wc -l <"$TMP/$1-$2.made")
	[ ! -s "$TMP/diff" ] && [ "$made" -gt 0 ]
	ok $? "$1 in $2: $COUNT reports, $made facts"
	[ -s "$TMP/diff" ] || return
	echo "# $(grep -c '^<' "$TMP/diff") facts missing or wrong," \
	    "$(grep -c '^>' "$TMP/diff") not in the report:"
	head -n "${SHOW:-6}" "$TMP/diff" | sed 's/^/# /'
}

for form in $forms; do
	for layout in tabs tab-cells pipes pipe-cells html aligned \
	    blank-cells; do
		same $form $layout
	done
done
same narrative tabs # it has no table

# Where the layout lost the cells, not every fact can come back; but no figure
# that comes back is one that the report does not state.
for form in $forms; do
	for layout in spaces run-on; do
		differ $form $layout >/dev/null
		folder=$TMP/$form-$layout
		grep -h '	funding\..*\|	total_\|	kind	' "$folder.read" |
		    sort >"$folder.some"
		comm -13 "$folder.sorted" "$folder.some" >"$TMP/wrong"
		comm -12 "$folder.sorted" "$folder.some" >"$TMP/right"
		[ ! -s "$TMP/wrong" ] && [ -s "$TMP/right" ]
		ok $? "$form in $layout: $(wc -l <"$TMP/right") figures, none wrong"
		[ -s "$TMP/wrong" ] || continue
		echo "# $(wc -l <"$TMP/wrong") figures that no report states:"
		head -n "${SHOW:-6}" "$TMP/wrong" | sed 's/^/# /'
	done
done
