/* SPDX-License-Identifier: GPL-2.0-or-later */
/* http/basic.h - the password of "Authorization: Basic" (RFC 7617) */
#pragma once

/* Whatever the user's name. NULL where there is none, or the scheme is another one.
 * g_free it. */
char *td_basic_password(const char *authorization);
