/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * store/late.h - secondary indexes that a large run makes at its end
 *
 * Nothing that adds mails asks for them, and their keys are spread: added row by row,
 * each commit would read and write all of their pages. Made at once they are sorted and
 * written from one end to the other. Until then questions that want them read whole
 * tables, and have the same answers.
 */
#pragma once

#include "store/file.h"

/* Makes those that are not there; between begin and commit, or by itself. */
bool td_late_create(td_index *index, GError **error);
/* Takes them out. */
bool td_late_drop(td_index *index, GError **error);
