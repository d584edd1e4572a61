-- Where does the money come from, year by year?
SELECT r.fiscal_year, f.source, count(*) AS reports,
	round(sum(coalesce(f.annual_fen, f.initial_fen)) / 1e6, 2)
		AS budget_wan,
	round(sum(f.executed_fen) / 1e6, 2) AS executed_wan
FROM funding f JOIN report r USING (report_id)
	JOIN standing s USING (report_id)
WHERE s.standing = 'counted' AND f.source <> 'total'
GROUP BY r.fiscal_year, f.source
ORDER BY r.fiscal_year DESC, budget_wan DESC;
