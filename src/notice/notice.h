/* SPDX-License-Identifier: GPL-2.0-or-later */
/* notice/notice.h - mails that say what became of a patch: tip-bot2, patchwork-bot, b4
 * ty, stable, pr-tracker */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "message/message.h"
#include "subject/subject.h"

typedef enum td_notice_source {
	TD_NOTICE_TIP_BOT,
	TD_NOTICE_PATCHWORK_BOT,
	TD_NOTICE_B4_TY,
	TD_NOTICE_STABLE,     /* "has been added to the N-stable tree" */
	TD_NOTICE_PR_TRACKER, /* a pull request was merged */
	TD_NOTICE_MAINTAINER, /* a person's "Applied, thanks", also by script */
	TD_NOTICE_TEST,       /* a test robot's verdict: not applied but failed */
	TD_NOTICE_PULL,       /* a request to pull lists it: it is in its sender's tree */
	TD_NOTICE_ANNOUNCE,   /* it is among what a tree or a release is announced with */
	TD_NOTICE_CITED,      /* another mail names the commit: notice/cited.h */
} td_notice_source;

/* The word for it in our JSON; NULL for a number that is none. */
static inline const char *
td_notice_source_word(td_notice_source source)
{
	static const char *const words[] = {
		[TD_NOTICE_TIP_BOT] = "tip-bot",
		[TD_NOTICE_PATCHWORK_BOT] = "patchwork-bot",
		[TD_NOTICE_B4_TY] = "b4-ty",
		[TD_NOTICE_STABLE] = "stable",
		[TD_NOTICE_PR_TRACKER] = "pr-tracker",
		[TD_NOTICE_MAINTAINER] = "maintainer",
		[TD_NOTICE_TEST] = "test",
		[TD_NOTICE_PULL] = "pull-request",
		[TD_NOTICE_ANNOUNCE] = "announcement",
		[TD_NOTICE_CITED] = "citation",
	};

	return (size_t)source < G_N_ELEMENTS(words) ? words[source] : NULL;
}

/* Whether a machine reports what somebody did. */
static inline bool
td_notice_source_is_machine(td_notice_source source)
{
	return source == TD_NOTICE_TIP_BOT || source == TD_NOTICE_PATCHWORK_BOT ||
	       source == TD_NOTICE_PR_TRACKER || source == TD_NOTICE_TEST;
}

/* Whether it lists titles, and has its own place on a page: no row for each of them. */
static inline bool
td_notice_source_is_list(td_notice_source source)
{
	return source == TD_NOTICE_PULL || source == TD_NOTICE_ANNOUNCE;
}

/* Whether it proves that there is a commit of the title, and is no word on a posting:
 * who carries it to a stable tree, or cites it. */
static inline bool
td_notice_source_is_proof(td_notice_source source)
{
	return source == TD_NOTICE_STABLE || source == TD_NOTICE_CITED;
}

/* One patch that the notice speaks of. */
typedef struct td_notice_item {
	char *title;      /* "" where the notice means the mail it answers, or all of its
			     series */
	char *message_id; /* from a Link or In-Reply-To; "". With a title or number it may
			     be another mail of the patch's series */
	char commit[65];  /* "" where none is named */
	unsigned number;  /* 0 where not said */
	unsigned total;
} td_notice_item;

typedef struct td_notice {
	td_notice_source source;
	char *tree;      /* "netdev/net-next.git", "tip"; "" where not said */
	char *branch;    /* "" */
	char *committer; /* "Name <address>" of who did it, where a machine reports it
			    and says so; "" */
	bool partly;     /* not all of the series: "(subset)", "patches 1-3" and kin */
	bool whole;      /* it says that it is all of the series: "pushed both" */
	bool promised;   /* not done yet: "I'll queue this up" */
	bool
	    by_other; /* "Will apply.", "Added.": means nothing from the patch's author */
	GPtrArray *items; /* of td_notice_item *, at least one */
} td_notice;

/*
 * NULL where the mail is no notice; a robot's good word on a test is none. text: its body
 * in UTF-8. What is recognised, and how often: docs/classes.md.
 */
td_notice *
td_notice_find(const td_message *message, const td_subject *subject, td_span text);
void td_notice_free(td_notice *notice);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_notice, td_notice_free)
