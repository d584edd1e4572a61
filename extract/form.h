/*
 * form.h - the form reader: a document's blocks in, its reports out.
 *
 * Tables come as grids, whatever their layout was. A row is dispatched by the
 * words in its cells: a title opens a report, header words open a part with
 * its columns, a pair's label is followed by its value, and the rows under a
 * header are laid on its columns (align.h).
 */
#ifndef FORM_H
#define FORM_H

#include <stdbool.h>
#include <stddef.h>

#include "document.h"
#include "grid.h"
#include "lexicon.h"
#include "report.h"

/* What a cell looks like, whatever column it stands in. */
enum shape {
	SHAPE_EMPTY,
	SHAPE_WORD1,    /* a word of indicator level 1 */
	SHAPE_WORD2,    /* of level 2 */
	SHAPE_WORD12,   /* of either, by the form */
	SHAPE_FILLER,   /* a template's placeholder */
	SHAPE_PLAIN,    /* a bare figure, or with 分 */
	SHAPE_NUMBER,   /* a figure with a unit */
	SHAPE_QUANTITY, /* with an operator before it */
	SHAPE_OPERATOR, /* an operator alone */
	SHAPE_NOTHING,  /* a mark for nothing: - / 无 */
	SHAPE_SHORT,    /* text of four characters at most */
	SHAPE_LONG,
	SHAPE_COUNT
};

/* A cell with its key and what its words mean. */
struct view {
	const struct cell *cell;
	struct slice key; /* empty for an empty cell; NULL p for long text */
	const struct labels *labels;
	bool empty;
	bool again; /* empty: it held the same merged label as the one before */
	bool nothing;          /* a mark for nothing: - / 无 */
	const struct rule *op; /* of a sign of comparison alone; NULL: none */
	enum shape shape;
};

/* A column of an open header. */
struct column {
	const struct role *role; /* NULL: a column without a known word */
	struct slice unit;       /* unit in the header, NULL: none */
	struct slice month;      /* of a plan */
	struct slice month_text;
	const char *month_at;
	bool unknown; /* a word stands over it, but none that is known */
	bool idle;    /* points of a level: read by nobody */
	bool again;   /* the word of the column before is merged over it */
};

#define COLUMNS_MAX 40
#define TOTAL_MONEY 8

/* The header that is open: rows below are laid on its columns. */
struct head {
	enum part part;
	struct column column[COLUMNS_MAX];
	size_t n;
	size_t at[SLOT_COUNT]; /* the column of a slot; n: none */
	size_t first;          /* first column that has a role */
	struct slice unit;     /* unit the block's label states, NULL: none */
	struct slice total[TOTAL_MONEY]; /* amounts of the total, as printed */
	size_t total_column[TOTAL_MONEY];
	size_t total_n;
	const struct role *divided; /* column that a division is of, NULL */
	size_t shift;  /* by which a funds row proved to be displaced */
	bool shifted;  /* one did */
	bool lost;     /* one proved to have lost empty cells */
	bool repeated; /* the same header stood again: a page was turned */
	bool assumed;  /* no header stood; a usual order is assumed */
	bool fresh;    /* nothing stood under it yet */
};

/* An indicator row that may still be continued on the next page. */
struct indicator {
	struct cell cell[COLUMNS_MAX]; /* by column of the head */
	struct view view[COLUMNS_MAX]; /* of these cells */
	bool filled[COLUMNS_MAX];
	bool open;
};

#define HEADING_DEPTHS 6 /* 一、 is 1, circled digits are 5; 0 is unused */

/* Ways tried in one document at most: a second's work. */
#define CUTS_MAX 4000000ul

#define SOURCES_MAX 16

/* A source whose figures stand in several rows or blocks. */
struct source_row {
	const struct role *source;
	uint32_t row;
};

/* The header of a list of projects that is open: one row a report. */
struct list {
	const struct role *column[COLUMNS_MAX]; /* of funds, or of a pair */
	struct slice unit[COLUMNS_MAX];         /* that it states, NULL: none */
	size_t n;                               /* 0: none is open */
	size_t name;                            /* column of the project */
	const struct report *head; /* what the lines above say of all */
	struct report *before;     /* open where it begins; NULL: none */
	/* The row above may be the upper half of a header; upper_n 0: no. */
	struct view upper[COLUMNS_MAX];
	size_t upper_n;
};

struct form {
	struct document *doc;
	struct lexicon *lex;
	struct arena *arena;
	struct report *first, **last; /* reports read, in order */
	struct report *report;        /* the open one, NULL: none */
	struct head head;
	struct indicator indicator;
	struct figure level[2];    /* level1 and level2, carried down */
	const struct role *block;  /* the block label last seen */
	struct slice block_unit;   /* the unit it states, NULL: none */
	struct slice caption_unit; /* 单位：万元 above the table */
	enum layout layout;        /* of the table being read */
	bool placed;               /* its rows kept the places of their cells */
	struct source_row source_row[SOURCES_MAX];
	size_t source_n;
	struct view source_column[COLUMNS_MAX]; /* of a header of sources */
	size_t source_columns;                  /* 0: none is open */
	struct list list;
	unsigned long cuts; /* ways tried in the document's run-on text */
	struct best *best;  /* cut_rows.c's memory of a run, for the next one */
	size_t best_room;
	struct told *told; /* cut_told.c's, likewise */
	size_t told_room;
	/* What the lines of text above the next table say; NULL: nothing. */
	struct report *pending;
	const struct role *total; /* a total whose figures are to come */
	struct figure year; /* of the whole document, text.p NULL: not stated */
	struct slice heading[HEADING_DEPTHS]; /* of the text, by depth */
	struct prose *prose; /* what its text says; NULL: none read */
};

/*
 * Reads all reports of a document, in the order they stand: a list, in the
 * document's arena, of those that state something.
 */
struct report *form_read(
    struct document *, struct lexicon *, const struct blocks *);

/* Why a document holds no report. */
struct refusal {
	const char *rule;    /* the id of the rule that says so */
	struct slice reason; /* a sentence */
	struct slice text;   /* the line that shows it; NULL p: none */
};

struct refusal form_refusal(struct document *, struct lexicon *);

/*
 * Adds a figure that a cell holds to the open report and claims its lines.
 * NULL for an empty cell. The pointer dies with the next addition.
 */
struct figure *form_add(struct form *, enum section, uint32_t row,
    const struct role *, const struct cell *);

/*
 * --- the parts of the reader; each in the file of its name ---
 *
 * A row is n views of its cells. A function that returns bool and reads a row
 * returns false where the row is none of its kind.
 */

/* view.c */
/* What the cell looks like; *v borrows it, and lives in the form's arena. */
void view_cell(struct form *, const struct cell *, struct view *);
/*
 * Splits a cell that holds a label, a colon and a value: v[0] becomes the
 * label, v[1] the value. False: it does not.
 */
bool view_split(struct form *, struct view *v);
bool view_is_figure(const struct view *); /* by its shape */
double view_value(const struct view *);   /* its digits; NAN: it has none */
bool view_is_number(struct slice key);    /* a figure, a unit may follow */
bool view_is_plain(struct slice key);     /* digits and separators only */
bool view_is_percent(struct slice key);   /* 85.06% */
bool view_is_numbered(struct form *, const struct view *); /* 指标6:… */

/* table.c */
/* Reads all rows. An indicator at the end stays open for the next page. */
void table_read(struct form *, const struct grid *);
/* Reads one row of n views; false: nothing in it is known. */
bool table_row(struct form *, struct view *, size_t n);
/* Keeps cells as left unread: they become rejects if they hold figures. */
void table_leave(struct form *, const struct view *, size_t n);
/* The figures of a total whose label ended the row above; their cells, 0: none. */
size_t table_late_total(struct form *, const struct view *, size_t n);
/* Puts the lines that the cells stand on into a class. */
void table_claim(struct form *, const struct view *, size_t n, enum line_class);

/* head.c */
/* Opens the header that a row is; false: it is none. */
bool head_read(struct form *, const struct view *, size_t n);
/* Opens a usual order of columns, for rows whose header is on another page. */
void head_assume(struct form *, const struct view *, size_t n);
/* Notes where the slots are, once the columns stand. */
void head_index(struct head *);
/* The column that holds this, head->n for none. */
size_t head_column(const struct head *, enum slot);

/* funds.c */
/* A row of the open block of funds: a source and its figures. */
bool funds_row(struct form *, const struct view *, size_t n);
/*
 * Lays n figures that lost their place beside this label. False, and nothing
 * is added, where they do not prove each other.
 */
bool funds_proven(
    struct form *, const struct view *label, const struct view *, size_t n);
/* Adds a row whose values' columns are known. */
void funds_lay(struct form *, const struct view *label,
    const struct view *value, const size_t *column, size_t n);
/* Labels of money with a figure behind each: 年度资金总额 | 300 | 其中：… | 200 */
bool funds_inline(struct form *, const struct view *, size_t n);
/*
 * The column that a figure without a column is of, where it, or the first of
 * its block, repeats an amount of the total; NULL: not told.
 */
const struct role *funds_divided(struct form *, const struct view *);

/* Opens a funding row with its label and source (NULL: further); its row. */
uint32_t funds_add_row(
    struct form *, const struct view *label, const struct role *source);
/* Adds one figure of money or rate to a row; unit: of its header, or NULL. */
void funds_add_value(struct form *, uint32_t row, const struct role *,
    const struct view *, struct slice unit);
/* The unit that a label states in brackets, NULL: none. */
struct slice funds_label_unit(
    struct form *, const struct role *, const struct view *);

/* sources.c: one column, or one block of columns, for each source */
/* Labels of sources of money in a row. */
size_t sources_count(const struct view *, size_t n);
/* A header whose words are sources. */
bool sources_header(struct form *, const struct view *, size_t n);
/* A row of figures under such a header. */
bool sources_row(struct form *, const struct view *, size_t n);
/* A row that holds a source and a figure for each block. */
bool sources_blocks(struct form *, const struct view *, size_t n);
/*
 * Such a header and its rows in a run of cells, from its first on; empties: the
 * run has kept empty cells. The number of cells read; 0: they are none.
 */
size_t sources_run(struct form *, const struct view *, size_t n, bool empties);

/* list.c */
/* Opens the list of projects whose header a row is; false: it is none. */
bool list_header(struct form *, const struct view *, size_t n);
/* A row of the open list: one report. Any other row but a heading closes it. */
bool list_row(struct form *, const struct view *, size_t n);
/* The text around the list goes on. */
void list_close(struct form *);

/* indicators.c */
/* A row of the open block of indicators, or what continues its last one. */
bool indicators_row(struct form *, const struct view *, size_t n);
/* Opens a row whose cells stand in these columns (ALIGN_NONE: dropped). */
void indicators_lay(
    struct form *, const struct view *, size_t n, const size_t *column);
/* Adds the open indicator to the report; nothing continues it any more. */
void indicators_flush(struct form *);

/* pairs.c */
/* Keeps the unit of money that a cell states, wherever it stands: 单位：元 */
void pairs_captions(struct form *, const struct view *, size_t n);
/* Keeps the block that a cell names, and the unit that it states. */
void pairs_block(struct form *, const struct view *);
/* Labels, each with its value behind it. */
bool pairs_row(struct form *, const struct view *, size_t n);
/* Adds a figure; what is glued to a name (a code, a stamp) is taken off. */
void pairs_add(struct form *, struct report *, struct figure);
/* The same, for a figure of this role: cheaper. */
void pairs_add_role(
    struct form *, struct report *, struct figure, const struct role *);
/* Facts that a line of text states, added to the report; false: none. */
bool pairs_line(struct form *, struct report *, struct slice line);
/* The part of text that a part of its key was folded from. */
struct slice pairs_source(
    const struct key *, struct slice text, struct slice part);

/* flow.c */
/* A whole table as one row of cells, whose rows are told by their labels. */
void flow_read(struct form *, const struct row *);

/* prose.c */
/* Reads a paragraph (in the document's text; empty: nothing). */
void prose_paragraph(struct form *, struct slice text);
/* Adds the names that a title or opening sentence states to a report. */
bool prose_subject(
    struct form *, struct report *, struct slice text, struct rule_match *);
/*
 * The depth of a line's list number: 1 for 一、, 2 for (一), 3 for 1., 4 for
 * (1), 5 for circled digits; 0: none. *length: its bytes (may be NULL).
 */
int prose_numbering(struct slice, size_t *length);

/* forms.c */
/* What the lines above the next table say is kept in it; never NULL. */
struct report *forms_pending(struct form *);
/* A title of this form stands at `at`: the next table is of a new report. */
void forms_open(
    struct form *, const struct role *, struct slice title, const char *at);
struct report *forms_table(struct form *); /* the report a row belongs to */
void forms_new(struct form *);             /* another project begins */
void forms_close(struct form *);
void forms_decide(struct form *); /* each report's kind */

#endif
