/* SPDX-License-Identifier: GPL-2.0-or-later */
/* store/store.h - the open database and its statements, for the folders that read and
 * write the index */
#pragma once

#include <glib.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/oid.h"
#include "store/column.h"
#include "store/file.h"
#include "store/intern.h"
#include "store/map.h"
#include "store/seen.h"

/*
 * Rows that belong to a parent have both in one rowid: (parent << BITS) | ordinal. They
 * lie together and in order, and need no index of their own.
 */
#define TD_PLACE_BITS 40 /* place: list, position */
#define TD_PART_BITS 16  /* file, trailer, notice: message, ordinal */
/* notice.partly */
enum {
	TD_EXTENT_PARTLY = 1,
	TD_EXTENT_WHOLE = 2,
	TD_EXTENT = 3,
	TD_EXTENT_PROMISED = 4,
	TD_EXTENT_BY_OTHER = 8
};
#define TD_MEMBER_BITS 24 /* member: series, ordinal */
#define TD_LOW(bits) ((INT64_C(1) << (bits)) - 1)

/* message.flags */
enum {
	TD_FLAG_VERSION = 1 << 0, /* a version was said */
	TD_FLAG_NUMBER = 1 << 1,  /* n/m was said */
	TD_FLAG_RFC = 1 << 2,
	TD_FLAG_RESEND = 1 << 3,
	TD_FLAG_REPLY = 1 << 4,
	TD_FLAG_MANGLED = 1 << 5, /* From is the list's doing: author sent it */
	TD_FLAG_NOTICE = 1 << 6,  /* it has rows of notice */
	TD_FLAG_TRAILER = 1 << 7, /* it has rows of trailer */
	TD_FLAG_CITES = 1 << 8,   /* it has rows of notice for commits that it cites */
};

/* file.flags */
enum {
	TD_FILE_NEW = 1 << 0,
	TD_FILE_DELETED = 1 << 1,
	TD_FILE_BINARY = 1 << 2,
	TD_FILE_RENAME = 1 << 3,
	TD_FILE_COPY = 1 << 4,
	TD_FILE_MODE = 1 << 5,
};

/* The statements that are used again and again; their text is in store.c. */
typedef enum td_sql {
	TD_SQL_BEGIN,
	TD_SQL_COMMIT,
	TD_SQL_NEWEST_PUT,
	TD_SQL_META_FIND,
	TD_SQL_META_PUT,
	TD_SQL_CLASS_FIND,
	TD_SQL_CLASS_PUT,
	TD_SQL_CHECK,
	TD_SQL_INDEX_FIND,
	TD_SQL_LIST_FIND,
	TD_SQL_LIST_ADD,
	TD_SQL_HEAD_PUT,
	TD_SQL_HEAD_FIND,
	TD_SQL_ADDRESS_GET,
	TD_SQL_ADDRESS_FIND,
	TD_SQL_ADDRESS_ADD,
	TD_SQL_PATH_FIND,
	TD_SQL_PATH_ADD,
	TD_SQL_WORD_GET,
	TD_SQL_WORD_FIND,
	TD_SQL_WORD_ADD,
	TD_SQL_NAME_ADD,
	TD_SQL_MESSAGE_FIND,
	TD_SQL_MESSAGE_CHECK,
	TD_SQL_MESSAGE_ADD,
	TD_SQL_MESSAGE_PLACE,
	TD_SQL_MESSAGE_LINKING,
	TD_SQL_PLACE_LAST,
	TD_SQL_PLACE_ADD,
	TD_SQL_PLACE_EACH,
	TD_SQL_PLACE_OF_BLOB,
	TD_SQL_PLACE_OF_NAME,
	TD_SQL_PLACE_GONE,
	TD_SQL_SKIP_ADD,
	TD_SQL_SKIP_EACH,
	TD_SQL_CLASSIC_REMOVE,
	TD_SQL_TEXT_REMOVE,
	TD_SQL_LINK_REMOVE,
	TD_SQL_FILE_ADD,
	TD_SQL_TRAILER_ADD,
	TD_SQL_NOTICE_ADD,
	TD_SQL_PULL_ADD,
	TD_SQL_TEXT_ADD,
	TD_SQL_TEXT_FIND,
	TD_SQL_CLASSIC_ADD,
	TD_SQL_TIES,
	TD_SQL_TIE_FIND,
	TD_SQL_TIE_ADD,
	TD_SQL_CLUSTER_FIND,
	TD_SQL_CLUSTERS,
	TD_SQL_CLUSTER_ABOVE,
	TD_SQL_CLUSTER_PUT,
	TD_SQL_CLUSTER_MAILS,
	TD_SQL_CLUSTER_BELOW,
	TD_SQL_LINK_START,
	TD_SQL_LINK_PUT,
	TD_SQL_LINK_ROWS,
	TD_SQL_COPIES,
	TD_SQL_LINK_SERIES,
	TD_SQL_SERIES_ADD,
	TD_SQL_SERIES_FIND,
	TD_SQL_SERIES_REMOVE,
	TD_SQL_MEMBER_ADD,
	TD_SQL_MEMBER_EACH,
	TD_SQL_MEMBER_REMOVE,
	TD_SQL_SIGN_ADD,
	TD_SQL_PROFILE_ANY,
	TD_SQL_PROFILE_MAIL,
	TD_SQL_PROFILE_PATHS,
	TD_SQL_PROFILE_ADD,
	TD_SQL_PROFILE_FIND,
	TD_SQL_PROFILE_REMOVE,
	TD_SQL_TRACES,
	TD_SQL_TRACE_ADD,
	TD_SQL_TRACE_REMOVE,
	TD_SQL_TRACE_BEFORE,
	TD_SQL_TRACE_AFTER,
	TD_SQL_EDGE_PUT,
	TD_SQL_EDGE_FIND,
	TD_SQL_EDGE_AFTER,
	TD_SQL_EDGE_REMOVE,
	TD_SQL_NEWS_ADD,
	TD_SQL_NEWS_FIND,
	TD_SQL_NEWS_ALL,
	TD_SQL_CLAIM_ADD,
	TD_SQL_CLAIM_REMOVE,
	TD_SQL_CLAIM_IS_OWN,
	TD_SQL_CLAIM_ABOVE,
	TD_SQL_CLAIM_OF_NOTICE,
	TD_SQL_CLAIM_NOTICES,
	TD_SQL_CLAIM_OF_SERIES,
	TD_SQL_LINK_UP,
	TD_SQL_STANDING_PUT,
	TD_SQL_STANDING_REMOVE,
	TD_SQL_STANDING_STATE,
	TD_SQL_CITED_PUT,
	TD_SQL_CITED_REMOVE,
	TD_SQL_STANDING_OF_THREAD,
	TD_SQL_STANDING_THREAD,
	TD_SQL_STANDING_TRAILERS,
	TD_SQL_STANDING_AUTHOR,
	TD_SQL_STANDING_NOTICES,
	TD_SQL_STANDING_PATCH,
	TD_SQL_FIND_NAME,
	TD_SQL_FIND_MESSAGE_ID,
	TD_SQL_FIND_PATCH_ID,
	TD_SQL_FIND_CHANGE_ID,
	TD_SQL_FIND_THREAD,
	TD_SQL_FIND_THREAD_FORMS,
	TD_SQL_LINE,
	TD_SQL_REFERENCES,
	TD_SQL_PLACES,
	TD_SQL_TOPIC,
	TD_SQL_POSTER,
	TD_SQL_ANSWER_TIME,
	TD_SQL_CHANGE_ADD,
	TD_SQL_CHANGE_TRIM,
	TD_SQL_CHANGE_LAST,
	TD_SQL_CHANGE_AFTER,
	TD_SQL_DATA_VERSION,
	TD_SQL_LIST_MESSAGES,
	TD_SQL_LISTS,
	TD_SQL_LIST_EXTENT,
	TD_SQL_LIST_MEASURE,
	TD_SQL_LIST_UNTRUE,
	TD_SQL_LIST_LAST,
	TD_SQL_COUNT,
} td_sql;

/* What td_link_mails_take reads of message m; then come when it arrived and at which
 * place.
 */
#define TD_LINKING_COLUMNS                                                               \
	"m.id, m.message_id, m.refs, m.kind, m.flags, m.version, m.minor, m.number,"     \
	" m.total, m.title, m.subject, m.tags, m.patch_id, m.sent,"                      \
	" (SELECT CASE a.address WHEN '' THEN a.name ELSE a.address END FROM address a"  \
	" WHERE a.id = CASE WHEN m.flags & 32 THEN m.author ELSE m.sender END),"         \
	" m.alike"

struct td_index {
	sqlite3 *db;
	char *path; /* NULL: temporary */
	sqlite3_stmt *sql[TD_SQL_COUNT];
	uint64_t seed; /* of every hash in this index */
	int64_t newest_message;
	int64_t newest_stored;    /* as it was when writing began */
	GHashTable *list_names;   /* int64_t * id to char * name */
	int64_t last_list;        /* the newest one's id; 0 without any */
	int64_t data_version;     /* SQLite's: another one when others wrote */
	unsigned wait;            /* seconds for another writer */
	bool emptied;             /* it was too old when it was opened */
	bool writing;             /* between begin and commit */
	bool whole;               /* between begin_whole and commit_whole */
	bool wrote;               /* something was committed */
	bool viewing;             /* temporary tables stand before the links */
	bool deferred;            /* the indexes of late.h are left out for now */
	int64_t deferred_version; /* as data_version, when they were */
	bool places_indexed, blobs_indexed;
	int64_t allowed; /* where the thread's clock ends a question; 0: nowhere */
	unsigned looks;
	bool spent;        /* it was there */
	bool any_gone;     /* a mail was taken back since it was opened */
	GHashTable *early; /* int64_t * messages that died before their words came */
	bool linked;       /* series of some clusters are stored and may have to go */
	GHashTable *ready; /* of sqlite3_stmt * by char * text; NULL: ready.h */
	td_intern *addresses, *paths, *words;
	td_map *contents;             /* temporary: which contents are there */
	GHashTable *masks;            /* int64_t * list to td_mask *; NULL: none yet */
	int64_t masks_version;        /* of the file, when they were read */
	td_seen *traces;              /* keys of profiles that there are; NULL: ask */
	GHashTable *profiles;         /* those that the writer knows: judge/profiles.h */
	struct td_unlogged *unlogged; /* no index yet, and without a log; NULL: one */
	struct td_checkpoints *checkpoints; /* NULL: SQLite does them by itself */
	struct td_touched *touched; /* rows of this commit; NULL before the first */
	/* What folders above keep with an index that is open. They make it when it is
	 * first needed, and leave with td_store_at_close what frees it. */
	struct td_clusters *clusters;
	struct td_measures *measures;  /* of lists, in this commit */
	struct td_link_mails *to_link; /* temporary: those that are not linked yet */
	struct td_judging *judging;
	struct td_known_people *known_people;
	GArray *at_close;
};

/* Once the database is closed, free is called with data. */
void td_store_at_close(td_index *index, void *data, GDestroyNotify free);

/* Turns what SQLite says into DATABASE (IO for a file that cannot be opened, UNREADY
 * while another one writes): "what: reason". Always false. */
bool td_store_fail(td_index *index, const char *what, GError **error);

/* NOT_FOUND: a file that somebody began to make. Always false. */
bool td_store_fail_empty(const td_index *index, GError **error);

/* TIME: a question went beyond its allowance. Always false. */
bool td_store_fail_spent(GError **error);

/* A statement of the table, made ready at its first use; reset and without old values.
 * NULL on error. */
sqlite3_stmt *td_store_sql(td_index *index, td_sql which, GError **error);

/* Runs a statement that gives no rows, then resets it. */
bool td_store_run(td_index *index, sqlite3_stmt *stmt, GError **error);

/* The same with ids bound; a last of 0 where the statement has one id only. */
bool td_store_run_ids(
    td_index *index, td_sql which, int64_t first, int64_t last, GError **error);

/* The number that a statement with one id gives; 0 where it gives none. */
bool td_store_find_number(
    td_index *index, td_sql which, int64_t id, int64_t *number, GError **error);

/* Steps; *row tells whether there is one. The statement is reset at the end and on
 * error. */
bool td_store_step(td_index *index, sqlite3_stmt *stmt, bool *row, GError **error);

/* A statement of another text, to be finalized. NULL on error. */
sqlite3_stmt *td_store_prepare(td_index *index, const char *text, GError **error);
/* Runs one to its end, a call for each row, and finalizes it. False for NULL. */
bool td_store_gather(td_index *index, sqlite3_stmt *stmt,
    void (*take)(sqlite3_stmt *, GArray *), GArray *into, GError **error);

/* Adds the numbers that a statement of the table gives, of int64_t, to ids. */
bool td_store_add_ids(td_index *index, sqlite3_stmt *stmt, GArray *ids, GError **error);
/* The same into a set of int64_t * that frees its keys (g_free). */
bool
td_store_take_ids(td_index *index, sqlite3_stmt *stmt, GHashTable *ids, GError **error);

/* A number that changes when another connection wrote. */
bool td_store_version(td_index *index, int64_t *version, GError **error);

/* Adds each key that a statement gives. */
bool td_store_learn(td_index *index, td_sql which, td_seen *keys, GError **error);

/* Runs fixed text of our own. */
bool td_store_exec(td_index *index, const char *text, GError **error);

/* How many lists there are. */
unsigned td_store_lists(const td_index *index);
void td_store_note_list(td_index *index, int64_t id, const char *name);
/*
 * The order of arrival over all lists: by time, then list's name, then position. It does
 * not depend on which list was added first. Below 0 where a comes first.
 */
int td_store_compare_places(const td_index *index, int64_t received_a, int64_t place_a,
    int64_t received_b, int64_t place_b);
