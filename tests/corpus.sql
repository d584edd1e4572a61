-- Holds a warehouse against the facts in facts.tsv; see corpus.sh. Writes one
-- line per document: name, facts, mismatches; and one per mismatch, in front.
-- Run in the folder where facts.tsv is.
.bail on
.mode tabs
.headers off
CREATE TEMP TABLE fact(at, path, tab, key, field, want);
.import facts.tsv fact

-- The warehouse, turned into one row a value under the key that facts use.
CREATE TEMP TABLE got(path, tab, key, field, value);

INSERT INTO got
SELECT d.path, 'document', '-', j.key, j.value
FROM document d, json_each(json_object('encoding', encoding,
	'layout', layout, 'status', status, 'bytes', bytes)) j;

INSERT INTO got
SELECT d.path, 'report', CAST(r.ordinal AS TEXT), j.key, j.value
FROM report r JOIN document d USING (document_id),
	json_each(json_object('kind', kind, 'title', title,
		'fiscal_year', fiscal_year, 'region_code', region_code,
		'department', department, 'unit', unit,
		'project_name', project_name, 'project_code', project_code,
		'unit_code', unit_code, 'goal_expected', goal_expected,
		'goal_actual', goal_actual, 'total_weight', total_weight,
		'total_score', total_score, 'first_line', first_line,
		'last_line', last_line, 'goal_score', goal_score)) j
WHERE d.status = 'current';

WITH f AS (
	SELECT f.*, d.path, r.ordinal AS of_report, row_number() OVER (
		PARTITION BY f.report_id, source ORDER BY f.ordinal) AS n
	FROM funding f JOIN report r USING (report_id)
		JOIN document d USING (document_id)
	WHERE d.status = 'current')
INSERT INTO got
SELECT f.path, 'funding', of_report || '/' || source || iif(n > 1, '#' || n, ''),
	j.key, j.value
FROM f, json_each(json_object('label', label, 'initial_fen', initial_fen,
	'annual_fen', annual_fen, 'executed_fen', executed_fen,
	'weight', weight, 'rate_pct', rate_pct, 'score', score)) j;

CREATE TEMP TABLE ind AS
SELECT d.path, r.ordinal || '/' AS report, row_number() OVER (
		PARTITION BY i.report_id ORDER BY i.ordinal) AS n,
	replace(replace(coalesce(level3, level2, ''), ' ', ''), char(10), '')
		AS name,
	json_object('level1', level1, 'level2', level2, 'level3', level3,
		'level4', level4, 'description', description, 'basis', basis,
		'target', target, 'target_op', target_op,
		'target_value', target_value, 'target_unit', target_unit,
		'actual', actual, 'actual_op', actual_op,
		'actual_value', actual_value, 'actual_unit', actual_unit,
		'weight', weight, 'score', score, 'deviation', deviation) AS v
FROM indicator i JOIN report r USING (report_id)
	JOIN document d USING (document_id)
WHERE d.status = 'current';
INSERT INTO got
SELECT k.path, 'indicator', report || k.key, j.key, j.value
FROM (SELECT path, report, v, '#' || n AS key FROM ind
	UNION ALL SELECT path, report, v, name FROM ind) k, json_each(v) j;

INSERT INTO got
SELECT path, 'plan', r.ordinal || '/' || month, 'planned_pct', planned_pct
FROM spending_plan JOIN report r USING (report_id)
	JOIN document d USING (document_id)
WHERE d.status = 'current';

INSERT INTO got
SELECT d.path, 'statement', measure || '/' || unit, j.key, j.value
FROM statement s JOIN document d USING (document_id),
	json_each(json_object('value', s.value,
		'value@' || coalesce(place, ''), s.value,
		'value@' || coalesce(subject, ''), s.value)) j
WHERE d.status = 'current';

INSERT INTO got
SELECT DISTINCT path, 'finding', r.ordinal || '/' || f.rule, 'present', 1
FROM finding f JOIN report r USING (report_id)
	JOIN document d USING (document_id)
WHERE d.status = 'current';

INSERT INTO got
SELECT path, 'reject', class, 'reason', reason FROM reject;

INSERT INTO got
SELECT 'the county table', 'county',
	coalesce(region_code, '-') || '/' || coalesce(fiscal_year, '-'), j.key,
	j.value
FROM execution_by_county, json_each(json_object('projects', projects,
	'budget_wan', budget_wan, 'executed_wan', executed_wan,
	'rate_pct', rate_pct, 'mean_rate_pct', mean_rate_pct,
	'median_rate_pct', median_rate_pct, 'uncounted', uncounted,
	'county', county)) j;

-- Counts: only those that a fact asks for.
INSERT INTO got
SELECT f.path, 'count', f.key, '-', CASE
	WHEN f.key = 'report' THEN (SELECT count(*)
		FROM report JOIN document d USING (document_id)
		WHERE d.path = f.path AND d.status = 'current')
	WHEN f.key = 'execution' THEN (SELECT count(*)
		FROM execution JOIN report USING (report_id)
			JOIN document d USING (document_id)
		WHERE d.path = f.path AND d.status = 'current')
	WHEN f.key = 'finding' THEN (SELECT count(*)
		FROM finding JOIN report USING (report_id)
			JOIN document d USING (document_id)
		WHERE d.path = f.path AND d.status = 'current')
	WHEN f.key = 'rate' THEN (SELECT count(*)
		FROM execution_by_county e
		WHERE e.rate_pct IS NOT NULL AND EXISTS (SELECT 1
			FROM report r JOIN document d USING (document_id)
			WHERE d.path = f.path AND r.region_code = e.region_code
				AND r.fiscal_year = e.fiscal_year))
	WHEN f.key = 'statement' THEN (SELECT count(*)
		FROM statement JOIN document d USING (document_id)
		WHERE d.path = f.path AND d.status = 'current')
	WHEN f.key GLOB '*/indicator' THEN (SELECT count(*) FROM ind
		WHERE path = f.path
			AND report = replace(f.key, 'indicator', ''))
	ELSE (SELECT count(DISTINCT key) FROM got g
		WHERE g.path = f.path
			AND g.tab = substr(f.key, instr(f.key, '/') + 1)
			AND g.key GLOB replace(f.key, g.tab, '*'))
	END
FROM fact f WHERE f.tab = 'count';

CREATE INDEX temp.got_i ON got(path, tab, key, field);

-- Text is compared without white space, numbers to their last digit.
CREATE TEMP TABLE hit AS
SELECT f.rowid AS fact, g.value,
	CASE WHEN f.tab = 'reject' THEN g.value GLOB bare
	WHEN typeof(g.value) = 'text' THEN
		replace(replace(replace(replace(g.value, ' ', ''),
			char(10), ''), char(12288), ''), char(13), '')
		= replace(replace(bare, ' ', ''), char(12288), '')
	ELSE abs(g.value - CAST(bare AS REAL))
		<= 1e-9 * max(1, abs(g.value)) END AS same
FROM (SELECT rowid, *, ltrim(want, '!?') AS bare FROM fact) f
	JOIN got g USING (path, tab, key, field)
WHERE g.value IS NOT NULL;
CREATE INDEX temp.hit_i ON hit(fact);
CREATE TEMP TABLE miss AS
SELECT f.*, (SELECT group_concat(DISTINCT value) FROM hit
	WHERE fact = f.rowid) AS have
FROM fact f
WHERE CASE WHEN want = 'NULL' THEN EXISTS (SELECT 1 FROM hit
		WHERE fact = f.rowid)
	WHEN want GLOB '!*' THEN EXISTS (SELECT 1 FROM hit
		WHERE fact = f.rowid AND same)
	WHEN want GLOB '[?]*' THEN
		EXISTS (SELECT 1 FROM hit WHERE fact = f.rowid)
		AND NOT EXISTS (SELECT 1 FROM hit
			WHERE fact = f.rowid AND same)
	ELSE NOT EXISTS (SELECT 1 FROM hit WHERE fact = f.rowid AND same) END;

SELECT '# ' || at || ': ' || tab || ' ' || key || ' ' || field || ': want '
	|| want || ', got ' || coalesce(have, 'nothing')
FROM miss ORDER BY path, at;
SELECT '= ' || path || ': ' || count(*) || ' facts', (SELECT count(*)
	FROM miss m WHERE m.path = f.path)
FROM fact f GROUP BY path ORDER BY path;
