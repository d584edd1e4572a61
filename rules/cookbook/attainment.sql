-- In the 10,000 reports read last, what part of the indicators attained its target?
SELECT i.level1, i.level2, count(*) AS indicators,
	count(i.attained) AS judged, sum(i.attained) AS attained,
	round(100.0 * sum(i.attained) / count(i.attained), 1) AS attained_pct,
	round(100.0 * sum(i.score) FILTER (WHERE i.weight > 0)
		/ sum(i.weight) FILTER (WHERE i.score IS NOT NULL
			AND i.weight > 0), 1) AS score_pct
FROM report r JOIN document d USING (document_id)
	JOIN indicator i USING (report_id)
WHERE r.report_id > (SELECT max(report_id) FROM report) - 10000
	AND d.status = 'current'
GROUP BY i.level1, i.level2
HAVING count(i.attained) > 0
ORDER BY indicators DESC, i.level1, i.level2;
