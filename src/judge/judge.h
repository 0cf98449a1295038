/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * judge/judge.h - which series follows which, what notices say of them, how they stand
 *
 * What may have changed is noted while mails and series are written, and all of it is
 * judged again at the end: docs/versions.md, docs/states.md. All notes are those of the
 * writer between begin and commit; a temporary index has no chains and judges nothing.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "judge/kin.h"

/* Before anything is noted; fine where it was called before. */
void td_judge_begin(td_index *index);

/* That series was stored; before it is looked at its rows are all there. */
void td_judge_touch(td_index *index, int64_t series);
/* It is as it was, but may stand otherwise. */
void td_judge_again(td_index *index, int64_t series);
/* That series is about to go; those that may have followed it are to be looked at. */
bool td_judge_forget(td_index *index, int64_t series, GError **error);
/* A message came, or has come, at another time. */
void td_judge_move(td_index *index, int64_t message);
bool td_judge_is_moved(const td_index *index, int64_t message);
/* That message is a notice, or was one, and what it means is to be looked at again. */
void td_judge_notice(td_index *index, int64_t message);
/* It has just come and cites a commit of that title (td_trait_text); of one after the
 * other. */
void td_judge_cite(td_index *index, int64_t message, uint64_t title);
/* It says no more than what it cites, and was linked: nothing is left to look at where
 * that was noted since the last time. */
void td_judge_citing(td_index *index, int64_t message);

/* Finds what each touched series follows, what the others that may follow it do, what
 * notices say of them, and how they stand. */
bool td_judge_settle(td_index *index, td_kin_cluster find_cluster, GError **error);
