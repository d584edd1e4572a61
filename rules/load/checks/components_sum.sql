-- id: components_sum
-- severity: warning
-- says: The parts of the funds do not add up to the total.
-- tolerance: One part alone (其中) may be less than the total, none may be more. Half of the finest last printed digit of the column, for the total and each part that is not 0.
-- What the money was spent on (basic, project) is another division of it.
WITH amount AS (
	SELECT f.report_id, 'initial' AS what, f.source, f.initial_fen AS fen, f.line, f.step_fen
	FROM fresh r JOIN funding f USING (report_id)
	WHERE f.initial_fen IS NOT NULL AND f.source NOT LIKE '%_expenditure'
	UNION ALL
	SELECT f.report_id, 'annual', f.source, f.annual_fen, f.line, f.step_fen
	FROM fresh r JOIN funding f USING (report_id)
	WHERE f.annual_fen IS NOT NULL AND f.source NOT LIKE '%_expenditure'
	UNION ALL
	SELECT f.report_id, 'executed', f.source, f.executed_fen, f.line, f.step_fen
	FROM fresh r JOIN funding f USING (report_id)
	WHERE f.executed_fen IS NOT NULL AND f.source NOT LIKE '%_expenditure'
), block AS (
	SELECT report_id, what,
		max(fen) FILTER (WHERE source = 'total') AS total,
		count(*) FILTER (WHERE source = 'total') AS totals,
		count(*) FILTER (WHERE source <> 'total') AS parts,
		count(*) FILTER (WHERE source <> 'total' AND fen <> 0) AS filled,
		sum(fen) FILTER (WHERE source <> 'total') AS every,
		-- Fiscal money may itself be split by level of government.
		sum(fen) FILTER (WHERE source NOT IN ('total', 'central',
			'province', 'prefecture', 'county', 'township', 'local',
			'upper')) AS coarse,
		sum(fen) FILTER (WHERE source NOT IN ('total', 'fiscal')) AS fine,
		max(fen) FILTER (WHERE source <> 'total') AS largest,
		-- These are no parts of each other; others may be.
		sum(source NOT IN ('total', 'fiscal', 'carryover', 'other', 'unit',
			'government_fund', 'special_account', 'bonds', 'loans',
			'self_raised', 'own_income', 'state_capital')) AS nested,
		min(line) FILTER (WHERE source <> 'total') AS line,
		-- step_fen is the coarsest of a line: none is coarser than the fen
		-- that an amount ends with.
		coalesce(min(iif(fen = 0, step_fen, min(step_fen,
			CASE WHEN fen % 1000000 = 0 THEN 1000000
			WHEN fen % 100000 = 0 THEN 100000
			WHEN fen % 10000 = 0 THEN 10000
			WHEN fen % 1000 = 0 THEN 1000
			WHEN fen % 100 = 0 THEN 100
			WHEN fen % 10 = 0 THEN 10 ELSE 1 END))), 0) AS step
	FROM amount GROUP BY report_id, what
), row AS (
	SELECT f.report_id, count(*) - 1 AS parts, max(f.line) AS last
	FROM fresh r JOIN funding f USING (report_id)
	WHERE f.source NOT LIKE '%_expenditure'
	GROUP BY f.report_id
)
SELECT b.report_id, b.line, b.total / 100.0 AS expected,
	b.every / 100.0 AS observed,
	printf('%s: the parts add up to %.10g, the total is %.10g (10,000 yuan)%s',
		CASE b.what WHEN 'executed' THEN 'executed'
		ELSE b.what || ' budget' END, b.every / 1e6, b.total / 1e6,
		iif(b.what <> 'executed' AND b.every = e.total,
			'; the parts are what was executed', '')) AS message
FROM block b LEFT JOIN block e
	ON e.report_id = b.report_id AND e.what = 'executed'
	JOIN report r ON r.report_id = b.report_id
	JOIN row ON row.report_id = b.report_id
	LEFT JOIN document d USING (document_id)
WHERE b.totals = 1 AND b.parts > 0
	-- Departments list their money by income and by use, and not all of it.
	AND (r.kind <> 'department_self_evaluation' OR b.largest > b.total)
	-- Too little is told only where the rows are those of all parts, and
	-- none of their figures may be lost.
	AND (b.largest > b.total
		OR row.parts > 1 AND coalesce(d.layout, '') NOT IN ('run-on', 'spaces')
		AND NOT EXISTS (SELECT 1 FROM reject j
			WHERE j.document_id = r.document_id
				AND j.class = 'unclaimed' AND j.text GLOB '*[0-9０-９]*'
				-- of the last row, where each cell has a line
				AND j.line BETWEEN b.line AND row.last + 16))
	AND (b.largest >= b.total + max(b.step, 1)
		OR min(abs(b.total - b.every), abs(b.total - coalesce(b.coarse, b.every)),
			abs(b.total - coalesce(b.fine, b.every)),
			iif(b.nested OR b.filled < 2, abs(b.total - b.largest), b.total))
			> b.step * (b.filled + 1) / 2.0)

-- pass: one part is all; levels of government inside fiscal money; rounded parts
INSERT INTO report (report_id, document_id, ordinal, kind, project_key)
VALUES (1, 1, 1, 'project_self_evaluation', 'a'), (2, 1, 2, 'transfer_self_evaluation', 'b'),
	(3, 1, 3, 'project_self_evaluation', 'c');
INSERT INTO funding (report_id, ordinal, source, initial_fen, annual_fen, executed_fen, step_fen)
VALUES (1, 1, 'total', 200, 200, 100, 100), (1, 2, 'fiscal', 200, 200, 100, 100), (1, 3, 'other', NULL, NULL, NULL, NULL),
	(2, 1, 'total', NULL, 500, 500, 1), (2, 2, 'central', NULL, 300, 300, 1), (2, 3, 'county', NULL, 200, 200, 1),
	(3, 1, 'total', 77900, 77900, 77900, 100), (3, 2, 'fiscal', 38900, 38900, 38900, 100),
	(3, 3, 'other', 38900, 38900, 38900, 100);
-- pass: fiscal money is all of it, and a part of it is named
INSERT INTO report (report_id, document_id, ordinal, kind, project_key)
VALUES (1, 1, 1, 'project_self_evaluation', 'a');
INSERT INTO funding (report_id, ordinal, source, annual_fen, step_fen)
VALUES (1, 1, 'total', 57000000, 1000000), (1, 2, 'fiscal', 57000000, 1000000), (1, 3, 'lottery', 30000000, 1000000);
-- pass: a department that lists some of its income
INSERT INTO report (report_id, document_id, ordinal, kind, project_key)
VALUES (1, 1, 1, 'department_self_evaluation', 'a');
INSERT INTO funding (report_id, ordinal, source, initial_fen, step_fen)
VALUES (1, 1, 'total', 212500000, 10000), (1, 2, 'other', 6000000, 10000);
-- pass: one part (其中) is named; of another one the figures were not read
INSERT INTO report (report_id, document_id, ordinal, kind, project_key)
VALUES (1, 1, 1, 'project_self_evaluation', 'a'), (2, 2, 1, 'project_self_evaluation', 'b');
INSERT INTO funding (report_id, ordinal, source, annual_fen, step_fen, line)
VALUES (1, 1, 'total', 8650, 1, 7), (1, 2, 'county', 650, 1, 8),
	(2, 1, 'total', 13186, 1, 36), (2, 2, 'fiscal', 12500, 1, 51), (2, 3, 'carryover', NULL, 1, 66);
INSERT INTO reject (document_id, path, line, class, text) VALUES (2, 'b', 70, 'unclaimed', '686');
-- pass: nothing keeps the cells apart: the row of 财政拨款 is lost
INSERT INTO document (document_id, path, layout, loaded_at, status, run_id)
VALUES (1, 'a', 'spaces', '', 'current', 1);
INSERT INTO report (report_id, document_id, ordinal, kind, project_key)
VALUES (1, 1, 1, 'project_self_evaluation', 'a');
INSERT INTO funding (report_id, ordinal, source, annual_fen, step_fen)
VALUES (1, 1, 'total', 2500, 1), (1, 2, 'carryover', 0, 1), (1, 3, 'other', 0, 1);
-- fail: 148.2 and 4 are not 151.2, though 4 is a whole number
INSERT INTO report (report_id, document_id, ordinal, kind, project_key)
VALUES (1, 1, 1, 'project_self_evaluation', 'a');
INSERT INTO funding (report_id, ordinal, source, executed_fen, step_fen)
VALUES (1, 1, 'total', 151200000, 1000000), (1, 2, 'fiscal', 148200000, 1000000),
	(1, 3, 'carryover', 4000000, 1000000), (1, 4, 'other', 0, 1000000);
-- fail: one part is more than the total
INSERT INTO report (report_id, document_id, ordinal, kind, project_key)
VALUES (1, 1, 1, 'project_self_evaluation', 'a');
INSERT INTO funding (report_id, ordinal, source, annual_fen, step_fen)
VALUES (1, 1, 'total', 650, 1), (1, 2, 'county', 8650, 1);
-- fail: what was executed stands in the column of the initial budget
INSERT INTO report (report_id, document_id, ordinal, kind, project_key)
VALUES (1, 1, 1, 'project_self_evaluation', 'a');
INSERT INTO funding (report_id, ordinal, source, initial_fen, annual_fen, executed_fen, step_fen)
VALUES (1, 1, 'total', 2000000, 2000000, 590000, 1000000), (1, 2, 'fiscal', 590000, NULL, NULL, 10000),
	(1, 3, 'other', NULL, NULL, NULL, NULL);
-- fail: the total is 0 while a part is filled
INSERT INTO report (report_id, document_id, ordinal, kind, project_key)
VALUES (1, 1, 1, 'project_self_evaluation', 'a');
INSERT INTO funding (report_id, ordinal, source, annual_fen, step_fen)
VALUES (1, 1, 'total', 0, 1), (1, 2, 'fiscal', 5900, 1);
-- fail: the only part is more than the total, by one of their last digits
INSERT INTO report (report_id, document_id, ordinal, kind, project_key)
VALUES (1, 1, 1, 'project_self_evaluation', 'a');
INSERT INTO funding (report_id, ordinal, source, executed_fen, step_fen)
VALUES (1, 1, 'total', 2000000, 1000000), (1, 2, 'fiscal', 3000000, 1000000), (1, 3, 'other', 0, 1000000);
-- fail: fiscal money is all of it, and still there is other money
INSERT INTO report (report_id, document_id, ordinal, kind, project_key)
VALUES (1, 1, 1, 'project_self_evaluation', 'a');
INSERT INTO funding (report_id, ordinal, source, executed_fen, step_fen)
VALUES (1, 1, 'total', 57000000, 1000000), (1, 2, 'fiscal', 57000000, 1000000), (1, 3, 'other', 30000000, 1000000);
