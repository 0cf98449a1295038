/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/report/letters.h - small lists of mails, made from what a test says */
#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "report/report.h"

#define DAY 86400
#define START 1761955200 /* 2025-11-01 */

/* A mail as a test says it; what is NULL or 0 is left out. They come every ten minutes.
 */
typedef struct letter {
	const char *id, *reply_to, *from, *subject, *body, *class_name;
	int days_late; /* the Date is so many days before arrival */
	int days;      /* after START that it comes */
	int sooner;    /* seconds less than ten minutes after the one before */
} letter;

#define ANN "Ann Author <ann@example.org>"
#define REX "Rex Reviewer <rex@example.net>"

#define DIFF(path)                                                                       \
	"---\n " path " | 2 +-\n 1 file changed, 1 insertion(+), 1 deletion(-)\n\n"      \
	"diff --git a/" path " b/" path "\n--- a/" path "\n+++ b/" path "\n"             \
	"@@ -1,2 +1,2 @@\n one\n-two\n+three\n"

/* A patch, and what somebody answers to it. */
#define A_PATCH                                                                          \
	{                                                                                \
		.id = "p@x", .from = ANN, .subject = "[PATCH] pump: fix leak",           \
		.body = "Fix.\n" DIFF("a.c")                                             \
	}
#define ANSWER(by, at, text)                                                             \
	{                                                                                \
		.id = (at), .reply_to = "p@x", .from = (by),                             \
		.subject = "Re: [PATCH] pump: fix leak", .body = (text)                  \
	}

td_index *index_of(const letter *letters, unsigned n);
/* The same in a file, with all that a temporary one does without. */
td_index *index_at(const char *path, const letter *letters, unsigned n);
td_report *report_of(td_index *index, td_report_options options);
/* All that letters tell, without their index. */
td_report *report_of_letters(const letter *letters, unsigned n);
#define REPORT_OF(letters) report_of_letters((letters), G_N_ELEMENTS(letters))
const td_report_series *series_at(const td_report *report, unsigned i);
/* The series of that Message-ID; the test fails where there is none. */
const td_report_series *series_of(const td_report *report, const char *id);
