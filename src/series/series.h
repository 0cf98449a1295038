/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * series/series.h - patches into series
 *
 * By thread, author, version and n/m; not by title alone. Rules and what the peers do:
 * docs/series.md (b4: LoreMailbox, LoreSeries; patchwork: parser.find_series).
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "patch/patch.h"

/* One patch or cover letter as series needs to know it; strings are borrowed. */
typedef struct td_series_mail {
	int64_t id;     /* the caller's own, > 0 */
	int64_t thread; /* mails of one thread share it */
	int64_t parent; /* id of the mail that it answers; 0 for none or a ghost */
	const char *message_id; /* "" for none */
	const char *sender; /* who sent it, one string a person, compared without case */
	const char *title;  /* td_subject_key */
	const char *patch_id; /* "" for none */
	const char *tags;     /* words of the tags joined by blanks */
	td_kind kind;         /* PATCH or COVER */
	unsigned version, minor, number, total;
	bool has_number, has_version, rfc, resend;
	int64_t sent, received;
} td_series_mail;

typedef struct td_series_member {
	int64_t id;
	unsigned number; /* its slot; 1 for a single patch */
	bool extra;      /* another mail that claims the same slot; the first one with an
			    explicit number has it; a second cover has number 0 */
} td_series_member;

typedef struct td_series {
	unsigned version, minor;
	unsigned
	    total; /* n of n/m, raised to the highest number seen; 1 for a single patch */
	unsigned received; /* slots that are filled, cover not counted */
	int64_t cover;     /* 0 for none */
	int64_t head;      /* the cover, else the lowest number */
	bool rfc, resend;
	GArray *members; /* of td_series_member, by number, then extra; the cover is not
			    in it */
} td_series;

/* When a mail was sent, as series are made of it: its Date, unless that cannot be. */
int64_t td_series_time(int64_t sent, int64_t received);

/* mails in order of arrival. GPtrArray of td_series *, in the order of their first mail.
 */
GPtrArray *td_series_group(const td_series_mail *mails, unsigned n);
void td_series_free(td_series *series);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_series, td_series_free)
