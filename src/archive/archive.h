/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * archive/archive.h - where mail is kept, and how a stretch of it is read
 *
 * An archive is one of: a public-inbox v2 inbox (DIR/git/0.git, 1.git, ...), one bare
 * epoch of it, a v1 inbox (one mail a file at xx/yyyy...), a Maildir, an mbox file
 * (mboxo, mboxrd; gzip or not). Formats: public-inbox-v2-format(5),
 * public-inbox-v1-format(5), Maildir(5), RFC 4155.
 *
 * Reading is in two steps. td_archive_select() resolves a range to entries, in order of
 * arrival, oldest first, and reads no mail. Then readers, one a thread, load the mail of
 * any entry. A reader shares nothing with another one.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/oid.h"
#include "base/span.h"

typedef enum td_archive_kind {
	TD_ARCHIVE_V2,
	TD_ARCHIVE_EPOCH,
	TD_ARCHIVE_V1,
	TD_ARCHIVE_MAILDIR,
	TD_ARCHIVE_MBOX,
} td_archive_kind;

typedef struct td_archive td_archive; /* handle */
typedef struct td_reader td_reader;   /* handle */

/* What one step of the archive's history did. */
typedef struct td_entry {
	td_oid commit;    /* all zero in a Maildir or an mbox */
	td_oid object;    /* archive's own: what select met already, so that a reader need
			     not */
	int64_t received; /* seconds since 1970: committer's time, file's or From_ line's
			     time */
	uint64_t
	    offset;     /* archive's own: hash of a file's name, byte offset in an mbox */
	uint32_t size;  /* archive's own: bytes of the file, or in an mbox */
	uint16_t epoch; /* 2 of git/2.git; 0 where there are no epochs */
	uint16_t what;  /* archive's own: what kind of object that is */
} td_entry;

typedef enum td_mail_state {
	TD_MAIL_OK,
	TD_MAIL_REMOVED,   /* v2 `d`, or a file deleted in v1: the mail named by blob is
			      gone */
	TD_MAIL_NONE,      /* a commit that neither adds nor removes a mail */
	TD_MAIL_CORRUPT,   /* an object that is missing or damaged */
	TD_MAIL_TOO_LARGE, /* above TD_MAX_MAIL_BYTES */
} td_mail_state;

typedef struct td_mail {
	td_span bytes; /* the mail as stored, OK (and, for v2, REMOVED) only; borrowed */
	td_oid blob;   /* git's name for its bytes (SHA-1, also for files); OK and REMOVED
			  only */
	td_mail_state state;
	bool cut; /* bytes are its beginning: td_reader_load_head */
} td_mail;

typedef struct td_range_spec {
	const char
	    *revisions; /* as git writes them: A..B, A, HEAD~500, ^A; NULL for all */
	const char
	    *since; /* dates of arrival, as git reads them: "2 weeks ago", 2025-10-31 */
	const char *until;
	unsigned last; /* only the last N entries that hold a mail; 0 for no limit */
	int64_t now;   /* seconds since 1970; what "yesterday" is relative to */
} td_range_spec;

/* A resolved range. Open; read-only after. */
typedef struct td_range {
	GArray *entries; /* of td_entry, order of arrival, oldest first */
	char *from;      /* full hex id of the last commit before the range; NULL when it
			  * begins with the archive, or for files */
	char *to;        /* full hex id of the last commit in it; NULL for files */
	int64_t since;   /* what was asked for, resolved; INT64_MIN where not asked */
	int64_t until;   /* INT64_MAX where not asked */
	unsigned missing_epochs; /* numbers between two epochs of the range that are not
				  * there */
	bool shallow;  /* it ends at the boundary of a shallow clone, not where it was
			* asked to */
	bool broken;   /* it ends at a damaged or missing commit, which is an entry too */
	bool straight; /* each commit is the only parent of the next one */
} td_range;

/*
 * Opens what is at path. Errors: NOT_FOUND, NOT_ARCHIVE, GIT (a repository that libgit2
 * cannot read, for instance SHA-256), IO.
 */
td_archive *td_archive_open(const char *path, GError **error);
void td_archive_close(td_archive *archive); /* NULL is fine */

td_archive_kind td_archive_get_kind(const td_archive *archive);
/* How many repositories it has; 0 for a Maildir or an mbox. */
unsigned td_archive_epochs(const td_archive *archive);

/*
 * Resolves spec. Errors: UNKNOWN_REVISION, EMPTY, USAGE (a date that means nothing), GIT,
 * IO. The archive's order is git's first-parent, topological order within an epoch, and
 * epochs by number.
 */
td_range *
td_archive_select(td_archive *archive, const td_range_spec *spec, GError **error);
void td_range_free(td_range *range);

/*
 * What somebody keeps of a v2 inbox's history, so that the commits need not be read for
 * it. Each of its functions may not know; what it does know is as the commits have it.
 */
typedef struct td_known_history {
	/*
	 * Appends a commit that holds a mail and some of those before it, newest first,
	 * each the only parent of the one before; *next is the parent of the last one.
	 * Of each td_entry commit, received and epoch are set, and the mail's blob as its
	 * object. False, with nothing appended, where the commit is not known.
	 */
	bool (*load)(unsigned epoch, const td_oid *commit, GArray *entries, td_oid *next,
	    void *data);
	/*
	 * How many of an epoch's commits, from tip on back, have to be gone through to
	 * meet all that arrived at a moment or later; SIZE_MAX where it is not known.
	 */
	size_t (*count_since)(
	    unsigned epoch, const td_oid *tip, int64_t since, void *data);
	/* How many of an epoch's newest commits all came later than a moment; 0 where it
	 * is not known. */
	size_t (*count_after)(
	    unsigned epoch, const td_oid *tip, int64_t until, void *data);
	/* The commit so many first parents before an epoch's tip; false where it is not
	 * known. */
	bool (*find_back)(
	    unsigned epoch, const td_oid *tip, size_t steps, td_oid *commit, void *data);
	void *data;
} td_known_history;
/*
 * Tells an archive of it; it must last as long as the archive does. Fine, and of no use,
 * for all that is no v2 inbox whole.
 */
void td_archive_remember(td_archive *archive, const td_known_history *history);

/* How far an epoch has come. */
typedef struct td_tip {
	unsigned epoch; /* its number; 0 where there are no epochs */
	td_oid commit;  /* its newest; for a Maildir or an mbox made of what changes when
			   mails come or go, zero where that cannot be told yet */
} td_tip;

/* Of each epoch that has a commit, by number. GArray of td_tip. */
GArray *td_archive_load_tips(td_archive *archive);

/*
 * Goes back through an epoch from its newest commit, first parents only, to the first
 * that known says yes to. False when there is none.
 */
bool td_archive_find_known(td_archive *archive, unsigned epoch,
    bool (*known)(const td_oid *commit, void *data), void *data, td_oid *commit);

/*
 * All that came after tip in its epoch, and all of later epochs; a zero commit is the
 * epoch's beginning. The whole archive where tip is NULL. No entries is no error here.
 * Errors: UNKNOWN_REVISION, GIT, IO.
 */
td_range *td_archive_select_after(td_archive *archive, const td_tip *tip, GError **error);
/* The same of its epoch alone: an archive of many is read with as much memory as its
 * largest epoch needs. */
td_range *td_archive_select_epoch(td_archive *archive, const td_tip *tip, GError **error);

/* A date as git's approxidate reads it, except that words that mean nothing fail (USAGE).
 */
bool
td_archive_parse_date(const char *text, int64_t now, int64_t *seconds, GError **error);

/* For one thread's use; several may be open at once. Lives no longer than its archive. */
td_reader *td_reader_open(td_archive *archive, GError **error);
void td_reader_close(td_reader *reader);

/*
 * Loads an entry's mail; what it gives is borrowed until the reader's next load or its
 * close. A damaged or missing object is not an error (state tells); an error is fatal for
 * the reader (IO).
 */
bool
td_reader_load(td_reader *reader, const td_entry *entry, td_mail *mail, GError **error);

/*
 * The same for a mail that was read once: of its entry commit, epoch, offset and size are
 * given, and its blob. NONE where that place has another mail by now.
 */
bool td_reader_load_again(td_reader *reader, const td_entry *entry, const td_oid *blob,
    td_mail *mail, GError **error);
/* The same for who wants its beginning: of a mail in a pack that has more than most bytes
 * no more may be given. */
bool td_reader_load_head(td_reader *reader, const td_entry *entry, const td_oid *blob,
    size_t most, td_mail *mail, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_archive, td_archive_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_range, td_range_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_reader, td_reader_close)
