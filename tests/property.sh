# Facts, laid out as a form, printed in a layout: the same facts come back.
# COUNT: reports for each form and layout (default 40). SEED: another archive.
. tests/tap
COUNT=${COUNT:-40}
SEED=${SEED:-1}

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

for form in project transfer target sichuan; do
	for layout in tabs tab-cells pipes pipe-cells html aligned \
	    blank-cells; do
		differ $form $layout >"$TMP/diff"
		made=$(wc -l <"$TMP/$form-$layout.made")
		[ ! -s "$TMP/diff" ]
		ok $? "$form in $layout: $COUNT reports, $made facts"
		[ -s "$TMP/diff" ] || continue
		echo "# $(grep -c '^<' "$TMP/diff") facts missing or wrong," \
		    "$(grep -c '^>' "$TMP/diff") not in the report:"
		head -n "${SHOW:-12}" "$TMP/diff" | sed 's/^/# /'
	done
done
