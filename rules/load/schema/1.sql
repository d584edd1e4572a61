-- The warehouse, version 1. Applied once, inside the transaction of the first
-- load; later versions stand beside this file and are applied in order.
-- Money is INTEGER fen (1/100 yuan). Percentages are REAL percent. What is not
-- printed is NULL; a printed 0 is 0.

CREATE TABLE meta ( -- what the warehouse was made with
	name TEXT PRIMARY KEY, -- views, regions, checks: hash of those rules
	value TEXT NOT NULL -- the hash, SHA-256 in hex
) STRICT, WITHOUT ROWID;

CREATE TABLE run ( -- one load
	run_id INTEGER PRIMARY KEY, -- numbers runs in order
	started_at TEXT NOT NULL, -- UTC, ISO 8601
	finished_at TEXT, -- UTC, ISO 8601
	documents INTEGER NOT NULL DEFAULT 0, -- documents new or changed
	unchanged INTEGER NOT NULL DEFAULT 0, -- documents skipped: already here
	reports INTEGER NOT NULL DEFAULT 0, -- reports loaded
	records INTEGER NOT NULL DEFAULT 0, -- records read, of all streams
	rejects INTEGER NOT NULL DEFAULT 0, -- rejects loaded
	findings INTEGER NOT NULL DEFAULT 0, -- findings made
	status TEXT NOT NULL, -- ok, or rejects: some input could not be read
	version TEXT, -- version of the programs
	rules TEXT -- hashes of the rules of extract, normalize and load
) STRICT;

CREATE TABLE region ( -- one county, prefecture or province
	region_code TEXT PRIMARY KEY, -- GB/T 2260
	name TEXT NOT NULL, -- official name
	level TEXT NOT NULL CHECK (level IN
		('province', 'prefecture', 'group', 'county', 'zone', 'former')),
		-- group: heads of the code that are no places (市辖区);
		-- zone: development zones with a code for statistics only;
		-- former: places that are no more
	parent_code TEXT REFERENCES region (region_code), -- the prefecture of a county, the province of a prefecture
	province TEXT NOT NULL, -- name of its province
	prefecture TEXT, -- name of its prefecture, where there is one
	county TEXT, -- name of the county, zone or former county
	until_year INTEGER, -- last year of a former place
	successor_code TEXT -- what most of a former place became
) STRICT, WITHOUT ROWID;
CREATE INDEX region_parent ON region (parent_code);

CREATE TABLE organisation ( -- one unit or department, with all its names
	organisation_id INTEGER PRIMARY KEY, -- numbers organisations
	key TEXT NOT NULL UNIQUE, -- place and name, without 公章, 本级, ...
	name TEXT NOT NULL, -- as first printed
	region_code TEXT REFERENCES region (region_code), -- its place, as far as reports tell
	parent_id INTEGER REFERENCES organisation (organisation_id) -- its 主管部门
) STRICT;
CREATE INDEX organisation_parent ON organisation (parent_id);
CREATE INDEX organisation_region ON organisation (region_code);

CREATE TABLE organisation_name ( -- a name of an organisation, as printed
	name TEXT NOT NULL, -- as printed
	organisation_id INTEGER NOT NULL REFERENCES organisation (organisation_id), -- the organisation
	PRIMARY KEY (name, organisation_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX organisation_name_of ON organisation_name (organisation_id);

CREATE TABLE document ( -- one version of one input
	document_id INTEGER PRIMARY KEY, -- numbers versions of documents
	path TEXT NOT NULL, -- archive!member inside an archive
	sha256 TEXT, -- of the bytes, in hex
	bytes INTEGER, -- size of the input
	encoding TEXT, -- character encoding of the input
	layout TEXT, -- the layout that most of it has
	loaded_at TEXT NOT NULL, -- UTC, ISO 8601
	status TEXT NOT NULL CHECK (status IN
		('current', 'superseded', 'rejected')),
		-- superseded: a newer version is there; rejected: could not be read
	run_id INTEGER NOT NULL REFERENCES run (run_id), -- the run that loaded it
	superseded_by INTEGER REFERENCES document (document_id), -- the newer version
	publisher TEXT, -- who published it, as printed
	rules TEXT, -- hashes of the rules that read it
	lines INTEGER, -- lines in it, all classes together
	lines_blank INTEGER, -- lines with nothing printed
	lines_value INTEGER, -- lines that a value was read from
	lines_structural INTEGER, -- titles, headers, rules, page marks
	lines_discarded INTEGER, -- left out by a rule
	lines_unclaimed INTEGER, -- inside a form, but nothing was read
	lines_bad INTEGER, -- could not be read
	first_figure INTEGER, -- its figures, first and last, in table figure
	last_figure INTEGER -- see first_figure
) STRICT;
CREATE INDEX document_path ON document (path);
CREATE INDEX document_superseded ON document (superseded_by)
	WHERE superseded_by IS NOT NULL;
CREATE INDEX document_run ON document (run_id);

CREATE TABLE report ( -- one form, table or narrative found in a document
	report_id INTEGER PRIMARY KEY, -- numbers reports
	document_id INTEGER NOT NULL REFERENCES document (document_id), -- where it was found
	ordinal INTEGER NOT NULL, -- of the report in its document, from 1
	kind TEXT NOT NULL, -- project_self_evaluation, ...: see warehouse(5)
	title TEXT, -- as printed
	fiscal_year INTEGER, -- the budget year it tells of
	region_code TEXT REFERENCES region (region_code), -- NULL: nothing names a place
	department TEXT, -- 主管部门, as printed
	unit TEXT, -- 实施单位, as printed
	project_name TEXT, -- as printed
	project_code TEXT, -- as printed, joined where a dump broke it
	unit_code TEXT, -- as printed
	goal_expected TEXT, -- 年度总体目标, expected
	goal_actual TEXT, -- and what came of it
	total_weight REAL, -- printed sum of the weights
	total_score REAL, -- printed sum of the scores
	first_line INTEGER, -- where it begins in the document
	last_line INTEGER, -- where it ends
	grade TEXT, -- 优, 良, ... as printed
	layout TEXT, -- layout of the dump
	form TEXT, -- the rule that told the form
	region_from TEXT, -- name, code or both: what the place was told by
	code_region TEXT, -- county that the project code begins with
	code_year INTEGER, -- year that the project code states
	total_score_step REAL, -- worth of the last printed digit
	project_key TEXT NOT NULL, -- same project, unit and year: same key
	unit_id INTEGER REFERENCES organisation (organisation_id), -- the unit
	department_id INTEGER REFERENCES organisation (organisation_id), -- the department
	first_figure INTEGER, -- its figures, first and last, in table figure
	last_figure INTEGER -- see first_figure
) STRICT;
CREATE INDEX report_unit ON report (unit_id, fiscal_year);
CREATE INDEX report_department ON report (department_id, fiscal_year);
CREATE INDEX report_document ON report (document_id);
CREATE INDEX report_place ON report (region_code, fiscal_year);

CREATE TABLE funding ( -- one line of a report's funds block
	funding_id INTEGER PRIMARY KEY, -- numbers rows
	report_id INTEGER NOT NULL REFERENCES report (report_id), -- its report
	ordinal INTEGER NOT NULL, -- of the line in its block, from 1
	source TEXT NOT NULL, -- total, fiscal, carryover, other, ...
	label TEXT, -- as printed
	initial_fen INTEGER, -- 年初预算数, fen
	annual_fen INTEGER, -- 全年预算数, or a target table's 预算数, fen
	executed_fen INTEGER, -- 全年执行数, fen
	weight REAL, -- 分值
	rate_pct REAL, -- 执行率 as printed, percent
	score REAL, -- 得分
	line INTEGER, -- of the document, where it stands
	received_fen INTEGER, -- 到位, fen
	previous_fen INTEGER, -- last year's money, fen
	received_rate_pct REAL, -- 到位率 as printed, percent
	step_fen INTEGER, -- coarsest last printed digit of the amounts, fen
	rate_step REAL, -- worth of the rate's last printed digit, percent
	score_step REAL -- worth of the score's last printed digit
) STRICT;
CREATE INDEX funding_report ON funding (report_id);

CREATE TABLE indicator ( -- one indicator with target, result and score
	indicator_id INTEGER PRIMARY KEY, -- numbers indicators
	report_id INTEGER NOT NULL REFERENCES report (report_id), -- its report
	ordinal INTEGER NOT NULL, -- of the indicator in its report, from 1
	level1 TEXT, -- 产出指标, less its bracketed points
	level2 TEXT, -- 数量指标, ...
	level3 TEXT, -- NULL: only a placeholder is printed
	level4 TEXT, -- where a form has four levels
	description TEXT, -- what the indicator means
	basis TEXT, -- where its target comes from
	target TEXT, -- as printed
	target_op TEXT CHECK (target_op IN ('=', '>=', '<=', '>', '<', 'range')),
		-- how target_value is meant
	target_value REAL, -- in target_unit; lower end of a range
	target_unit TEXT, -- base unit: 元, 人, %, ...
	actual TEXT, -- as printed
	actual_op TEXT CHECK (actual_op IN ('=', '>=', '<=', '>', '<', 'range')),
		-- how actual_value is meant
	actual_value REAL, -- in actual_unit
	actual_unit TEXT, -- base unit, as for the target
	weight REAL, -- 分值
	score REAL, -- 得分
	deviation TEXT, -- 偏差原因分析及改进措施
	line INTEGER, -- of the document, where it stands
	target_high REAL, -- upper end of a range
	actual_high REAL, -- upper end of a range
	rule TEXT, -- the rule that told the row
	attained INTEGER GENERATED ALWAYS AS ( -- 1 attained, 0 not, NULL unknown
		CASE
		WHEN target_value IS NULL OR actual_value IS NULL THEN
			CASE WHEN target = actual THEN 1 END
		WHEN target_unit IS NOT actual_unit THEN NULL
		WHEN target_op = '>=' THEN actual_value >= target_value
		WHEN target_op = '>' THEN actual_value > target_value
		WHEN target_op = '<=' THEN actual_value <= target_value
		WHEN target_op = '<' THEN actual_value < target_value
		WHEN target_op = 'range' THEN
			actual_value BETWEEN target_value AND target_high
		WHEN actual_value = target_value THEN 1
		-- A figure without a sign: less is better for costs and faults.
		WHEN instr(level2, '成本') > 0 THEN actual_value < target_value
		WHEN instr(level3, '差错') > 0 OR instr(level3, '故障') > 0
			OR instr(level3, '投诉') > 0 OR instr(level3, '事故') > 0
			OR target_value = 0 THEN actual_value < target_value
		ELSE actual_value > target_value
		END) VIRTUAL
) STRICT;
CREATE INDEX indicator_report ON indicator (report_id);

CREATE TABLE spending_plan ( -- one step of a planned spending schedule
	plan_id INTEGER PRIMARY KEY, -- numbers steps
	report_id INTEGER NOT NULL REFERENCES report (report_id), -- its report
	ordinal INTEGER NOT NULL, -- of the step in its schedule, from 1
	month INTEGER, -- spent by the end of this month, 1 to 12
	planned_pct REAL, -- part of the budget planned by then, percent
	line INTEGER, -- of the document, where it stands
	label TEXT -- the month as printed
) STRICT;
CREATE INDEX spending_plan_report ON spending_plan (report_id);

CREATE TABLE statement ( -- one figure stated in prose
	statement_id INTEGER PRIMARY KEY, -- numbers statements
	document_id INTEGER NOT NULL REFERENCES document (document_id), -- where it stands
	report_id INTEGER REFERENCES report (report_id), -- NULL: the document's own
	ordinal INTEGER NOT NULL, -- of the statement in its report, from 1
	measure TEXT, -- budget, executed, execution_rate, ...
	value REAL, -- in unit
	unit TEXT, -- base unit: 元, %, 人, ...
	text TEXT, -- the clause that states it
	line INTEGER, -- of the document
	figure TEXT, -- the figure as printed
	op TEXT, -- =, >=, <=, >, < or range
	high REAL, -- upper end of a range
	step REAL, -- worth of the last printed digit, in unit
	subject TEXT, -- project named there, if any
	place TEXT, -- place named there, if any
	rule TEXT -- the rule that read it
) STRICT;
CREATE INDEX statement_document ON statement (document_id);
CREATE INDEX statement_report ON statement (report_id)
	WHERE report_id IS NOT NULL;

CREATE TABLE finding ( -- one thing in a report that does not add up
	finding_id INTEGER PRIMARY KEY, -- numbers findings
	report_id INTEGER NOT NULL REFERENCES report (report_id), -- the report that does not add up
	rule TEXT NOT NULL, -- id of the check, see table check_rule
	severity TEXT NOT NULL CHECK (severity IN ('error', 'warning', 'notice')),
		-- error: figures contradict; notice: worth a look
	message TEXT NOT NULL, -- the sentence for a reader
	expected TEXT, -- the figure that would add up
	observed TEXT, -- the figure that is printed
	line INTEGER, -- where to look in the document
	run_id INTEGER NOT NULL REFERENCES run (run_id), -- the run that found it
	mended_run INTEGER REFERENCES run (run_id) -- the run that no longer found it
) STRICT;
CREATE INDEX finding_report ON finding (report_id);
CREATE INDEX finding_run ON finding (run_id);
CREATE INDEX finding_mended ON finding (mended_run)
	WHERE mended_run IS NOT NULL;

CREATE TABLE check_rule ( -- the register of all checks
	rule TEXT PRIMARY KEY, -- id of the check
	severity TEXT NOT NULL, -- error, warning or notice
	says TEXT NOT NULL, -- what a finding of it means
	tolerance TEXT NOT NULL -- how far off is tolerated, and why
) STRICT, WITHOUT ROWID;

CREATE TABLE reject ( -- one input, or part of one, that could not be used
	reject_id INTEGER PRIMARY KEY, -- numbers rejects
	document_id INTEGER NOT NULL REFERENCES document (document_id), -- where it was found
	path TEXT NOT NULL, -- the document's
	line INTEGER, -- of the document; NULL: all of it
	class TEXT NOT NULL CHECK (class IN ('bad', 'discarded', 'unclaimed')),
		-- bad: unreadable; unclaimed: no rule reads it
	reason TEXT, -- in a sentence
	text TEXT, -- the passage, at most 200 bytes
	"column" INTEGER, -- in characters, from 1
	byte INTEGER, -- offset in the original, from 0
	rule TEXT -- the rule that said so
) STRICT;
CREATE INDEX reject_document ON reject (document_id);

CREATE TABLE reading ( -- how figures were read: a row for each way that occurs
	reading_id INTEGER PRIMARY KEY, -- numbers readings
	record TEXT NOT NULL, -- report, funding, indicator, plan, statement
	field TEXT NOT NULL, -- annual, executed, level3, target, ...
	rule TEXT, -- the rule that read it
	origin TEXT, -- own, covered, carried or rejoined
	type TEXT, -- what the text was read as
	context_unit TEXT, -- unit that header, caption or form states
	context_from TEXT, -- which of the three
	kind TEXT, -- kind of the value
	op TEXT, -- =, >=, <=, >, < or range
	unit TEXT, -- base unit of the value
	unit_from TEXT, -- cell, header, caption or form
	step TEXT -- worth of the last printed digit
) STRICT;

-- The figures of a report are the rows from report.first_figure to
-- report.last_figure; the view provenance joins them.
CREATE TABLE figure ( -- where each figure comes from
	figure_id INTEGER PRIMARY KEY, -- numbers figures, in the order of the stream
	reading_id INTEGER NOT NULL, -- row of reading
	row INTEGER, -- ordinal of the row in its report
	line INTEGER, -- in the original, from 1
	"column" INTEGER, -- in characters, from 1
	byte INTEGER, -- offset in the original, from 0
	text TEXT, -- as printed
	value TEXT, -- exact decimal, in the reading's unit; NULL: a text
	note TEXT -- what normalization did or could not do
) STRICT;

-- Year, place and organisations are the report's: the views need no other table.
CREATE TABLE standing ( -- what each report counts as
	report_id INTEGER PRIMARY KEY REFERENCES report (report_id), -- the report
	fiscal_year INTEGER, -- the report's
	region_code TEXT, -- the report's
	unit_id INTEGER, -- the report's
	department_id INTEGER, -- the report's
	standing TEXT NOT NULL CHECK (standing IN ('counted', 'uncounted',
		'superseded', 'department', 'plan', 'none')),
		-- superseded: another report of the same project counts;
		-- none: a narrative beside the tables that report its projects
	rank INTEGER NOT NULL, -- 2 a table, 1 prose: the higher counts
	initial_fen INTEGER, -- of the total line, fen
	annual_fen INTEGER, -- of the total line, fen
	budget_fen INTEGER, -- annual_fen, or initial_fen where it is NULL
	executed_fen INTEGER, -- of the total line, fen
	rate_pct REAL, -- executed / budget in percent, not rounded
	printed_rate_pct REAL, -- as printed, percent
	rate_step REAL, -- worth of its last printed digit
	basis TEXT CHECK (basis IN ('annual', 'initial', 'both', 'none')),
		-- denominator that gives the printed rate
	line INTEGER, -- of the total line
	findings INTEGER NOT NULL DEFAULT 0, -- open ones of the report
	project_key TEXT NOT NULL -- the report's
) STRICT;
CREATE INDEX standing_project ON standing (project_key);
