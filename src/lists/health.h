/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lists/health.h - what is well and what is not with a reader's lists */
#pragma once

#include "lists/library.h"

typedef enum td_severity {
	TD_GOOD,
	TD_WARNING, /* it works, but something should be done */
	TD_WRONG,   /* it does not work, or not rightly */
} td_severity;

typedef struct td_finding {
	td_severity severity;
	char *about;  /* "git", "index", "list 'kvm'" ... */
	char *what;   /* one line */
	char *advice; /* what to do; NULL where it is good */
} td_finding;

/*
 * Looks at everything; nothing is changed. full: the objects of archives and every page
 * of the index as well, which takes time. GPtrArray of td_finding *, freed with it.
 */
GPtrArray *td_health_check(td_library *library, bool full);
