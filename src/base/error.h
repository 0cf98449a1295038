/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * base/error.h - the one error domain: what a caller can act on
 *
 * Headers name the codes of a function, but for those that are the same in a whole
 * folder: docs/architecture.md, "Reading a header".
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#define TD_ERROR (td_error_quark())

typedef enum td_error {
	TD_ERROR_NOT_FOUND,        /* no such file, list or message */
	TD_ERROR_NOT_ARCHIVE,      /* it is there, but holds no mail we can read */
	TD_ERROR_UNKNOWN_REVISION, /* the archive has no such commit or range */
	TD_ERROR_EMPTY,            /* the range is good and has nothing in it */
	TD_ERROR_MALFORMED,        /* damaged data: an object, a file, a rule */
	TD_ERROR_LIMIT,            /* a ceiling of base/limits.h */
	TD_ERROR_EXISTS,           /* the name is taken */
	TD_ERROR_GIT,              /* anything else libgit2 or git says */
	TD_ERROR_DATABASE,         /* anything SQLite says */
	TD_ERROR_IO,               /* a file, pipe or terminal */
	TD_ERROR_NETWORK,
	TD_ERROR_USAGE,      /* the caller's words: option, argument, setting */
	TD_ERROR_DENIED,     /* who asks has no right to it */
	TD_ERROR_TIME,       /* it would take longer than it may */
	TD_ERROR_UNREADABLE, /* mail that is there, and that this process may not read */
	TD_ERROR_UNREADY, /* a database that is sound, but not for now: the message says
			   * what to wait for or to do */
} td_error;

GQuark td_error_quark(void);

/* Whether it says that there are no bytes of a mail to be had: no archive has it any
 * more, or one that has may not be read. */
bool td_error_is_no_mail(const GError *error);
/* Whether it is the database, sound or not, that cannot be used. */
bool td_error_is_database(const GError *error);
