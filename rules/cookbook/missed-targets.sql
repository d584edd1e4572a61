-- Which indicators missed their target, and what was given as the reason?
SELECT r.project_name, i.level2, i.level3, i.target, i.actual, i.weight,
	i.score, i.deviation
FROM indicator i JOIN report r USING (report_id)
WHERE i.attained = 0
ORDER BY r.report_id, i.ordinal
LIMIT 200;
