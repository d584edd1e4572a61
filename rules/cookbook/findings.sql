-- What does not add up, how often, and how grave is it?
SELECT rule, severity, count(*) AS times,
	count(DISTINCT report_id) AS reports, min(message) AS for_example
FROM finding JOIN standing USING (report_id)
WHERE mended_run IS NULL AND standing <> 'superseded'
GROUP BY rule, severity
ORDER BY times DESC, rule;
