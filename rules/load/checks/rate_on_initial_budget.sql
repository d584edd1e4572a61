-- id: rate_on_initial_budget
-- severity: warning
-- says: The printed execution rate is measured against the initial budget, not the annual one.
-- tolerance: Rounded to, or cut at, the last printed digit of the rate, also by way of two places.
SELECT f.report_id, f.line,
	round(100.0 * f.executed_fen / nullif(f.annual_fen, 0), 4) AS expected,
	f.rate_pct AS observed,
	printf('%s: the printed %.10g %% is %.10g of the initial %.10g; of the annual %.10g (10,000 yuan) it is %.2f %%',
		coalesce(f.label, f.source), f.rate_pct, f.executed_fen / 1e6,
		f.initial_fen / 1e6, f.annual_fen / 1e6,
		100.0 * f.executed_fen / nullif(f.annual_fen, 0)) AS message
FROM fresh r JOIN funding f USING (report_id)
WHERE f.rate_pct IS NOT NULL AND f.annual_fen IS NOT NULL
	AND gives(f.executed_fen, f.initial_fen, f.rate_pct, f.rate_step)
	AND NOT gives(f.executed_fen, f.annual_fen, f.rate_pct, f.rate_step)

-- pass: both budgets give it; only an initial budget is printed
INSERT INTO report (report_id, document_id, ordinal, kind, project_key)
VALUES (1, 1, 1, 'project_self_evaluation', 'a');
INSERT INTO funding (report_id, ordinal, source, initial_fen, annual_fen, executed_fen, rate_pct, rate_step)
VALUES (1, 1, 'total', 200, 200, 100, 50, 1), (1, 2, 'fiscal', 200, NULL, 100, 50, 1);
-- fail: 456.09 of 531.19 cut to 85.8 %, while all of the annual budget is spent
INSERT INTO report (report_id, document_id, ordinal, kind, project_key)
VALUES (1, 1, 1, 'department_self_evaluation', 'a');
INSERT INTO funding (report_id, ordinal, source, initial_fen, annual_fen, executed_fen, rate_pct, rate_step)
VALUES (1, 1, 'total', 531190000, 456090000, 456090000, 85.8, 0.1);
