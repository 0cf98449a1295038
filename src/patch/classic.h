/* SPDX-License-Identifier: GPL-2.0-or-later */
/* patch/classic.h - the old update's reading of a mail, on raw bytes; rules in
 * docs/classic.md */
#pragma once

#include <stdbool.h>

#include "base/span.h"

/* All spans are borrowed from the mail. */
typedef struct td_classic {
	bool patch;          /* the subject starts with "[PATCH" */
	bool shown;          /* a patch without n/N at the tag's end, or n is 0 or 1 */
	td_span subject;     /* first physical line only, without blanks at its ends */
	td_span title;       /* the subject without its first [...] */
	td_span author;      /* header From value, as sent; it may be folded */
	td_span contributor; /* in-body From anywhere in the body, else author */
	td_span domain;      /* between the last @ and > of the contributor */
	td_span body; /* shown body, with the in-body From line still in it; its last
			 line may lack the LF */
	td_span inbody_from; /* that line with its LF, within body or empty: left out when
				printed */
} td_classic;

/*
 * Any bytes are read. Of a mail that is no patch only subject, title, author,
 * contributor and domain are given; of one that is not shown no body.
 */
void td_classic_read(td_span mail, td_classic *classic);
