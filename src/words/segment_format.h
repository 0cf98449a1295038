/* SPDX-License-Identifier: GPL-2.0-or-later */
/* words/segment_format.h - the bits that segments are made of; docs/fulltext.md tells */
#pragma once

/* The byte before a list: the column, and */
enum {
	TD_LIST_COLUMN = 0x1f,
	TD_LIST_ONE = 0x20,  /* of one mail: nothing says how long it is */
	TD_LIST_FAR = 0x40,  /* in the place of its positions is where their blob is */
	TD_LIST_MORE = 0x80, /* the word has one more list */
};

/* Blobs are an LZ4 block, behind their length unpacked; plain where that is not shorter.
 */
