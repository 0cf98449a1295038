/* SPDX-License-Identifier: GPL-2.0-or-later */
/* http/httpd.c - finding libmicrohttpd by its name as a library */
#include "http/httpd.h"

#include "base/error.h"
#include "base/shared.h"

/* NOLINTNEXTLINE(bugprone-macro-parentheses): a row, not a value */
#define ROW(name) { #name, &name },

td_microhttpd_table td_microhttpd;

bool
td_microhttpd_load(GError **error)
{
	static const td_shared_function functions[] = { TD_MICROHTTPD_FUNCTIONS(ROW) };
	enum { failed = 1, loaded = 2 };
	static gsize state;

	if (g_once_init_enter(&state)) {
		bool whole = td_shared_load(
		    "libmicrohttpd.so.12", functions, G_N_ELEMENTS(functions));

		g_once_init_leave(&state, whole ? loaded : failed);
	}
	if (state == failed)
		g_set_error_literal(error, TD_ERROR, TD_ERROR_IO,
		    "libmicrohttpd.so.12 cannot be loaded: install Debian's package "
		    "libmicrohttpd12");
	return state == loaded;
}
