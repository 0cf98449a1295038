/* SPDX-License-Identifier: GPL-2.0-or-later */
/* terminal/fail.h - an error becomes an exit status: the one place where they are chosen
 */
#pragma once

#include <glib.h>

/* Documented in tidings(1). 64 to 74 mean what sysexits.h says, near enough. */
enum {
	TD_EXIT_OK = 0,
	TD_EXIT_EMPTY = 1, /* nothing in the range */
	TD_EXIT_USAGE = 64,
	TD_EXIT_NOT_ARCHIVE = 65,
	TD_EXIT_NOT_FOUND = 66,
	TD_EXIT_UNKNOWN_REVISION = 67,
	TD_EXIT_DATABASE = 70,
	TD_EXIT_IO = 74,
	TD_EXIT_FATAL = 128,
};

int td_exit_status(const GError *error); /* NULL: 0 */
