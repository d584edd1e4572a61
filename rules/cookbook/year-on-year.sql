-- How did a county's spending change from one year to the next?
SELECT fiscal_year, province, county, executed_before_wan, executed_wan,
	round(100.0 * (executed_wan - executed_before_wan)
		/ nullif(executed_before_wan, 0), 1) AS change_pct,
	rate_before_pct, rate_pct
FROM (SELECT *, lag(fiscal_year) OVER years AS year_before,
		lag(executed_wan) OVER years AS executed_before_wan,
		lag(rate_pct) OVER years AS rate_before_pct
	FROM execution_by_county
	WHERE projects > 0 AND county IS NOT NULL
	WINDOW years AS (PARTITION BY region_code ORDER BY fiscal_year))
WHERE year_before = fiscal_year - 1
ORDER BY fiscal_year DESC, abs(change_pct) DESC
LIMIT 200;
