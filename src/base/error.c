/* SPDX-License-Identifier: GPL-2.0-or-later */
/* base/error.c - the error domain */
#include "base/error.h"

GQuark
td_error_quark(void)
{
	return g_quark_from_static_string("td-error-quark");
}

bool
td_error_is_no_mail(const GError *error)
{
	return g_error_matches(error, TD_ERROR, TD_ERROR_NOT_FOUND) ||
	       g_error_matches(error, TD_ERROR, TD_ERROR_UNREADABLE);
}

bool
td_error_is_database(const GError *error)
{
	return g_error_matches(error, TD_ERROR, TD_ERROR_DATABASE) ||
	       g_error_matches(error, TD_ERROR, TD_ERROR_UNREADY);
}
