# What all programs have in common on their command lines.
. tests/tap
cd "$TMP" || exit 70

for program in extract normalize load jixiao; do
	db=
	[ $program = jixiao ] && db="status --db w.db"
	# wrong ARGUMENTS MESSAGE: wrong usage says so, then how it is used
	wrong() {
		# shellcheck disable=SC2086
		timeout 20 "$BIN/$program" $db $1 </dev/null >out 2>err
		is "$?$(cat out)" 64 "$program $1: wrong usage"
		is "$(sed '1!d' err)" "$program: error: $2" "it says: $2"
		is "$(sed '2s/ .*//;2!d' err)" "usage:" "and shows the usage"
	}
	wrong --nothing 'unknown option --nothing'
	wrong -x 'unknown option -x'
	wrong --rules '--rules wants a value'
	wrong --rules= '--rules wants a folder'
	wrong --quiet=3 '--quiet takes no value'
	timeout 20 "$BIN/$program" --help >out 2>err
	is "$?$(cat err)$(sed '1s/ .*//;1!d' out)" 0usage: "$program --help"
	tail -n 1 out | grep -q "See $program(1)"
	ok $? "names its page"
	is "$(sed '/^$/q' out | grep -o -- '--[a-z-]*' | sort -u)" \
	    "$(sed '1,/^$/d' out | sed -n 's/^  \(--[a-z-]*\).*/\1/p' |
	        sort)" "says what each option of the usage does"
	timeout 20 "$BIN/$program" --version >out 2>err
	is "$?$(cat err)$(sed 's/[0-9][0-9.]*$/N/' out)" "0$program N" \
	    "$program --version"
	for what in --help --version; do
		timeout 20 "$BIN/$program" $what >/dev/full 2>err
		is $? 74 "$program $what into a full disk: status 74"
	done
done

program=extract db=
wrong '--jobs 0 x' '--jobs wants a whole number from 1 to 16, not “0”'
wrong '--layout none x' "no layout is named none; there are $(
    "$BIN/extract" --layout none x 2>&1 | sed -n '1s/.*there are //p')"
wrong '--encoding none x' 'no encoding is named none'
wrong '' 'what is to be read?'
program=normalize
wrong file 'normalize reads standard input, not “file”'
program=load
wrong '' 'which warehouse?'
wrong '--max-rejects nan w.db' '--max-rejects wants N or N%, not “nan”'
wrong '--check-rules w.db' '--check-rules reads no stream'
program=jixiao
is "$("$BIN/jixiao" table --help | sed -n 's/^  \(--[a-z]*\).*/\1/p')" \
    "$(printf '%s\n' --db --year --help --quiet --rules --version)" \
    "a command's --help says what that command takes"
wrong 'status --db w.db --year 2020' '--year is not an option of this command'
wrong 'table --db w.db --year 99999' \
    '--year wants a whole number from 1 to 9999, not “99999”'
wrong 'table --db=' '--db wants the name of a file'
wrong 'status --db w.db --max-age inf' '--max-age wants hours, not “inf”'
