-- In the newest year, where does the money of projects come from?
SELECT s.fiscal_year, f.source, count(*) AS reports,
	round(sum(coalesce(f.annual_fen, f.initial_fen)) / 1e6, 2)
		AS budget_wan,
	round(sum(f.executed_fen) / 1e6, 2) AS executed_wan
FROM standing s JOIN funding f USING (report_id)
WHERE s.standing = 'counted' AND f.source <> 'total'
	AND s.fiscal_year = (SELECT max(fiscal_year) FROM standing
		WHERE standing = 'counted')
GROUP BY f.source
ORDER BY budget_wan DESC;
