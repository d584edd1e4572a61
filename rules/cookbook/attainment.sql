-- In the newest year, what part of the indicators of each kind attained its target?
SELECT i.level1, i.level2, count(*) AS indicators,
	sum(i.attained) AS attained,
	round(100.0 * sum(i.attained) / count(i.attained), 1) AS attained_pct,
	round(100.0 * sum(i.score) / sum(i.weight), 1) AS score_pct
FROM report r JOIN indicator i USING (report_id)
	JOIN document d USING (document_id)
WHERE r.fiscal_year = (SELECT max(fiscal_year) FROM execution)
	AND d.status = 'current'
GROUP BY i.level1, i.level2
HAVING count(i.attained) > 0
ORDER BY indicators DESC, i.level1, i.level2;
