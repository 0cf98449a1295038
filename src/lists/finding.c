/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lists/finding.c - something that is well, or is not, and what to do about it */
#include "lists/finding.h"

#include <stdarg.h>

static void
finding_free(void *data)
{
	td_finding *finding = data;

	g_free(finding->about);
	g_free(finding->what);
	g_free(finding->advice);
	g_free(finding);
}

void
td_findings_add(GPtrArray *findings, td_severity severity, const char *about,
    const char *advice, const char *what, ...)
{
	td_finding *finding = g_new0(td_finding, 1);
	va_list more;

	va_start(more, what);
	finding->severity = severity;
	finding->about = g_strdup(about);
	finding->what = g_strdup_vprintf(what, more);
	finding->advice = g_strdup(advice);
	va_end(more);
	g_ptr_array_add(findings, finding);
}

GPtrArray *
td_findings_new(void)
{
	return g_ptr_array_new_with_free_func(finding_free);
}
