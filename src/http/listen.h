/* SPDX-License-Identifier: GPL-2.0-or-later */
/* http/listen.h - the socket that clients come to */
#pragma once

#include <glib.h>

/*
 * where: "127.0.0.1:8080", "[::1]:0", ":8080" (this host alone), "*:8080" (everybody);
 * numbers, no names. Port 0 takes one that is free; *address is the one it came to, as in
 * a URL. The socket, -1 on error: USAGE, IO.
 */
int td_listen(const char *where, char **address, GError **error);
