/* SPDX-License-Identifier: GPL-2.0-or-later */
/* render/words.h - small facts of a report as words, the same in every format */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "render/render.h"

/* "patch", "reply", ...: as JSON names them. Static. */
const char *td_words_kind(td_kind kind);

/* The link to a mail by options->mail_url, the message-id percent-encoded. g_free it. */
char *td_words_mail_url(const td_render_options *options, const char *message_id);

/* The words of the tags that name a tree or kin: "net-next" of "RFC PATCH net-next v3".
 * g_free it. */
char *td_words_tree(const char *tags);

/* The same of a series, after "RFC" where its status does not tell that. g_free it. */
char *td_words_marks(const td_report_series *series);

/* "Name <address>", or the one of them that there is. g_free it. */
char *td_words_person(const td_report_person *person);
/* The name, else the address; borrowed. */
const char *td_words_name(const td_report_person *person);

/* "since v2: 2 of 7 patches changed, 1 new, 1 dropped"; NULL where no version before is
 * known. g_free it. */
char *td_words_previous(const td_report_series *series);

/* The series of the range, then those of before it that something happened to. Free it;
 * the series are the report's. */
GPtrArray *td_words_listed(const td_report *report);

/* Numbers in order: "7, 11-14"; "" for none or NULL. numbers is of unsigned. g_free it.
 */
char *td_words_runs(const GArray *numbers);
/* The same of the patches that are missing. */
char *td_words_missing(const td_report_series *series);

/* A review trailer as lists shorten it: "R-b", "A-b", "T-b"; NULL for all others. */
const char *td_words_short_trailer(const char *key);

/*
 * The review trailers got in replies, a person once: "R-b Ann, Bob; A-b Cyd (1, 3)",
 * where (1, 3) are the patches, left out when it is for all. g_free it.
 */
char *td_words_trailers(const td_report_series *series);

/* "not shown: 31 bot, 12 stable"; NULL where nothing was left out. g_free it. */
char *td_words_left_out(const td_report *report);

/* "newest first": how the list is ordered. Static. */
const char *td_words_order(td_report_order order);

/* How a reader asks for series: the parts of a patch list. */
typedef enum td_words_group {
	TD_GROUP_NEW,
	TD_GROUP_VERSIONS,
	TD_GROUP_RFC,
	TD_GROUP_RESENT,
	TD_GROUP_REVIEWED,
	TD_GROUP_PARTS, /* of before the range, with a review that does not make it whole
			 */
	TD_GROUP_APPLIED, /* partly, too */
	TD_GROUP_CHANGES,
	TD_GROUP_REJECTED,
	TD_GROUP_SUPERSEDED,
	TD_GROUPS,
} td_words_group;

td_words_group td_words_group_of(const td_report_series *series);
const char *td_words_group_name(td_words_group group); /* "New versions"; static */

/* "New version", "RFC": a status where a line begins with it. Static. */
const char *td_words_status(td_report_status status);

/* False where the order that was asked for cuts across groups (by author, by size). */
bool td_words_grouped(td_report_order order);

/*
 * The text of a patch or cover letter for a reader: cleaned (output/clean.h), without
 * blank lines at its ends and, in a cover letter, without its signature. NULL on error.
 * g_free it.
 */
char *
td_words_message(const td_report *report, const td_report_patch *patch, GError **error);

/* Its author's words on what changed since the version before, cleaned; "" for none. NULL
 * on error. g_free it. */
char *
td_words_changelog(const td_report *report, const td_report_patch *patch, GError **error);

/*
 * "5 patches, series or requests; some may have been sent before this range": of series
 * that were applied, only those of the range are counted elsewhere. g_free it.
 */
char *td_words_applied(const td_report *report);

/* Why the patches of contributors may be fewer than those of the totals: "" where none
 * was posted twice. Static. */
const char *td_words_once(const td_report *report);

/* How many rows of a ranked list are shown. */
unsigned td_words_rows(const td_report *report, const GPtrArray *list);

/* "title [net-next]": what a thread is called. g_free it. */
char *td_words_topic(const td_report_thread *thread);

/* The discussions that began in the range and are not among the threads most talked about
 * on the same page. Free it; they are the report's. */
GPtrArray *td_words_discussions(const td_report *report);
/* What they are called beside those. Static. */
const char *td_words_discussions_name(const td_report *report);
