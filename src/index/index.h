/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * index/index.h - what every mail said, and what we made of it, as questions have it
 *
 * The mails of a range or some that are named, with what is within them and the series
 * that they make. A temporary index may have kept texts (td_index_mail.text), so that
 * nothing is read twice.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/oid.h"
#include "base/span.h"
#include "notice/notice.h"
#include "patch/classic.h"
#include "patch/patch.h"
#include "store/file.h"

typedef struct td_rows td_rows; /* handle: rows being read */

/* A message as stored. Strings are borrowed until the next row. */
typedef struct td_index_row {
	int64_t id;
	int64_t thread; /* id of the thread: mails of one thread share it */
	int64_t parent; /* the message it answers, 0 for none or a ghost */
	int64_t series; /* 0 for none */
	int64_t list;   /* where it lies: its first place in the range, or of all */
	uint64_t position;
	uint32_t epoch;
	td_oid commit, blob;
	int64_t received, sent;
	int sent_zone;
	const char *message_id, *subject, *title, *class_name, *list_id;
	const char *tags;   /* words of the subject's tags, joined by blanks */
	td_span references; /* td_index_split_references makes a list of them */
	const char *from_name, *from_address; /* the sender */
	const char *author_name,
	    *author_address;        /* who wrote the patch; the sender else */
	int64_t from_id, author_id; /* the same number is the same name and address */
	td_kind kind;
	unsigned version, minor, number, total;
	bool has_version, has_number, rfc, resend, reply;
	unsigned files, insertions, deletions; /* counted; 0 without a diff */
	char patch_id[41];
	unsigned defects;
} td_index_row;

/* What a question is about: the mails of a range, or the ones that are named. */
typedef struct td_index_range {
	int64_t list;            /* 0: all */
	uint64_t first;          /* position, inclusive; 0 from the start */
	uint64_t last;           /* inclusive; 0 to the end */
	const int64_t *messages; /* these alone, ascending, which is the order they come
				  * in; NULL: by list and position */
	size_t n;
} td_index_range;

/*
 * Rows in order of arrival. td_rows_next gives false at the end and on error: look at
 * error after the loop.
 */
td_rows *td_index_messages(td_index *index, const td_index_range *range, GError **error);
bool td_rows_next(td_rows *rows, td_index_row *row, GError **error);
void td_rows_close(td_rows *rows);

typedef struct td_index_series {
	int64_t id;
	unsigned version, minor, total, received;
	bool rfc, resend;
	int64_t cover, head; /* messages; cover 0 for none */
} td_index_series;

/* The series that have a mail in the range, in order of their first mail. GArray of
 * td_index_series. */
GArray *
td_index_load_series(td_index *index, const td_index_range *range, GError **error);

typedef struct td_index_member {
	int64_t series, message;
	unsigned number;
	bool extra;
} td_index_member;
/* Members of those series, by series, then number. GArray of td_index_member. */
GArray *
td_index_load_members(td_index *index, const td_index_range *range, GError **error);

/* Of the messages in the range, by message, then as written. Strings borrowed until the
 * callback returns. */
typedef struct td_index_file {
	int64_t message;
	const char *path, *old_path; /* old_path NULL where it is the same */
	unsigned insertions, deletions;
	bool is_new, is_deleted, is_binary;
} td_index_file;
typedef struct td_index_trailer {
	int64_t message;
	const char *key, *value;
	const char *about; /* as td_trailer has it; "" for none */
} td_index_trailer;
typedef struct td_index_notice {
	int64_t message;
	td_notice_source source;
	const char *tree, *branch, *title, *message_id, *commit;
	const char *committer; /* as td_notice has it */
	unsigned number, total;
	bool partly, whole, promised, by_other;
} td_index_notice;
typedef struct td_index_pull {
	int64_t message;
	const char *base, *url, *ref, *tip;
} td_index_pull;

/* False on error. */
bool td_index_each_file(td_index *index, const td_index_range *range,
    void (*each)(const td_index_file *file, void *data), void *data, GError **error);
bool td_index_each_trailer(td_index *index, const td_index_range *range,
    void (*each)(const td_index_trailer *trailer, void *data), void *data,
    GError **error);
bool td_index_each_notice(td_index *index, const td_index_range *range,
    void (*each)(const td_index_notice *notice, void *data), void *data, GError **error);
bool td_index_each_pull(td_index *index, const td_index_range *range,
    void (*each)(const td_index_pull *pull, void *data), void *data, GError **error);

/* A kept text of a temporary index; NULL without error where none was kept. g_free it. */
char *td_index_find_text(td_index *index, int64_t message, GError **error);
/* The same for td_index_mail.changelog. */
char *td_index_find_changelog(td_index *index, int64_t message, GError **error);

/* How many mails of the range carry a List-Id, in no order. The text is borrowed until
 * the callback returns. */
bool td_index_each_list_id(td_index *index, const td_index_range *range,
    void (*each)(const char *list_id, unsigned mails, void *data), void *data,
    GError **error);

/* What was kept for the classic format, newest first. Spans are borrowed until the
 * callback returns. */
bool td_index_each_classic(td_index *index, const td_index_range *range,
    void (*each)(const td_classic *classic, void *data), void *data, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_rows, td_rows_close)
