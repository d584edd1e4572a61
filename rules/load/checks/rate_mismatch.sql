-- id: rate_mismatch
-- severity: error
-- says: No denominator, neither the annual nor the initial budget, gives the printed execution rate.
-- tolerance: rounded to or cut at the last printed digit of the rate
SELECT s.report_id, s.line, round(s.rate_pct, 4) AS expected,
	s.printed_rate_pct AS observed,
	printf('the printed rate is %g %%, but %.2f of %.2f (10,000 yuan) is %.2f %%',
		s.printed_rate_pct, s.executed_fen / 1e6, s.budget_fen / 1e6,
		s.rate_pct) AS message
FROM standing s JOIN fresh r USING (report_id)
WHERE s.basis = 'none' AND s.executed_fen IS NOT NULL
	AND s.budget_fen IS NOT NULL
-- pass: rounded, cut, and whole percents
INSERT INTO report (report_id, document_id, ordinal, kind, project_key)
VALUES (1, 1, 1, 'project_self_evaluation', 'a'), (2, 1, 2, 'project_self_evaluation', 'b'),
	(3, 1, 3, 'project_self_evaluation', 'c');
INSERT INTO funding (report_id, ordinal, source, annual_fen, executed_fen, rate_pct, rate_step)
VALUES (1, 1, 'total', 5400000, 3070000, 56.85, 0.01),
	(2, 1, 'total', 18000000, 5250000, 29.1, 0.1),
	(3, 1, 'total', 2000000, 590000, 29, 1);
-- fail: 95 % printed for 96.3 %
INSERT INTO report (report_id, document_id, ordinal, kind, project_key)
VALUES (1, 1, 1, 'project_self_evaluation', 'a');
INSERT INTO funding (report_id, ordinal, source, annual_fen, executed_fen, rate_pct, rate_step)
VALUES (1, 1, 'total', 10000000, 9630000, 95, 1);
