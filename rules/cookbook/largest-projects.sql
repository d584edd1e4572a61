-- Which are the largest projects, and what part of them was spent?
WITH largest AS MATERIALIZED (
	SELECT report_id, region_code, budget_fen, rate_pct FROM standing
	WHERE standing = 'counted'
	ORDER BY budget_fen DESC, report_id
	LIMIT 50
)
SELECT r.fiscal_year, g.province, g.county, r.project_name,
	round(l.budget_fen / 1e6, 2) AS budget_wan,
	round(l.rate_pct, 2) AS rate_pct, report_id
FROM largest l JOIN report r USING (report_id)
	LEFT JOIN region g ON g.region_code = l.region_code
ORDER BY l.budget_fen DESC, report_id;
