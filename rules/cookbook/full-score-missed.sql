-- Which indicators missed their target and still got the full score?
SELECT r.project_name, f.expected AS target, f.observed AS actual, f.message,
	d.path, f.line
FROM finding f JOIN report r USING (report_id)
	JOIN document d USING (document_id)
	JOIN standing s USING (report_id)
WHERE f.rule = 'target_missed_full_score' AND f.mended_run IS NULL
	AND s.standing <> 'superseded'
ORDER BY r.report_id, f.line
LIMIT 200;
