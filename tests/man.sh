# Manual pages: well-formed, and their SYNOPSIS is what --help prints.
. tests/tap

# squash: one line, single blanks
squash() {
	tr -s ' \n\t' ' ' | sed 's/^ //; s/ $//'
}

# synopsis PAGE
synopsis() {
	mandoc -T utf8 -O width=200 "$1" | sed 's/.\x08//g' |
	    sed -n '/^SYNOPSIS/,/^DESCRIPTION/p' | sed '1d;$d' | squash
}

# usage PROGRAM: the lines that --help shows as usage
usage() {
	"$BIN/$1" --help | awk '
	/^usage:/ { on = 1; sub(/^usage:/, " ") }
	!/^[ \t]/ && !/^usage:|^ *or:/ { on = 0 }
	on { sub(/^ *or:/, ""); print }' | squash
}

set -- */*.1 */*.5
pages=0
for page; do
	[ -f "$page" ] || continue
	pages=$((pages + 1))
	complaints=$(mandoc -T lint -W warning "$page" 2>&1)
	is "$complaints" "" "$page is well-formed"
done
[ $pages -gt 0 ] || skip "manual pages" "none are there"

for program in extract normalize load jixiao; do
	page=$program/$program.1
	[ -f "$page" ]
	ok $? "$page is there"
	[ -f "$page" ] || continue
	is "$(usage $program)" "$(synopsis "$page")" \
	    "$program --help shows the SYNOPSIS"
	missing=
	for option in $("$BIN/$program" --help | sed -n 's/^  -\(-[a-z-]*\).*/\1/p'); do
		grep -q "^\.It Fl $option" "$page" || missing="$missing $option"
	done
	is "$missing" "" "$page says what each option does"
	for section in ENVIRONMENT 'EXIT STATUS' FILES DIAGNOSTICS EXAMPLES; do
		grep -q "^\.Sh $section" "$page"
		ok $? "$page has $section"
	done
done

page=$(mandoc -T utf8 -O width=200 normalize/normalize.1 | sed 's/.\x08//g')
missing=$(sed -n 's/.*\(silent(\|note = \|? \|: \)"\([^"]*\)".*/\2/p' normalize/cell.c |
    grep ' ' | while read -r note; do
	case $page in *"$note"*) ;; *) echo "$note" ;; esac
done)
is "$missing" "" "normalize/normalize.1 has each note on a figure"

# lacks PAGE WORD...: those that the page does not have
lacks() {
	page=$1
	shift
	for word; do
		grep -qw -e "$word" "$page" || printf '%s ' "$word"
	done
}
is "$(lacks extract/extract.1 $(
	sed -n '/^static const struct rule_kind kinds/,/^};/s/^\t{ "\([a-z]*\)".*/\1/p
	    /_attrs\[\] = {/,/^};/s/^\t{ "\([a-z]*\)", RULE_[A-Z]*, "\([a-z ]*\)".*/\1 \2/p
	    /_attrs\[\] = {/,/^};/s/^\t{ "\([a-z]*\)", RULE.*/\1/p' extract/lexicon.c
	sed -n 's/^\tF([A-Z_]*, *"\([a-z-]*\)".*/\1/p' extract/grid.h))" "" \
    "extract/extract.1 has each kind of rule, each key and word of it, each layout"
is "$(lacks normalize/normalize.1 $(
	sed -n 's/^\tKIND("\([a-z]*\)".*/\1/p' normalize/words.c))" "" \
    "normalize/normalize.1 has each kind of rule"
