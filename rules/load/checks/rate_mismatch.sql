-- id: rate_mismatch
-- severity: error
-- says: No denominator (annual, initial or received money) gives the printed execution rate.
-- tolerance: Rounded to, or cut at, the last printed digit of the rate, also by way of two places.
SELECT f.report_id, f.line,
	round(100.0 * f.executed_fen
		/ nullif(coalesce(f.annual_fen, f.initial_fen), 0), 4) AS expected,
	f.rate_pct AS observed,
	printf('%s: a rate of %.10g %% is printed, but %.10g of %.10g (10,000 yuan) is %s',
		coalesce(f.label, f.source), f.rate_pct, f.executed_fen / 1e6,
		coalesce(f.annual_fen, f.initial_fen) / 1e6,
		iif(coalesce(f.annual_fen, f.initial_fen) = 0, 'no rate',
			printf('%.2f %%', 100.0 * f.executed_fen
			/ coalesce(f.annual_fen, f.initial_fen)))) AS message
FROM fresh r JOIN funding f USING (report_id)
WHERE f.rate_pct IS NOT NULL AND f.executed_fen IS NOT NULL
	AND coalesce(f.annual_fen, f.initial_fen) IS NOT NULL
	AND NOT gives(f.executed_fen, f.annual_fen, f.rate_pct, f.rate_step)
	AND NOT gives(f.executed_fen, f.initial_fen, f.rate_pct, f.rate_step)
	AND NOT gives(f.executed_fen, f.received_fen, f.rate_pct, f.rate_step)
UNION ALL
SELECT s.report_id, s.line, round(s.rate_pct, 4), s.printed_rate_pct,
	printf('prose: a rate of %.10g %% is stated, but %.10g of %.10g (10,000 yuan) is %.2f %%',
		s.printed_rate_pct, s.executed_fen / 1e6, s.budget_fen / 1e6,
		s.rate_pct)
FROM fresh r JOIN standing s USING (report_id)
WHERE s.basis = 'none' AND r.kind = 'self_evaluation_narrative'
	-- Not a rate that a table has too.
	AND NOT EXISTS (SELECT 1 FROM funding f WHERE f.report_id = r.report_id)
	AND (s.rank = 1 OR NOT EXISTS (SELECT 1 FROM report o
		WHERE o.document_id = r.document_id
			AND o.kind IN ('project_self_evaluation',
				'transfer_self_evaluation', 'department_self_evaluation')))

-- pass: rounded (once, or twice: 95.499 to 95.50 to 96), cut, whole percents, against the initial budget, no budget
INSERT INTO report (report_id, document_id, ordinal, kind, project_key)
VALUES (1, 1, 1, 'project_self_evaluation', 'a');
INSERT INTO funding (report_id, ordinal, source, initial_fen, annual_fen, executed_fen, rate_pct, rate_step)
VALUES (1, 1, 'total', NULL, 5400000, 3070000, 56.85, 0.01),
	(1, 2, 'fiscal', 1, 18000000, 5250000, 29.1, 0.1),
	(1, 3, 'other', NULL, 2000000, 590000, 29, 1),
	(1, 4, 'a', NULL, 2000000, 590000, 30, 1),
	(1, 5, 'b', 53119, 45609, 45609, 85.8, 0.1),
	(1, 6, 'c', NULL, NULL, 590000, 100, 1),
	(1, 7, 'd', 0, 0, 0, 0, 1),
	(1, 8, 'e', NULL, 59364, 56692, 96, 1);
-- fail: 95 % printed for 96.3 %
INSERT INTO report (report_id, document_id, ordinal, kind, project_key)
VALUES (1, 1, 1, 'project_self_evaluation', 'a');
INSERT INTO funding (report_id, ordinal, source, annual_fen, executed_fen, rate_pct, rate_step)
VALUES (1, 1, 'total', 10000000, 9630000, 95, 1);
-- fail: prose that says 95 % of 96.3 %
INSERT INTO report (report_id, document_id, ordinal, kind, project_name, project_key)
VALUES (1, 1, 1, 'self_evaluation_narrative', '甲', 'a');
INSERT INTO statement (document_id, report_id, ordinal, measure, value, unit, step)
VALUES (1, 1, 1, 'budget', 10000, '元', 1), (1, 1, 2, 'executed', 9630, '元', 1),
	(1, 1, 3, 'execution_rate', 95, '%', 1);
-- fail: prose of a whole department
INSERT INTO report (report_id, document_id, ordinal, kind, project_key)
VALUES (1, 1, 1, 'self_evaluation_narrative', 'a');
INSERT INTO statement (document_id, report_id, ordinal, measure, value, unit, step)
VALUES (1, 1, 1, 'annual', 10000, '元', 1), (1, 1, 2, 'executed', 9630, '元', 1),
	(1, 1, 3, 'execution_rate', 57, '%', 1);
-- fail: nothing of nothing printed as 100 %
INSERT INTO report (report_id, document_id, ordinal, kind, project_key)
VALUES (1, 1, 1, 'project_self_evaluation', 'a');
INSERT INTO funding (report_id, ordinal, source, annual_fen, executed_fen, rate_pct, rate_step)
VALUES (1, 1, 'total', 0, 0, 100, 1);
