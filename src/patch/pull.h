/* SPDX-License-Identifier: GPL-2.0-or-later */
/* patch/pull.h - pull requests: what `git request-pull` writes */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "base/span.h"

typedef struct td_pull {
	char base[65]; /* "The following changes since commit ..."; "" */
	char *url;
	char *ref;    /* branch or tag; "" means HEAD */
	char tip[65]; /* "for you to fetch changes up to ..."; "" */
} td_pull;

/* NULL where the text asks for no pull. Quoted text asks for nothing. */
td_pull *td_pull_find(td_span text);
void td_pull_free(td_pull *pull);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_pull, td_pull_free)
