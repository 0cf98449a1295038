/* SPDX-License-Identifier: GPL-2.0-or-later */
/* subject/subject.h - what the front of a Subject says about a patch */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "base/span.h"

typedef struct td_subject {
	char *title;      /* what is left when tags and Re: are gone, blanks folded */
	GPtrArray *tags;  /* of char *: the words in brackets, in order, as written */
	unsigned version; /* 3 for v3; 1 where none is said */
	unsigned minor;   /* 1 of v2.1; 0 */
	unsigned number;  /* 2 of 02/11; 0 for a cover letter or none */
	unsigned total;   /* 11 of 02/11; 0 where none is said */
	bool has_number;  /* n/m was there, so number 0 means a cover letter */
	bool has_version; /* vN was there */
	bool patch;       /* PATCH was among the tags, in any glued form */
	bool set;         /* PATCHSET was: a cover letter, where it has no diff */
	bool rfc, resend, pull;
	bool reply; /* Re:, Aw:, Fwd: ... before the tags */
} td_subject;

/*
 * Reads "[PATCH net v3 02/11] net: fix leak" and its many misspellings
 * (docs/patch-rules.md; patchwork's parser.py, b4's LoreSubject). Any text gives a
 * result: what is not understood stays in the title. text is unfolded, decoded UTF-8.
 */
td_subject *td_subject_parse(td_span text);
void td_subject_free(td_subject *subject); /* NULL is fine */

/*
 * Takes the list's own mark off the tags of a subject that was read from text: "[LTP]" of
 * ltp.lists.linux.it, "[f2fs-dev]" of linux-f2fs-devel.lists.sourceforge.net. Every mail
 * of such a list has it, so it is neither a tree nor a project, and a title behind it
 * alone is read as one without tags ("... v3").
 */
void td_subject_drop_list(td_subject *subject, td_span text, const char *list_id);

/* A title for comparison across versions: its words, without case and "(v2)", one blank
 * between them; where it has none as it stands. g_free it. */
char *td_subject_key(const char *title);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_subject, td_subject_free)
