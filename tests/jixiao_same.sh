# Night after night, files are added, changed, moved, deleted and packed, checks
# and patterns are changed: the warehouse says what one would that is made today
# from the files that are there, read in the same order.
# STEPS: nights; SEED: other ones.
. tests/tap
steps=${STEPS:-14}
seed=${SEED:-1}
same=$PWD/tests/same.sql
corpus=$PWD/corpus
cp -R "$JIXIAO_RULES" "$TMP/rules"
JIXIAO_RULES=$TMP/rules
mkdir "$TMP/in" "$TMP/in/a"
cd "$TMP" || exit 70

# contents WAREHOUSE
contents() {
	sqlite3 -bail "$1" <"$same" >query
	sqlite3 -bail "$1" <query 2>&1 | sort
}

# document SEED: a form, a report in prose, or one of a whole department, of few
# units, projects and years, so that they meet
document() {
	awk -v seed="$1" '
	function one(words, list) {
		return list[1 + int(rand() * split(words, list, " "))]
	}
	BEGIN {
		srand(seed)
		kind = rand()
		unit = one("承德县教育局 巨鹿县水利局 零陵区民政局")
		year = one("2022 2023 2024")
		budget = one("1 10 10 100 1000") * one("1 1 1.5")
		spent = budget * one("0.5 0.9 1 1 1.2")
		funds = "| 年度资金总额 | " budget " | " budget " | " spent \
		    " | 10 | " one("50 90 100") "% | " one("9 10 11") " |"
		head = "（万元） | 年初预算数 | 全年预算数 | 全年执行数" \
		    " | 分值 | 执行率 | 得分 |"
		if (kind < 0.2) {
			print year "年度部门整体支出绩效自评表"
			print "| 部门名称 | " unit " |"
			print "| 预算执行情况" head
			print funds
			exit
		}
		if (kind < 0.35) {
			project = one("校舍维修 饮水工程")
			print unit year "年" project "项目支出绩效自评报告"
			print "一、项目概况"
			print project "项目全年预算数" budget \
			    "万元，全年执行数" spent "万元。"
			exit
		}
		for (n = one("1 1 1 2"); n > 0; n--) {
			print year "年度项目支出绩效自评表"
			print "| 项目名称 | " one("校舍维修 饮水工程 低保补助") \
			    " | 项目编码 | " one("/ / 13082122P00000000000") " |"
			print "| 主管部门 | " one("承德县教育局 承德县人民政府" \
			    " 巨鹿县水利局") " | 实施单位 | " unit " |"
			print "| 项目资金" head
			print funds
			print "| 一级指标 | 二级指标 | 三级指标 | 年度指标值" \
			    " | 实际完成值 | 分值 | 得分 |"
			print "| 产出指标 | 数量指标 | 修缮数量 | ≥5个 | " \
			    one("4 5") "个 | " one("50 90") " | 50 |"
		}
	}'
}

# number BELOW: by chance, from 0
number() {
	seed=$(((seed * 1103515245 + 12345) % 2147483648))
	number=$((seed / 4096 % $1))
}

# pick: one of the files, in $picked
pick() {
	find in -type f | LC_ALL=C sort >files
	files=$(wc -l <files)
	number "$files"
	picked=$(sed -n "$((number + 1))p" files)
}

write() {
	number 6
	if [ $number = 0 ]; then
		# A real form, not of the folder's alone.
		number "$(ls "$corpus"/*2023*.txt | wc -l)"
		ls "$corpus"/*2023*.txt | sed -n "$((number + 1))p" |
		    xargs cat >"$1"
	else
		document $seed >"$1"
	fi
}

# pack: a member of an archive comes, changes or goes. Each has units of its own:
# one that stays the same is not read again with the others, so that their order
# is not that of an archive that is read today.
pack() {
	number 2
	of=$number
	archive=in/z$of.zip
	number 3
	if [ $number = 0 ] && [ -f $archive ]; then
		zip -q -d $archive "*[02].txt" >zipped 2>&1
		[ -f $archive ] && return
	fi
	number 4
	member=m$number.txt
	document $seed | sed "s/县\|区/&第$of$number/g" >$member
	zip -q -X $archive $member
}

# change_pattern: one of extract's, taken away or as another; if all is well
change_pattern() {
	number 3
	file=rules/extract/$(echo labels prose labels |
	    cut -d ' ' -f $((number + 1))).rules
	cp "$file" before
	awk -v seed=$seed '
	/^(is|has) / { at[++n] = NR }
	{ line[NR] = $0 }
	END {
		srand(seed)
		it = at[1 + int(rand() * n)]
		other = line[at[1 + int(rand() * n)]]
		sub(/^(is|has) +/, "", other)
		gone = rand() < 0.5
		for (i = 1; i <= NR; i++)
			if (i != it) print line[i]
			else if (!gone) print line[i] "|" other
	}' before >"$file"
	"$BIN/extract" --quiet "$corpus/julu-2024-targets.txt" >probe 2>&1
	[ $? -le 1 ] || cp before "$file"
}

# happen: something
happen() {
	number 20
	done="$done $number"
	case $number in
	[0-6]) n=$((n + 1)); write "in/a/f$n.txt" ;;
	[789] | 1[01]) pick; case $picked in *.txt) write "$picked" ;; esac ;;
	1[23]) pick; rm "$picked" ;;
	14) pick; n=$((n + 1)); mv "$picked" "in/moved$n.${picked##*.}" ;;
	1[567]) pack ;;
	18) sed -i "0,/printf('/s//printf('so: /" rules/load/checks/budget_jump.sql ;;
	19) change_pattern ;;
	esac
}

# read_order: the files as the warehouse read them, then those it has nothing of
read_order() {
	{
		sqlite3 w.db "SELECT path FROM document
		    WHERE status <> 'superseded' ORDER BY document_id"
		find in -type f
	} | sed 's/!.*//' | awk '!seen[$0]++'
}

n=0
write in/first.txt
write in/second.txt
step=0
while [ $step -lt "$steps" ]; do
	step=$((step + 1))
	done=
	number 4
	times=$((number + 1))
	while [ $times -gt 0 ]; do
		happen
		times=$((times - 1))
	done
	timeout 60 "$BIN/jixiao" ingest --quiet --prune --db w.db in >out 2>&1
	[ $? -le 1 ] || cat out >&2
	rm -f fresh.db*
	read_order | xargs -d '\n' timeout 60 "$BIN/jixiao" ingest --quiet \
	    --db fresh.db >out 2>&1
	[ $? -le 1 ] || [ $? = 123 ] || cat out >&2
	contents w.db >again
	contents fresh.db >anew
	[ -s anew ] && cmp -s anew again
	ok $? "night $step (what happened:$done): as if made today"
	cmp -s anew again || diff anew again | cut -c 1-300 | sed 's/^/# /;8q'
done
