/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/render/model_make.h - the pieces that models are put together from */
#pragma once

#include "model.h"

/* The index of these tests: what the classic format would find in it, newest first. */
struct td_index {
	const td_classic *mails;
	size_t n;
};

/* Owns everything in it; the report is its first member. */
typedef struct model {
	td_report report;
	GPtrArray *strings; /* and all else that g_free frees */
	GPtrArray *arrays;  /* of GPtrArray * */
	GPtrArray *garrays; /* of GArray * */
	GHashTable *texts;  /* message to static text */
	int64_t last_message;
} model;

model *model_new(const char *list_name);
char *model_string(model *m, const char *text);
td_report_person *model_person(model *m, const char *name, const char *address);
void
model_count(model *m, GPtrArray *to, const char *name, unsigned patches, unsigned people);
GPtrArray *model_array(model *m);
void *model_alloc(model *m, size_t n);

typedef struct model_file {
	const char *path, *old_path;
	unsigned insertions, deletions;
	const char *flags; /* n(ew), d(eleted), b(inary); NULL */
} model_file;

/* A patch added to the series; counts come from its files, which end with a NULL path. */
/* What the author says is new in it. */
void model_changelog(model *m, const td_report_patch *patch, const char *text);
td_report_patch *model_patch(model *m, td_report_series *series, unsigned number,
    const char *title, const char *text, const model_file *files);
/* The cover letter; before the patches. */
void model_cover(model *m, td_report_series *series, const char *text);

typedef struct model_series {
	td_report_status status;
	const char *title, *tags, *name, *address;
	unsigned version, total;
	int64_t received;
	const char *id; /* message-ids are ID-N-name */
	unsigned replies, repliers;
	int64_t last_reply;
	const char *evidence, *evidence_text;
} model_series;

td_report_series *model_add(model *m, const model_series *what);
/* A trailer got in a reply. number 0: for the whole series. */
td_report_trailer *model_trailer(model *m, td_report_series *series, unsigned number,
    const char *key, const char *name, const char *address);
