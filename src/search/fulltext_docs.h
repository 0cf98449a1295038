/* SPDX-License-Identifier: GPL-2.0-or-later */
/* search/fulltext_docs.h - what word_doc has of a segment's mails: a uint32_t each */
#pragma once

/* word_doc.id: the segment and which. */
#define TD_DOC_BITS 4
/* word_blob.id: the segment and the number of the chunk (words/segment.h). */
#define TD_BLOB_BITS 24

enum {
	TD_DOC_MESSAGE,  /* less word_segment.first, plus 1; 0: there is none */
	TD_DOC_RECEIVED, /* seconds since 1970 */
	TD_DOC_SENT,
	TD_DOC_SIZE,
	TD_DOC_WORDS,
	TD_DOC_COUNT
};
