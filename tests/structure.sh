# What holds for the tree: who may include whom, and what no file may name.
. tests/tap

# foreign STAGE: includes of headers that stand in another stage's folder
foreign() {
	grep -Hn '^#include "' "$1"/*.[ch] 2>/dev/null |
	    sed 's/^\([^:]*:[0-9]*\):#include "\([^"]*\)".*/\1 \2/' |
	    while read -r where header; do
		case $header in */*) echo "$where $header" ;; esac
		[ -f "$1/$header" ] || [ -f "lib/$header" ] ||
		    echo "$where $header"
	done
}

for stage in lib extract normalize load jixiao; do
	is "$(foreign $stage)" "" "$stage includes only lib and itself"
done

files=$(git ls-files 2>/dev/null)
if [ -z "$files" ]; then
	skip "no file names a machine path" "not a git checkout"
	skip "only tests name ../shared" "not a git checkout"
else
	outside=$(echo "$files" | grep -v '^tests/structure.sh$')
	is "$(echo "$outside" | tr '\n' '\0' |
	    xargs -0 grep -lE '(^|[^[:alnum:]_.~-])/(work|root)/' \
	    2>/dev/null)" "" "no file names a machine path"
	is "$(echo "$outside" | grep -v '^tests/' | tr '\n' '\0' |
	    xargs -0 grep -lF '../shared' 2>/dev/null)" "" \
	    "only tests name ../shared"
fi

is "$(find lib extract normalize load jixiao tests -name '*.[ch]' -size +0 \
    -exec awk 'END { if (NR > 600) print FILENAME ": " NR }' {} \;)" "" \
    "no source is longer than 600 lines"
is "$(awk 'END { print NR < 150 }' Makefile)" 1 "the Makefile is short"
