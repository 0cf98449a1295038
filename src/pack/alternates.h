/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * pack/alternates.h - whose objects a repository has beside its own
 * (objects/info/alternates, gitrepository-layout(5))
 *
 * `git clone --shared`, grokmirror and public-inbox-clone make such repositories.
 */
#pragma once

#include <glib.h>

/*
 * Folders of objects: the given one first, then those that it leads to, each once, as far
 * as git follows them. Whether they are there is not looked at. GPtrArray of char *,
 * which it owns.
 */
GPtrArray *td_alternates_find(const char *objects);
