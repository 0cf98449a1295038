/* SPDX-License-Identifier: GPL-2.0-or-later */
/* thread/table.h - message-ids to node numbers; for thread.c only */
#pragma once

#include <stdint.h>

/*
 * Whoever sends mail chooses the keys, so the hash is keyed with a number nobody outside
 * knows: no set of ids can be made to fall into one place.
 */
typedef struct td_table td_table; /* handle */

td_table *td_table_new(unsigned expected);
void td_table_free(td_table *table);

/*
 * The place where id's number stands, -1 in it when id is new; new ids are only kept once
 * a number is put there. id is borrowed and must outlive the table. The place is good
 * until the next call.
 */
int *td_table_at(td_table *table, const char *id);
