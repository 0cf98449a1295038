/* SPDX-License-Identifier: GPL-2.0-or-later */
/* patch/split.h - where a mail's commit message ends and its patch begins */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "message/message.h"

typedef struct td_split {
	char *from; /* in-body headers, decoded to one line; NULL where there is none */
	char *subject;
	char *date;
	GString *message;  /* valid UTF-8; as git's msg file */
	GByteArray *patch; /* as git's patch file, in its own charset; NULL for none */
	const char
	    *charset; /* of the part where the patch begins, borrowed from the body */
	char *own_charset; /* where it lives longer than that; NULL */
	unsigned defects;
} td_split;

/* Never NULL. The body must outlive it. */
td_split *td_split_read(const td_body *body, bool scissors);
void td_split_free(td_split *split);

/* The line that marks "cut here" (git: mailinfo.c): mostly dashes and scissors. */
bool td_split_is_scissors(td_span line);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_split, td_split_free)
