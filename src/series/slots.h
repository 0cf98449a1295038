/* SPDX-License-Identifier: GPL-2.0-or-later */
/* series/slots.h - which mail has slot n of which group; for series.c only */
#pragma once

#include <stdint.h>

typedef struct td_slots td_slots; /* handle */

td_slots *td_slots_new(unsigned expected);
void td_slots_free(td_slots *slots);

/* The mail in that slot, -1 for none. */
int td_slots_find(const td_slots *slots, unsigned group, unsigned number);
/* The slot is free and mail gets it. */
void td_slots_add(td_slots *slots, unsigned group, unsigned number, int mail);
