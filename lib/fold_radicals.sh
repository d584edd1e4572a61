#!/bin/sh
# Makes fold_radicals.h from Unicode's EquivalentUnifiedIdeograph.txt:
#     lib/fold_radicals.sh /usr/share/unicode/EquivalentUnifiedIdeograph.txt \
#         > lib/fold_radicals.h
# The file is in Debian's package unicode-data.
set -eu
file=${1:?usage: fold_radicals.sh EquivalentUnifiedIdeograph.txt}
version=$(sed -n '1s/^# \(.*\)\.txt$/\1/p' "$file")
cat <<END
/*
 * $version: radicals and strokes, and the unified
 * ideograph that each looks like. Made by fold_radicals.sh; do not edit.
 *
 * Copyright (C) 1991-2022 Unicode, Inc. All rights reserved. Distributed under
 * the Terms of Use in https://www.unicode.org/copyright.html.
 */
/* clang-format off */
END
sed -n 's/^\([0-9A-F.]*\)  *; \([0-9A-F]*\) .*/\1 \2/p' "$file" |
while read -r from to; do
	last=$((0x${from##*..}))
	c=$((0x${from%%..*}))
	while [ "$c" -le "$last" ]; do
		printf 'RADICAL(0x%04X, 0x%s)\n' "$c" "$to"
		c=$((c + 1))
	done
done
echo '/* clang-format on */'
