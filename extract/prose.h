/*
 * prose.h - reading running text; what the prose files share.
 *
 * A sentence is read figure by figure. The words in front of a figure, back to
 * the figure before it, are searched for openers (其中, 截至6月), which hold on
 * to the sentence's end, and its own clause for cues (支出, 年初预算, 到位): the
 * nearest cue says what it measures. Tails are the words right behind a figure
 * (全部到位). All of them are rules.
 */
#ifndef PROSE_H
#define PROSE_H

#include <stdbool.h>
#include <stddef.h>

#include "fold.h"
#include "form.h"
#include "report.h"
#include "rules.h"

/* Amounts in a row that are remembered. */
#define ROW_MAX 8u

struct measure {
	const char *name; /* "executed" */
	const char *type; /* "money" */
};

/* What an opener changes for the figures that follow it in the sentence. */
enum opens {
	OPENS_NOTHING,
	OPENS_PARTS,   /* 其中: they are parts of the figure before */
	OPENS_SEVERAL, /* 分别: which is whose cannot be told */
	OPENS_UNTIL,   /* 截至6月底: a part of the year only */
	OPENS_YEAR,    /* 全年, 年底: the whole year again */
	OPENS_OF,      /* 2021年: of that year, the report's own or not */
	OPENS_SPAN,    /* 2021-2023年, 三年共: of several years */
	OPENS_COUNT
};

/* A rule of kind cue or tail, its attributes read. */
struct cue {
	const struct rule *rule;
	/* NULL: the figure is none of ours. */
	const struct measure *measure;
	const struct measure *until; /* in a part of the year; or NULL */
	const struct measure
	    *otherwise; /* where `where` is not said; or NULL */
	bool weak;      /* a noun: any other cue in the clause is heard first */
	bool source;    /* names who gives the money */
	bool level;     /* a level of government */
	bool main;      /* says so clearly what it is that parts end there */
	bool whole;     /* all of what stands in front of it */
	bool change;    /* what was added to a budget, or taken from it */
};

/* A figure of a sentence. */
struct found {
	struct slice figure; /* in the key */
	struct slice whole;  /* with its unit */
	const char *type;
	const struct rule *rule; /* that found it */
	struct slice unit; /* in the key, where it stands apart; or NULL */
};

/* What is remembered of a document's text while it is read. */
struct prose {
	struct arena *scratch; /* lives as long as a paragraph */
	struct rule_set *figures, *cues, *openers, *tails, *items, *places,
	    *years, *lists, *forms, *documents, *headings, *publishers, *signs,
	    *leads, *kernels;
	struct context_memo **memo; /* prose_context.c's, of all documents */
	struct measure *measure;
	size_t measure_n;
	struct cue *cue, *tail; /* by the rule's index; see prose_cue */
	const struct measure *part, *score, *part_score, *budget, *amount,
	    *executed, *annual, *other_year, *review_score, *remaining;
	/* What the headings above say, with their depth; NULL: nothing. */
	struct slice project, place, heading;
	int project_depth, place_depth;
	struct slice outer; /* the project around an entry that names its own */
	int outer_depth;
	const struct report *dated; /* its title has been asked: */
	bool mid_year;              /* it is of a part of the year */
	bool entry_bare;            /* it has no number: of one sentence only */
	int is_heading;        /* depth of the paragraph if it is one, or 0 */
	struct report *report; /* the narrative that is being read */
	unsigned paragraphs;   /* of it so far */
	bool graded;           /* its grade is known */
	bool reviewed;         /* its total is of who checked it */
	bool vague;       /* its project is named by the source of the money */
	unsigned place_n; /* passages kept as evidence of its place */
	struct figure cited_year; /* of a budget, in a notice; likewise */
	struct figure any_year;   /* that sentences speak of, or text.p NULL */
	struct figure publisher;  /* of the document, or text.p NULL */
	unsigned lines;           /* of the document, looked at for it */
	bool publisher_weak;      /* only a signature */
	bool years_differ;        /* sentences speak of several years */
	bool refused;             /* the document is of another kind */
	bool doubtful; /* it reads like a report, but has not said so yet */
	struct report *own[64];    /* reports of projects that lists name */
	struct slice own_name[64]; /* as printed */
	size_t own_n;
};

/* A sentence in a paragraph. Slices point into the key but for text. */
struct sentence {
	const struct key *key; /* of the paragraph */
	struct slice text;     /* of the paragraph, in the document */
	struct slice s;
	struct slice passage; /* printed, where s is said anew; or NULL */
	struct slice place;   /* printed; of the clause last seen, or NULL */
	bool place_apart;     /* it was named among parts: they are its own */
	size_t brackets;      /* open before the figure */
	size_t money;         /* figures of money read */
	const char *sourced;  /* measure of the source that a budget had */
	size_t sourced_at;    /* where that statement's measure stands */
	struct slice item;    /* printed; the last subject of a main figure */
	bool goes_on; /* a semicolon stands in front: what was open is */
	bool parts, until;
	bool until_leads; /* it was said in front of all figures */
	bool other_year;  /* the figures are of another year, or of several */
	bool own_year;    /* the report's own has been said */
	bool part_stated; /* a part has a budget or spending of its own */
	const struct measure *whole; /* of the last figure that was no part */
	size_t sources; /* figures in a row that say who gives the money */
	const struct measure *shared; /* what the first of them measures */
	bool changed;                 /* the last figure changed a budget */
	const struct measure *row;    /* of the last amounts, all the same */
	struct report *row_of;
	size_t row_n, row_at[ROW_MAX]; /* where their measures stand */
	size_t row_places;             /* of them, those of a named place */
	bool scored;       /* points of an indicator stand in front */
	bool yearless;     /* it has been searched for a year */
	bool parts_inside; /* the parts end with the bracket */
};

/* prose.c */
struct prose *prose_state(struct form *);
void prose_free(struct form *);
/*
 * The key of a text in the scratch arena: fold_key, less the pinyin in
 * brackets that bad converters leave behind characters, and with numbers that
 * a line break cut in two whole again.
 */
struct key prose_key(struct form *, struct slice text);
/* The printed text of a part of a key, and its words if they differ. */
void prose_words(
    struct form *, const struct key *, struct slice part, struct figure *);

/* False where the set is NULL or nothing matches. */
bool prose_match(struct rule_set *, struct slice key, struct rule_match *);
/* What the rule of a cue or tail says, its attributes read on first use. */
const struct cue *prose_cue(struct prose *, struct cue *, const struct rule *);
/* What the rule of an opener opens. */
enum opens prose_opens(const struct rule *);

/* prose_figures.c */
void prose_sentence(struct form *, struct sentence *);

/* prose_spread.c */
/*
 * A sentence that states figures of several things in turn (分别为), as one for
 * each of them, with semicolons between. Its key borrows the scratch arena.
 */
bool prose_spread(struct form *, const struct sentence *, struct key *);

/* prose_statements.c */
struct slice prose_printed(const struct sentence *, struct slice part);
/*
 * Makes the report of a project (its name as printed) the open one, if there is
 * one, or if add and the open report is of another project. Returns the report
 * that was open, to be opened again.
 */
struct report *prose_own(
    struct form *, const struct rule *, struct slice name, bool add);
/*
 * True where a name is, in short or at length, that of the project that the
 * report is of: 衔接资金 of 财政衔接推进乡村振兴补助资金.
 */
bool prose_is_own(struct form *, const struct report *, struct slice name);
/*
 * The report of a project (its name as printed) that sentences of another
 * report name; NULL where there are too many. rule: the id of what read it.
 */
struct report *prose_own_report(
    struct form *, struct report *parent, const char *rule, struct slice name);
/* Adds a statement to the open report. item: whose figure it is, or NULL. */
void prose_statement(struct form *, struct sentence *, const struct rule *,
    const struct measure *, const struct found *, struct slice item);
/* Reads a sentence that lists projects; false: it is none. */
bool prose_list(struct form *, struct sentence *);

/* prose_projects.c */
/* Gives projects that sentences name with both figures their own reports. */
void prose_projects(struct form *);

/* prose_names.c */
/* Names and years in a paragraph near the beginning of a narrative. */
void prose_names(
    struct form *, struct report *, const struct key *, struct slice text);
/* The year that a sentence speaks of. money: it states an amount. */
void prose_year(struct form *, struct sentence *, bool money);
/* Keeps who published the page, if the line says so; true: it says only that. */
bool prose_publisher(struct form *, struct slice line, const struct key *);
/*
 * Decides what the reports are (forms_decide), then fills in what only all of
 * a document tells: year, department, unit.
 */
void prose_settle(struct form *);

/* prose_heading.c */
/*
 * Reads a numbered heading; true: it has been dealt with, and states nothing
 * else. False: the text may be a sentence.
 */
bool prose_heading(struct form *, struct slice text, const struct key *);
/*
 * A sentence s of a paragraph that begins like an entry of a
 * list: a project that it names is that of the figures behind it, to the next
 * entry or prose_entries_end.
 */
void prose_entry(
    struct form *, struct slice text, const struct key *whole, struct slice s);
/* Figures are of the subject of the paragraph again. */
void prose_entries_end(struct form *);
/* True where a line is a numbered heading that no other line continues. */
bool prose_is_heading(struct form *, struct slice line);

#endif
