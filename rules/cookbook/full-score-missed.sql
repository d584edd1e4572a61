-- Which indicators missed their target and still got the full score?
SELECT r.project_name, i.level3, i.target, i.actual, i.score, d.path, i.line
FROM indicator i JOIN report r USING (report_id)
	JOIN document d USING (document_id)
WHERE i.attained = 0 AND i.score >= i.weight AND i.weight > 0
	AND d.status = 'current'
ORDER BY i.score DESC, r.report_id
LIMIT 200;
