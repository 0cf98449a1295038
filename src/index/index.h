/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * index/index.h - the SQLite file: what every mail said, and what we made of it
 *
 * A cache of the archives; docs/index.md has the schema. Everything above this folder
 * asks through these calls: no SQL and no sqlite3 type leaves it. One writer at a time; a
 * handle is for one thread. Without a path the index is temporary: private, gone when
 * closed, and it may keep texts (td_index_mail.text) so that nothing is read twice.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/oid.h"
#include "message/message.h"
#include "notice/notice.h"
#include "patch/classic.h"
#include "patch/patch.h"
#include "patch/pull.h"
#include "series/series.h"

typedef struct td_index td_index; /* handle */
typedef struct td_rows td_rows;   /* handle: rows being read */

typedef struct td_index_options {
	const char *path; /* NULL: a temporary index */
	bool write;       /* ignored for a temporary index */
	unsigned wait;    /* seconds that begin waits for another writer; 0: ten */
} td_index_options;

/* DATABASE, IO; NOT_FOUND when it is to be read and is not there. */
td_index *td_index_open(const td_index_options *options, GError **error);
void td_index_close(td_index *index);
/* Whether it was opened for writing, was of an older schema and is empty now: all lists
 * are to be indexed again. */
bool td_index_was_emptied(const td_index *index);

/* What a file is, beside the index that this program makes. */
typedef enum td_index_age {
	TD_INDEX_EMPTY, /* nothing is in it yet */
	TD_INDEX_OLDER,
	TD_INDEX_CURRENT,
	TD_INDEX_NEWER,
} td_index_age;

/* The file is there, and only read. DATABASE where it is no index. */
bool td_index_find_age(const char *path, td_index_age *age, GError **error);
/* The number of the schema that this program makes. */
unsigned td_index_schema(void);

/* For who keeps an index open for reading: whether others wrote since the last call (the
 * first one says yes). DATABASE where it is of another schema by now: open it again. */
bool td_index_refresh(td_index *index, bool *changed, GError **error);

/* Writing is between begin and commit; without a commit nothing happened. After an error
 * in between there is only td_index_close. commit links what was not linked yet. */
bool td_index_begin(td_index *index, GError **error);
bool td_index_commit(td_index *index, GError **error);
/* For what would be there by half for a while: all that is written between these two, by
 * as many begins and commits as one likes, is there for readers with the second one, and
 * without it nothing happened. */
bool td_index_begin_whole(td_index *index, GError **error);
bool td_index_commit_whole(td_index *index, GError **error);
/*
 * Before that many mails are added: where they are many beside what is there, some
 * secondary indexes are left out until td_index_settle makes them, which costs less. A
 * run that was killed in between leaves them out, and questions that want them take
 * longer; is_settled says so. Neither is called between begin and commit.
 */
bool td_index_defer(td_index *index, uint64_t mails, GError **error);
bool td_index_settle(td_index *index, GError **error);
bool td_index_is_settled(td_index *index, bool *settled, GError **error);
/* Where much of the file is unused it becomes shorter; not between begin and commit. */
bool td_index_trim(td_index *index, GError **error);

/* Reads all of the file: what SQLite finds wrong with it, a line each, or an empty text.
 * g_free it. */
char *td_index_check(td_index *index, GError **error);

/* The list's row, made where it is not there yet. name is the one it was added under or
 * "". */
bool td_index_put_list(td_index *index, const char *name, int64_t *list, GError **error);

/* How far an epoch of the list is read: its newest commit that is indexed, and the
 * position of the last mail. */
bool td_index_put_head(td_index *index, int64_t list, uint32_t epoch,
    const td_oid *commit, uint64_t position, GError **error);
/* *commit and *position are set where something was found. */
bool td_index_find_head(td_index *index, int64_t list, uint32_t epoch, td_oid *commit,
    uint64_t *position, bool *found, GError **error);

/*
 * One mail in one place. All borrowed during the call. Message is always there; patch is,
 * but for a temporary index that is asked for list-ids and classic rows only: a mail
 * without it is a place with no message behind it.
 */
typedef struct td_index_mail {
	int64_t list;
	uint32_t epoch;
	uint64_t
	    position; /* ordinal of arrival within the list, from 1, over all epochs */
	td_oid commit;
	td_oid blob;
	uint64_t offset; /* td_entry's */
	uint32_t size;
	int64_t received;
	const td_message *message;
	const td_patch *patch; /* with its notice and pull request; NULL: see above */
	uint64_t text_hash;    /* td_index_hash_text of all its text */
	const char *class_name;
	const char
	    *text; /* temporary index: the commit message or cover text to keep; NULL */
	const char *changelog;     /* with text: what its author says is new; NULL */
	const td_classic *classic; /* temporary index, for that format only; NULL */
} td_index_mail;

/* What is there already, in this list or another one, gets one more place: what counts is
 * what it says (docs/index.md), not its bytes. *id is the message's. */
bool
td_index_add(td_index *index, const td_index_mail *mail, int64_t *id, GError **error);
/* Of what a person would read of the mail (td_patch.text), but for a list's footer; seed
 * is td_index_seed's. */
uint64_t td_index_hash_text(const char *text, uint64_t seed);
uint64_t td_index_seed(const td_index *index);
/* Whether it wants what td_patch_options.versions asks for: a lasting one does. */
bool td_index_chains_versions(const td_index *index);
/* The highest id given to a message so far: one that was there before is not above it. */
int64_t td_index_newest(const td_index *index);
/* The mail is taken out of the list, at that position; without a place left it is gone.
 * Ranges that end before that position still have it. message_id is what its bytes say,
 * NULL where nobody can read them any more: then all places of the list are looked
 * through. */
bool td_index_remove(td_index *index, int64_t list, uint64_t position, const td_oid *blob,
    const char *message_id, bool *found, GError **error);

/*
 * After mails were added: threads of what is new or touched are built again (src/thread),
 * then their series (src/series), and stored.
 */
bool td_index_link(td_index *index, GError **error);

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

/*
 * From here on links, threads and series are made of the mails of this range alone, as
 * they are in a temporary index of it; all questions answer so until the view ends. A
 * view before ends with it. Ids of threads and series are not those of the whole. Works
 * on an index that is open for reading; td_index_begin ends it.
 */
bool td_index_view(td_index *index, const td_index_range *range, GError **error);
bool td_index_view_end(td_index *index, GError **error);

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
	bool partly, whole;
} td_index_notice;
typedef struct td_index_pull {
	int64_t message;
	const char *base, *url, *ref, *tip;
} td_index_pull;

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

G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_index, td_index_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_rows, td_rows_close)
