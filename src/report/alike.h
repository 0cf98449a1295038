/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * report/alike.h - private: what two series of a page have in common
 *
 * From what the page has of them; their senders and titles are looked at by
 * report/lineage.c. The newer one comes first.
 */
#pragma once

#include "report/report.h"

/* Half of the larger one's patches are in the other one, or, of two versions that follow
 * each other, half of the smaller one's and more than one. */
bool td_alike_share_patches(const td_report_series *newer, const td_report_series *older);
/* Half of all files that either touches are touched by both. */
bool td_alike_share_paths(const td_report_series *a, const td_report_series *b);
/* The next version under a name that is much the same, of the same files. */
bool td_alike_is_next(const td_report_series *newer, const td_report_series *older);
/* And not one patch of many again, or a mail of one round with a version of its own. What
 * a mirror fetches once a day arrives at once. */
bool td_alike_is_another(const td_report_series *newer, const td_report_series *older);
/* The same patches again, under whatever title, and without another version. */
bool td_alike_same_patches(const td_report_series *newer, const td_report_series *older);
/* Patches of it did not come, and then came with all of it. */
bool td_alike_is_whole(const td_report_series *newer, const td_report_series *older);
/*
 * The same version once more, of the same files: who forgets to count, or to say RESEND.
 * "Fix some comments" of another file is something else, as is what robots carry to one
 * branch after the other. Who fights with a mailer sends one patch again at once.
 */
bool td_alike_is_again(const td_report_series *newer, const td_report_series *older);
