# The same documents, as other programs and hands would have left them: other
# encodings, line ends, widths of characters and pages, what no eye sees between
# the characters, and in archives. The same facts come back. SHOW: how many that
# do not are shown (default 6).
. tests/tap
if [ ! -x "$BIN/extract" ]; then
	skip "distorted documents" "the programs are not built"
	exit 0
fi
tab=$(printf '\t')
in=$TMP/in
mkdir -p "$in/plain"
for file in corpus/*.txt corpus/*.md corpus/*.html ../shared/reports/*.txt; do
	case $file in
	*/README.md | */bad-bytes.txt | */doubled* | */empty.txt | \
	    */encoding-* | */mojibake.txt | '../shared/reports/*'*) ;;
	*) cp "$file" "$in/plain" ;;
	esac
done
cp -R "$in/plain" "$in/same"

# kept WAY: the documents that can be distorted so and stay what they are.
# Markup has signs of its own, text in columns its widths; the marks that
# document-sharing sites leave at the starts of lines come as they are.
kept() {
	for file in "$in"/plain/*; do
		case $1:$file in
		full-width*:*.html | full-width*:*/aligned-* | \
		    full-width*:*/putuo-* | full-width*:*/ocr-* | \
		    full-width*:*/fishing-* | full-width*:*/yinchuan-* | \
		    full-width*:*/sheet-commas.txt) ;;
		no-break:*.html | ideographic:*.html | unseen:*/dazu-*) ;;
		*) echo "$file" ;;
		esac
	done
}

ways='mark crlf cr separators trailing unseen soft-hyphens no-break
    ideographic full-width full-width-figures radicals traditional GBK GB18030
    Big5-HKSCS UTF-16LE UTF-16BE UTF-16,version=1'
for way in $ways; do
	mkdir "$in/$way"
	# shellcheck disable=SC2046
	"$UNIT/distort" "$way" "$in/$way" $(kept "$way") >/dev/null
done

# Archives, with names as Windows writes them, and archives in archives.
mkdir "$in/zip" "$in/tar.gz" "$in/xz" "$in/zst" "$in/nested" "$TMP/names"
gbk=$(printf '\261\250\270\346') # 报告
for file in "$in"/plain/*; do
	cp "$file" "$TMP/names/$gbk+${file##*/}"
done
(cd "$TMP/names" && zip -q -r "$in/zip/all.zip" .)
tar -C "$in/plain" -czf "$in/tar.gz/all.tar.gz" .
tar -C "$in/tar.gz" -cf "$TMP/outer.tar" all.tar.gz
(cd "$TMP" && zip -q "$in/nested/all.zip" outer.tar)
for file in "$in"/plain/*; do
	xz -c "$file" >"$in/xz/${file##*/}.xz"
	zstd -q -c "$file" >"$in/zst/${file##*/}.zst"
done

(cd "$in" && "$BIN/extract" --quiet -- *) >"$TMP/x" 2>"$TMP/err"
"$BIN/normalize" --quiet <"$TMP/x" >"$TMP/n" 2>>"$TMP/err"
"$BIN/load" --quiet "$TMP/w.db" "$TMP/n" 2>>"$TMP/err"
status=$?
ok $status "all are read"
[ $status = 0 ] || sed 's/^/# /' "$TMP/err" | tail -n 3
sqlite3 "$TMP/w.db" <tests/distort.sql >"$TMP/facts"
"$UNIT/distort" plain <"$TMP/facts" | sort >"$TMP/plain"

# facts WAY DOCUMENTS: of these documents, in the order of comm(1)
facts() {
	awk -F "$tab" -v OFS="$tab" -v way="$1" '
		FNR == NR { wanted[$1] = 1; next }
		$1 == way && $2 in wanted { $1 = ""; print }' "$2" "$TMP/plain"
}

for way in same $ways zip tar.gz xz zst nested; do
	case $way in
	zip | tar.gz | xz | zst | nested) ls "$in/plain" ;;
	*) ls "$in/$way" ;;
	esac >"$TMP/documents"
	facts plain "$TMP/documents" >"$TMP/wanted"
	facts "$way" "$TMP/documents" >"$TMP/read"
	comm -3 "$TMP/wanted" "$TMP/read" >"$TMP/differ"
	[ -s "$TMP/wanted" ] && [ ! -s "$TMP/differ" ]
	ok $? "$way: $(wc -l <"$TMP/documents") documents, $(wc -l <"$TMP/wanted") facts"
	head -n "${SHOW:-6}" "$TMP/differ" | sed 's/^/# /'
done
