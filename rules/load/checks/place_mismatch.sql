-- id: place_mismatch
-- severity: warning
-- says: The title, the department or the unit begins with the name of another place than that of the report.
-- tolerance: A place may lie in the other, or have become the other. Names that several places have tell nothing.
WITH words AS (
	SELECT report_id, 'title' AS what,
		ltrim(title, '0123456789年度附件表:：、.（）() ') AS text
	FROM fresh
	UNION ALL
	SELECT report_id, 'department', department FROM fresh
	UNION ALL
	SELECT report_id, 'unit', unit FROM fresh
), front AS (
	SELECT report_id, what, substr(text, 1, instr(text, tail)) AS name
	FROM words CROSS JOIN (SELECT '县' AS tail UNION ALL VALUES ('区'), ('市'), ('旗'))
	WHERE instr(text, tail) > 2
), single AS MATERIALIZED (
	SELECT name, min(coalesce(successor_code, region_code)) AS now
	FROM region WHERE level NOT IN ('group', 'zone')
	GROUP BY name
	HAVING count(DISTINCT coalesce(successor_code, region_code)) = 1
), pair AS (
	SELECT r.report_id, r.first_line AS line, f.what, f.name,
		g.region_code, g.name AS place, s.now AS other,
		coalesce(g.successor_code, g.region_code) AS now
	FROM front f CROSS JOIN single s USING (name)
		CROSS JOIN report r USING (report_id)
		CROSS JOIN region g ON g.region_code = r.region_code
	WHERE g.level <> 'zone' AND f.name <> g.name
)
SELECT report_id, line, place AS expected, name AS observed,
	printf('the %s names %s, but the report is of %s %s', what, name,
		region_code, place) AS message
FROM pair
-- A code that ends in 00 is of all places whose codes begin like it.
WHERE NOT (other LIKE replace(replace(now || '|', '0000|', '%'), '00|', '%')
	OR other = now
	OR now LIKE replace(replace(other || '|', '0000|', '%'), '00|', '%'))
GROUP BY report_id, what

-- pass: a county and its province, prefecture and former name; one of several of a name
INSERT INTO region (region_code, name, level, province, successor_code)
VALUES ('130000', '河北省', 'province', '河北省', NULL), ('130500', '邢台市', 'prefecture', '河北省', NULL),
	('130529', '巨鹿县', 'county', '河北省', NULL), ('130821', '承德县', 'county', '河北省', NULL),
	('130528', '巨野鹿县', 'former', '河北省', '130529'), ('110102', '西城区', 'county', '北京市', NULL),
	('330103', '西城区', 'county', '浙江省', NULL);
INSERT INTO report (report_id, document_id, ordinal, kind, region_code, title, department, unit, project_key)
VALUES (1, 1, 1, 'performance_target', '130529', '2023年巨鹿县绩效目标表', '邢台市教育局', '巨鹿县第一小学', 'a'),
	(2, 1, 2, 'performance_target', '130529', '西城区道路绩效目标表', '巨野鹿县水利局', '县水利局', 'b'),
	(3, 1, 3, 'performance_target', '130500', '邢台市绩效目标表', '邢台市教育局', '巨鹿县第一小学', 'c'),
	(4, 1, 4, 'performance_target', NULL, '巨鹿县绩效目标表', '承德县教育局', NULL, 'd');
-- fail: the title of another county's form
INSERT INTO region (region_code, name, level, province)
VALUES ('130529', '巨鹿县', 'county', '河北省'), ('130821', '承德县', 'county', '河北省');
INSERT INTO report (report_id, document_id, ordinal, kind, region_code, title, department, unit, project_key)
VALUES (1, 1, 1, 'performance_target', '130821', '附件2：2023年度巨鹿县绩效目标表', '承德县教育局', '承德县第一小学', 'a');
-- fail: a department of another prefecture
INSERT INTO region (region_code, name, level, province)
VALUES ('130500', '邢台市', 'prefecture', '河北省'), ('130821', '承德县', 'county', '河北省');
INSERT INTO report (report_id, document_id, ordinal, kind, region_code, department, project_key)
VALUES (1, 1, 1, 'performance_target', '130821', '邢台市教育局', 'a');
