/* SPDX-License-Identifier: GPL-2.0-or-later */
/* report/meant.h - private: the patches of a range that a notice may mean */
#pragma once

#include "report/work.h"

typedef struct td_work_meant {
	td_work *work;
	GHashTable *by_message_id; /* of td_work_mail *: patches, covers, pull requests */
	GHashTable *by_title;      /* key to GArray of unsigned, their places in mails */
	GHashTable *in_series;     /* series with key, or with slot, to td_work_mail * */
	GError *failed;
} td_work_meant;

/* Its tables are made of the work's mails; borrowed from it. */
void td_work_meant_init(td_work_meant *meant, td_work *work);
void td_work_meant_clear(td_work_meant *meant);

/* 0 for a cover letter. */
int td_work_slot_of(const td_work_mail *mail);

/* To a stable tree: it stands as it does, whoever cites its patches. */
bool td_work_is_carried(const td_work_series *series);

/* It asks to be pulled, or answers what does: it has had its commits from the first. */
bool td_work_is_pulled(td_work *work, const td_work_series *series);

/* Each is NULL for none. The mail of a series by its slot, or by its title; */
td_work_mail *td_work_meant_by_slot(td_work_meant *meant, int64_t series, unsigned slot);
td_work_mail *
td_work_meant_in_series(td_work_meant *meant, int64_t series, const char *key);
/* the last one of that title to come before the notice; */
td_work_mail *
td_work_meant_by_title(td_work_meant *meant, const char *key, const td_work_mail *notice);
/* of those that a request to pull may bring; */
td_work_mail *
td_work_meant_by_pull(td_work_meant *meant, const char *key, const td_work_mail *pull);
/* and of those that a stable tree may have, or another mail cite. */
td_work_mail *
td_work_meant_by_proof(td_work_meant *meant, const char *key, const td_work_mail *proof);

/* How many of the places, ascending, are before that one. */
unsigned td_work_meant_count_before(const GArray *places, unsigned before);
