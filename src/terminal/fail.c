/* SPDX-License-Identifier: GPL-2.0-or-later */
/* terminal/fail.c - an error becomes an exit status */
#include "terminal/fail.h"

#include "base/error.h"

int
td_exit_status(const GError *error)
{
	if (!error)
		return TD_EXIT_OK;
	if (error->domain != TD_ERROR)
		return TD_EXIT_FATAL;
	switch ((td_error)error->code) {
	case TD_ERROR_EMPTY:
		return TD_EXIT_EMPTY;
	case TD_ERROR_USAGE:
		return TD_EXIT_USAGE;
	case TD_ERROR_NOT_ARCHIVE:
		return TD_EXIT_NOT_ARCHIVE;
	case TD_ERROR_NOT_FOUND:
		return TD_EXIT_NOT_FOUND;
	case TD_ERROR_UNKNOWN_REVISION:
		return TD_EXIT_UNKNOWN_REVISION;
	case TD_ERROR_DATABASE:
	case TD_ERROR_UNREADY:
		return TD_EXIT_DATABASE;
	case TD_ERROR_IO:
	case TD_ERROR_UNREADABLE:
		return TD_EXIT_IO;
	case TD_ERROR_MALFORMED:
	case TD_ERROR_LIMIT:
	case TD_ERROR_EXISTS:
	case TD_ERROR_GIT:
	case TD_ERROR_NETWORK:
	case TD_ERROR_DENIED:
	case TD_ERROR_TIME:
		break;
	}
	return TD_EXIT_FATAL;
}
