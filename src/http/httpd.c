/* SPDX-License-Identifier: GPL-2.0-or-later */
/* http/httpd.c - finding libmicrohttpd by its name as a library */
#include "http/httpd.h"

#include <pthread.h>

#include "base/error.h"
#include "base/shared.h"

/* NOLINTNEXTLINE(bugprone-macro-parentheses): a row, not a value */
#define ROW(name) { #name, &name },

td_microhttpd_table td_microhttpd;

static bool loaded;

static void
load(void)
{
	static const td_shared_function functions[] = { TD_MICROHTTPD_FUNCTIONS(ROW) };

	loaded =
	    td_shared_load("libmicrohttpd.so.12", functions, G_N_ELEMENTS(functions));
}

/* Not GLib's, which the thread sanitizer does not see. */
bool
td_microhttpd_load(GError **error)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;

	pthread_once(&once, load);
	if (!loaded)
		g_set_error_literal(error, TD_ERROR, TD_ERROR_IO,
		    "libmicrohttpd.so.12 cannot be loaded: install Debian's package "
		    "libmicrohttpd12");
	return loaded;
}
