-- The facts in a warehouse, in the lines that tests/generate writes them in:
-- path TAB report TAB field TAB value.
.mode list
.separator "\t"
.headers off
.bail on
CREATE TEMP TABLE shown AS
SELECT replace(d.path, rtrim(d.path, replace(d.path, '/', '')), '') AS file,
    r.ordinal AS nth, r.*
FROM report AS r JOIN document AS d USING (document_id)
WHERE d.status = 'current';

-- Numbers are written with ten digits, as the generator writes them.
CREATE TEMP TABLE fact (file, nth, field, value);
INSERT INTO fact
SELECT s.file, s.nth, 'kind', s.kind
    FROM shown AS s WHERE s.kind IS NOT NULL
UNION ALL SELECT s.file, s.nth, 'fiscal_year', s.fiscal_year
    FROM shown AS s WHERE s.fiscal_year IS NOT NULL
UNION ALL SELECT s.file, s.nth, 'region_code', s.region_code
    FROM shown AS s WHERE s.region_code IS NOT NULL
UNION ALL SELECT s.file, s.nth, 'project_name', s.project_name
    FROM shown AS s WHERE s.project_name IS NOT NULL
UNION ALL SELECT s.file, s.nth, 'project_code', s.project_code
    FROM shown AS s WHERE s.project_code IS NOT NULL
UNION ALL SELECT s.file, s.nth, 'goal_expected', s.goal_expected
    FROM shown AS s WHERE s.goal_expected IS NOT NULL
UNION ALL SELECT s.file, s.nth, 'goal_actual', s.goal_actual
    FROM shown AS s WHERE s.goal_actual IS NOT NULL
UNION ALL SELECT s.file, s.nth, 'total_weight', printf('%.10g', s.total_weight)
    FROM shown AS s WHERE s.total_weight IS NOT NULL
UNION ALL SELECT s.file, s.nth, 'total_score', printf('%.10g', s.total_score)
    FROM shown AS s WHERE s.total_score IS NOT NULL;

-- Where the form has no label of its own for them they are not compared.
INSERT INTO fact
SELECT s.file, s.nth, 'unit', s.unit
    FROM shown AS s WHERE s.unit IS NOT NULL AND s.kind <> 'performance_target';

INSERT INTO fact
SELECT s.file, s.nth, 'department', s.department
    FROM shown AS s WHERE s.department IS NOT NULL AND s.kind NOT IN
        ('performance_target', 'transfer_self_evaluation');

INSERT INTO fact
SELECT s.file, s.nth, 'funding.' || f.source || '.' || 'initial_fen', f.initial_fen
    FROM funding AS f JOIN shown AS s USING (report_id) WHERE f.initial_fen IS NOT NULL
UNION ALL SELECT s.file, s.nth, 'funding.' || f.source || '.' || 'annual_fen', f.annual_fen
    FROM funding AS f JOIN shown AS s USING (report_id) WHERE f.annual_fen IS NOT NULL
UNION ALL SELECT s.file, s.nth, 'funding.' || f.source || '.' || 'executed_fen', f.executed_fen
    FROM funding AS f JOIN shown AS s USING (report_id) WHERE f.executed_fen IS NOT NULL
UNION ALL SELECT s.file, s.nth, 'funding.' || f.source || '.' || 'weight', printf('%.10g', f.weight)
    FROM funding AS f JOIN shown AS s USING (report_id) WHERE f.weight IS NOT NULL
UNION ALL SELECT s.file, s.nth, 'funding.' || f.source || '.' || 'score', printf('%.10g', f.score)
    FROM funding AS f JOIN shown AS s USING (report_id) WHERE f.score IS NOT NULL
UNION ALL SELECT s.file, s.nth, 'funding.' || f.source || '.' || 'rate_pct', printf('%.10g', f.rate_pct)
    FROM funding AS f JOIN shown AS s USING (report_id) WHERE f.rate_pct IS NOT NULL;

CREATE TEMP TABLE numbered AS
SELECT i.*, 'indicator.' || row_number() OVER (
    PARTITION BY report_id ORDER BY ordinal) || '.' AS key
FROM indicator AS i;

INSERT INTO fact
SELECT s.file, s.nth, i.key || 'level1', i.level1
    FROM numbered AS i JOIN shown AS s USING (report_id) WHERE i.level1 IS NOT NULL
UNION ALL SELECT s.file, s.nth, i.key || 'level2', i.level2
    FROM numbered AS i JOIN shown AS s USING (report_id) WHERE i.level2 IS NOT NULL
UNION ALL SELECT s.file, s.nth, i.key || 'level3', i.level3
    FROM numbered AS i JOIN shown AS s USING (report_id) WHERE i.level3 IS NOT NULL
UNION ALL SELECT s.file, s.nth, i.key || 'description', i.description
    FROM numbered AS i JOIN shown AS s USING (report_id) WHERE i.description IS NOT NULL
UNION ALL SELECT s.file, s.nth, i.key || 'basis', i.basis
    FROM numbered AS i JOIN shown AS s USING (report_id) WHERE i.basis IS NOT NULL
UNION ALL SELECT s.file, s.nth, i.key || 'deviation', i.deviation
    FROM numbered AS i JOIN shown AS s USING (report_id) WHERE i.deviation IS NOT NULL
UNION ALL SELECT s.file, s.nth, i.key || 'target', i.target
    FROM numbered AS i JOIN shown AS s USING (report_id) WHERE i.target IS NOT NULL
UNION ALL SELECT s.file, s.nth, i.key || 'target_op', i.target_op
    FROM numbered AS i JOIN shown AS s USING (report_id) WHERE i.target_op IS NOT NULL
UNION ALL SELECT s.file, s.nth, i.key || 'target_value', printf('%.10g', i.target_value)
    FROM numbered AS i JOIN shown AS s USING (report_id) WHERE i.target_value IS NOT NULL
UNION ALL SELECT s.file, s.nth, i.key || 'target_unit', i.target_unit
    FROM numbered AS i JOIN shown AS s USING (report_id) WHERE i.target_unit IS NOT NULL
UNION ALL SELECT s.file, s.nth, i.key || 'actual', i.actual
    FROM numbered AS i JOIN shown AS s USING (report_id) WHERE i.actual IS NOT NULL
UNION ALL SELECT s.file, s.nth, i.key || 'actual_op', i.actual_op
    FROM numbered AS i JOIN shown AS s USING (report_id) WHERE i.actual_op IS NOT NULL
UNION ALL SELECT s.file, s.nth, i.key || 'actual_value', printf('%.10g', i.actual_value)
    FROM numbered AS i JOIN shown AS s USING (report_id) WHERE i.actual_value IS NOT NULL
UNION ALL SELECT s.file, s.nth, i.key || 'actual_unit', i.actual_unit
    FROM numbered AS i JOIN shown AS s USING (report_id) WHERE i.actual_unit IS NOT NULL
UNION ALL SELECT s.file, s.nth, i.key || 'weight', printf('%.10g', i.weight)
    FROM numbered AS i JOIN shown AS s USING (report_id) WHERE i.weight IS NOT NULL
UNION ALL SELECT s.file, s.nth, i.key || 'score', printf('%.10g', i.score)
    FROM numbered AS i JOIN shown AS s USING (report_id) WHERE i.score IS NOT NULL;

INSERT INTO fact
SELECT s.file, s.nth, 'plan.' || p.month || '.' || 'planned_pct', printf('%.10g', p.planned_pct)
    FROM spending_plan AS p JOIN shown AS s USING (report_id) WHERE p.planned_pct IS NOT NULL;

INSERT INTO fact
SELECT s.file, s.nth, 'statement.' || t.measure, printf('%.10g', t.value)
    FROM statement AS t JOIN shown AS s USING (report_id)
    WHERE s.kind = 'self_evaluation_narrative';

SELECT file, nth, field, value FROM fact WHERE value <> '';
