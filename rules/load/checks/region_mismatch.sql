-- id: region_mismatch
-- severity: error
-- says: The project code is of another place than the names in the report.
-- tolerance: A place may lie in the other, or have become the other.
SELECT r.report_id, r.first_line AS line, r.region_code AS expected,
	r.code_region AS observed,
	printf('the names say %s %s, the project code %s says %s %s',
		r.region_code, n.name, r.project_code, r.code_region, c.name)
		AS message
FROM fresh r LEFT JOIN region n ON n.region_code = r.region_code
	LEFT JOIN region c ON c.region_code = r.code_region
WHERE coalesce(n.successor_code, r.region_code)
		<> coalesce(c.successor_code, r.code_region)
	AND NOT (substr(r.region_code, 1, 2) = substr(r.code_region, 1, 2)
	AND (substr(r.region_code, 3, 2) = substr(r.code_region, 3, 2)
		AND (substr(r.region_code, 5) = substr(r.code_region, 5)
			OR r.region_code LIKE '____00' OR r.code_region LIKE '____00')
		OR r.region_code LIKE '__0000' OR r.code_region LIKE '__0000'))

-- pass: the same; a county of the prefecture; no code; an old code
INSERT INTO report (report_id, document_id, ordinal, kind, region_code, code_region, project_key)
VALUES (1, 1, 1, 'performance_target', '130529', '130529', 'a'),
	(2, 1, 2, 'performance_target', '130500', '130529', 'b'),
	(3, 1, 3, 'performance_target', '130529', '130000', 'c'),
	(4, 1, 4, 'performance_target', '130529', NULL, 'd'),
	(5, 1, 5, 'performance_target', '370116', '371202', 'e');
INSERT INTO region (region_code, name, level, province, successor_code) VALUES ('371202', '莱城区', 'former', '山东省', '370116');
-- fail: the next county
INSERT INTO report (report_id, document_id, ordinal, kind, region_code, code_region, project_key)
VALUES (1, 1, 1, 'performance_target', '130529', '130528', 'a');
