-- In which reports does the most not add up, and where exactly?
SELECT d.path, r.project_name, count(*) AS findings,
	group_concat(f.rule || ' at line ' || f.line, ', ') AS what,
	r.report_id
FROM finding f JOIN report r USING (report_id)
	JOIN document d USING (document_id)
	JOIN standing s USING (report_id)
WHERE f.mended_run IS NULL AND s.standing <> 'superseded'
GROUP BY r.report_id
ORDER BY findings DESC, r.report_id
LIMIT 50;
