/* SPDX-License-Identifier: GPL-2.0-or-later */
/* notice/hint.h - what a sentence may have at all; for verdict.c only */
#pragma once

#include <stdbool.h>

/* Each rule looks for words of its own, and hardly any sentence has one of them. */
typedef struct td_hints {
	bool beat;    /* "beat" */
	bool already; /* "already" */
	bool fix;     /* "fix", "fixed" */
	bool drop;    /* "dropped", "abandon" and others of who takes something back */
	bool please;  /* "please" */
	bool apply;   /* "apply" and its forms */
	bool take;    /* "take", "merge" and others of a maintainer's */
	bool again;   /* "resend", "split", "v3": what is to come once more */
	bool version; /* "v3", "next round", "resend": what somebody may promise */
	bool named;   /* "v3", "next round": some version is */
	bool nak;     /* "nak", "nack" */
	bool patch;   /* "patch", "series", "change" */
	bool will;    /* "I'll", "will", "let me", "going to" */
	bool asks;    /* "please", "can you", "would you mind" */
	bool another; /* "instead", "superseded", "the same": another is there */
	bool reject;  /* "reject", "let's not" */
} td_hints;

/* lower: a sentence in lower case. */
td_hints td_hint_look(const char *lower);
