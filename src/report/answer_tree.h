/* SPDX-License-Identifier: GPL-2.0-or-later */
/* report/answer_tree.h - answers to a series in the order of a tree */
#pragma once

#include <glib.h>

typedef struct td_answer_place {
	unsigned place; /* in the answers, from 0 */
	unsigned depth; /* 0: it answers a patch */
} td_answer_place;

/*
 * Each of the answers (of td_page_answer *) once: those to the cover letter, then those
 * to each patch, by arrival, and below each what answers it. GArray of td_answer_place;
 * free it.
 */
GArray *td_answer_tree(const GPtrArray *answers);
