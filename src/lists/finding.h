/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lists/finding.h - something that is well, or is not, and what to do about it */
#pragma once

#include <glib.h>

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

/* Of td_finding *, which it owns. */
GPtrArray *td_findings_new(void);

/* Adds a td_finding; what is a format, advice NULL where there is nothing to do. All are
 * copied. */
void td_findings_add(GPtrArray *findings, td_severity severity, const char *about,
    const char *advice, const char *what, ...) G_GNUC_PRINTF(5, 6);
