# The examples in README.md for cron, logrotate and systemd, tried.
. tests/tap

# block NAME: the block of README.md behind <!-- NAME -->
block() {
	awk -v name="<!-- $1 -->" '
	$0 == name { want = 1; next }
	/^```/ && inside { exit }
	/^```/ && want { inside = 1; next }
	inside { print }' README.md
}

if [ -z "$(block crontab)" ]; then
	skip "examples for cron and systemd" "README.md has none"
	exit 0
fi
mkdir "$TMP/build" "$TMP/srv" "$TMP/units"
cp -R corpus "$TMP/srv/reports"
ln -s "$BIN/jixiao" "$BIN/extract" "$BIN/normalize" "$BIN/load" "$TMP/build"

# here: the paths of the examples as they are in this test
here() {
	sed "s,/opt/jixiao/build,$BIN,g; s,/srv/jixiao,$TMP/srv,g
	    s,/srv/reports,$TMP/srv/reports,g; s,/var/log,$TMP,g
	    s,/srv/www,$TMP,g"
}

# What cron does: five fields, then a command, \% for %, little environment.
block crontab | here >"$TMP/crontab"
is "$(grep -vE '^[A-Z]+=|^([0-9*]+ +){5}/' "$TMP/crontab")" "" \
    "each line of the crontab has five fields and a command"
# job N: runs the Nth command of the crontab
job() {
	grep -v '^[A-Z]*=' "$TMP/crontab" | sed -n "${1}p" |
	    awk '{ for (i = 0; i < 5; i++) sub(/^[^ ]+ +/, ""); print }' |
	    sed 's/\\%/%/g' >"$TMP/job"
	(cd "$TMP" && env -i HOME="$TMP" SHELL=/bin/sh PATH=/usr/bin:/bin \
	    JIXIAO_RULES="$JIXIAO_RULES" /bin/sh -c "$(cat job)") \
	    >"$TMP/mail" 2>&1
}
for n in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
	: >"$TMP/srv/reports/empty-$n.txt"
done
job 1
ok $((!$(wc -c <"$TMP/mail"))) \
    "there are more rejects than 5 %: cron mails it"
grep -q 'nothing was committed' "$TMP/mail" && cmp -s "$TMP/mail" "$TMP/jixiao.log"
ok $? "the mail says so, and the log has the same"
for bad in $("$BIN/extract" --quiet "$TMP/srv/reports" 2>&1 >/dev/null |
    sed -n 's/^extract: \([^:]*\): error: .*/\1/p'); do
	rm -f "$bad"
done
rm -f "$TMP/srv/reports/bad-bytes.txt"
job 1
is "$(cat "$TMP/mail")" "" "without them cron has nothing to mail"
job 2
is "$(cat "$TMP/mail")" "" "status neither"
echo >>"$TMP/srv/reports/lingling-2022-department.txt"
job 2
grep -q 'waiting' "$TMP/mail"
ok $? "but it does where a file waits"

for unit in jixiao.service jixiao.timer jixiao-mail.service; do
	block $unit | here >"$TMP/units/$unit"
done
sed -i 's/^User=.*/User=root/' "$TMP/units/jixiao.service"
if command -v systemd-analyze >/dev/null; then
	complaints=$(systemd-analyze verify "$TMP"/units/* 2>&1 |
	    grep "$TMP/units\|jixiao")
	is "$complaints" "" "systemd takes the units"
	systemd-analyze calendar "$(sed -n 's/^OnCalendar=//p' \
	    "$TMP/units/jixiao.timer")" | grep -q 'Next elapse'
	ok $? "and the timer elapses"
else
	skip "systemd takes the units" "systemd-analyze is not there"
fi
sed -n 's/^ExecStart=//p' "$TMP/units/jixiao.service" | sed 's/%%/%/g' >"$TMP/job"
(cd "$TMP" && /bin/sh -c "$(cat job)") >"$TMP/journal" 2>&1
is $? 0 "the command of the unit"
is "$(sqlite3 "$TMP/warehouse.db" 'PRAGMA integrity_check')" ok \
    "leaves a snapshot"
if command -v logrotate >/dev/null; then
	block logrotate | here >"$TMP/rotate"
	logrotate --debug "$TMP/rotate" >"$TMP/out" 2>&1
	ok $? "logrotate takes its lines"
else
	skip "logrotate takes its lines" "logrotate is not there"
fi
