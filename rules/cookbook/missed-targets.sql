-- In the 10,000 reports read last, which targets were missed, and for what reason?
SELECT r.project_name, i.level2, i.level3, i.target, i.actual, i.weight,
	i.score, i.deviation
FROM report r JOIN document d USING (document_id)
	JOIN indicator i USING (report_id)
WHERE r.report_id > (SELECT max(report_id) FROM report) - 10000
	AND i.attained = 0 AND d.status = 'current'
ORDER BY r.report_id, i.ordinal
LIMIT 200;
