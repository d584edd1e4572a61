-- What each new report counts as by its form alone, with the figures of its
-- total line. Run by load behind the rows of a run, before settle.sql.

-- The total line is the one of the source total, or the only one.
INSERT INTO standing (report_id, fiscal_year, region_code, unit_id,
	department_id, project_key, standing, rank, initial_fen, annual_fen, budget_fen, executed_fen, printed_rate_pct, rate_step, line)
WITH total AS (
	-- The bare columns are those of the row that holds the minimum.
	SELECT report_id, min(iif(source = 'total', ordinal, 1e6)) AS place,
		count(*) AS lines, initial_fen, annual_fen, executed_fen,
		rate_pct, rate_step, line
	FROM funding
	WHERE report_id > (SELECT floor FROM temp.bounds)
	GROUP BY report_id
)
SELECT r.report_id, r.fiscal_year, r.region_code, r.unit_id,
	r.department_id, r.project_key,
	CASE r.kind
	WHEN 'project_self_evaluation' THEN 'uncounted'
	WHEN 'transfer_self_evaluation' THEN 'uncounted'
	WHEN 'self_evaluation_narrative' THEN 'none'
	WHEN 'department_self_evaluation' THEN 'department'
	WHEN 'performance_target' THEN 'plan'
	ELSE 'none' END,
	2, t.initial_fen, t.annual_fen, coalesce(t.annual_fen, t.initial_fen),
	t.executed_fen, t.rate_pct, t.rate_step, t.line
FROM report r LEFT JOIN total t
	ON t.report_id = r.report_id AND (t.place < 1e6 OR t.lines = 1)
WHERE r.report_id > (SELECT floor FROM temp.bounds);
