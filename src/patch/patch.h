/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * patch/patch.h - what a mail proposes
 *
 * Reads a message by the rules of `git mailinfo`, `git patch-id --stable`, `git apply
 * --numstat` and `git interpret-trailers --parse`; where we mean to differ
 * docs/patch-rules.md says so.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/span.h"
#include "diff/diff.h"
#include "diff/diffstat.h"
#include "message/message.h"
#include "notice/notice.h"
#include "patch/mention.h"
#include "patch/pull.h"
#include "patch/sketch.h"
#include "patch/tracked.h"
#include "patch/trailer.h"
#include "subject/subject.h"

typedef enum td_kind {
	TD_KIND_MAIL,   /* none of the others */
	TD_KIND_PATCH,  /* proposes a change: has a diff, or says PATCH n/m with n > 0 */
	TD_KIND_COVER,  /* the 0/N of a series */
	TD_KIND_PULL,   /* asks to pull from a repository (git request-pull) */
	TD_KIND_REPLY,  /* answers, even with [PATCH] in the subject */
	TD_KIND_NOTICE, /* a machine's or maintainer's word on what became of a patch */
} td_kind;

typedef enum td_author_source {
	TD_AUTHOR_FROM,
	TD_AUTHOR_INBODY,
	TD_AUTHOR_ORIGINAL_FROM, /* X-Original-From, where a list rewrote From */
	TD_AUTHOR_REPLY_TO,
	TD_AUTHOR_CC,
	TD_AUTHOR_WRAPPED, /* From of the mail that a list wrapped */
} td_author_source;

typedef struct td_patch_options {
	bool no_scissors; /* default: cut at scissors, as b4 and `git am --scissors` do */
	bool no_patch_id; /* for who wants words only: hashing a diff takes its time */
	unsigned attached; /* of several attached patches (patch/attached.h) this one
			      alone, from 1 */
	bool tracked;      /* fill tracked: for who is asked by patchwork's hash */
	bool versions;     /* fill sketch, prose and mentions, which only the chaining of
			      versions    needs */
} td_patch_options;

typedef struct td_patch {
	td_subject *subject;
	td_kind kind;
	td_address *author; /* never NULL; name and address may be "" */
	td_author_source author_source;
	td_address *sender; /* who sent it, where a list put itself into From and the body
			       names the author; NULL else */
	char *title;        /* what git would make the commit's subject */
	char *commit_message; /* UTF-8, as mailinfo's msg file; ends before "---" or the
				 diff */
	char *own_message;    /* the author's own where git's is a quoted reply
				 (patch/below_quote.h); NULL where it is none */
	char *notes;          /* between "---" and the diffstat or diff, UTF-8; "" */
	char *
	    date; /* Date as git takes it for the commit: in-body or header, as written */
	GByteArray
	    *patch_bytes; /* as mailinfo's patch file, undecoded charset; NULL where that
			     is empty; not of every kind a patch: see diff */
	char *patch_charset;   /* of patch_bytes, as the mail names it; "" */
	td_diffstat *diffstat; /* the mail's own; NULL where it has none */
	td_diff *diff;         /* what the diff really has; NULL where there is no diff */
	char patch_id[41];     /* "" where there is no diff */
	GPtrArray *
	    trailers; /* of td_trailer *, of the commit message or the reply's own text */
	char base_commit[65]; /* "" */
	char *change_id;      /* b4's change-id; NULL */
	td_pull *pull;        /* of a mail of that kind, else NULL */
	td_notice
	    *notice; /* NULL where it is none; a person's thanks leave the kind a reply */
	td_notice *cited;      /* the commits that it cites, notice/cited.h; NULL: none */
	td_sketch sketch;      /* where asked for; of a patch */
	td_sketch prose;       /* where asked for; of what a patch or cover says */
	unsigned said_version; /* where asked for; the newest that the author's changelog
				  is about; 0 */
	GPtrArray
	    *mentions; /* of td_mention *, where asked for, of a patch or cover; NULL */
	bool has_tracked; /* where asked for; of what patchwork takes for a patch */
	unsigned char tracked[TD_TRACKED_SUM];
	char *text;        /* the whole body in UTF-8, as a person would read it */
	unsigned attached; /* how many patches are attached as format-patch wrote them */
	unsigned defects;  /* the message's and what was found here */
} td_patch;

/* Never NULL. The message must outlive it. */
td_patch *td_patch_read(const td_message *message, const td_patch_options *options);
void td_patch_free(td_patch *patch);

/* The address of who sent the mail, borrowed from one of the two; NULL where it names
 * nobody. */
const char *td_patch_sender(const td_message *message, const td_patch *patch);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_patch, td_patch_free)
