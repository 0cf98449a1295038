/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/ledger/place.h - a folder of a test's own for a ledger, as cmocka's state */
#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "ledger/ledger.h"

typedef struct place {
	char *folder, *path;
} place;

int make_place(void **state);
int drop_place(void **state);
/* The ledger that is there, or a new one; the test fails where there is none. */
td_ledger *open_it(void **state);
/* A mail whose blob is that byte twenty times. */
td_ledger_key key_of(unsigned project, const char *id, unsigned char blob);
