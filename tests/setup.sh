# tests/setup: what it says where it may not install.
. tests/tap

tests/setup test >/dev/null 2>&1 # what is missing, if one may
tests/setup test >"$TMP/out" 2>&1
is "$? $(cat "$TMP/out")" "0 " "where nothing is missing it says nothing"
tests/setup nonsense >/dev/null 2>&1
is $? 64 "wrong usage: status 64"

# A PATH that has nothing but what a shell script needs.
mkdir "$TMP/bare"
for tool in sh cat id grep sed sort tr mktemp rm tail echo; do
	ln -s "$(command -v $tool)" "$TMP/bare/$tool"
done
bare() {
	env -i PATH="$TMP/bare" HOME="$TMP" "$@" </dev/null >"$TMP/out" 2>&1
}
bare tests/setup build
is $? 1 "not Debian: it stops"
grep -q 'libicu-dev.*libpcre2-dev' "$TMP/out"
ok $? "and names the packages"

printf '#!/bin/sh\n' >"$TMP/bare/dnf"
chmod +x "$TMP/bare/dnf"
bare tests/setup build
grep -q 'sudo dnf install .*libicu-devel' "$TMP/out"
ok $? "Fedora: it prints the command for dnf"
rm "$TMP/bare/dnf"

printf '#!/bin/sh\necho "$@" >>"%s/called"\n' "$TMP" >"$TMP/bare/apt-get"
printf '#!/bin/sh\necho 1000\n' >"$TMP/id"
chmod +x "$TMP/bare/apt-get" "$TMP/id"
ln -sf "$TMP/id" "$TMP/bare/id"
bare tests/setup build
is $? 1 "Debian, but not root and no sudo: it stops"
grep -q "su -c 'apt-get install -y .*libxml2-dev" "$TMP/out"
ok $? "and prints the exact command"
[ ! -e "$TMP/called" ]
ok $? "and has not tried to install"

printf '#!/bin/sh\nexit 1\n' >"$TMP/bare/sudo"
chmod +x "$TMP/bare/sudo"
bare tests/setup build
grep -q 'sudo apt-get install -y .*libxml2-dev' "$TMP/out"
ok $? "sudo that asks for a password: it prints the command"

printf '#!/bin/sh\n[ "$1" = -n ] && exit 0\nexec "$@"\n' >"$TMP/bare/sudo"
bare tests/setup build
grep -q '^install .*libxml2-dev' "$TMP/called"
ok $? "sudo without a password: it installs"

# Without a network: what apt-get says, the command, and an end.
printf '#!/bin/sh\necho "E: Temporary failure resolving" >&2\nexit 100\n' \
    >"$TMP/bare/apt-get"
bare tests/setup build
is $? 1 "without a network: it stops"
grep -q 'Temporary failure resolving' "$TMP/out"
ok $? "and says what apt-get said"
grep -q '^    sudo apt-get update && sudo apt-get install -y .*libxml2-dev' \
    "$TMP/out"
ok $? "and the command to try again"
printf '#!/bin/sh\nexit 0\n' >"$TMP/bare/apt-get"
bare tests/setup build
is "$?$(grep -c 'installing failed' "$TMP/out")" 11 \
    "where nothing was installed all the same it stops, too"
