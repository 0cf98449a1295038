/* SPDX-License-Identifier: GPL-2.0-or-later */
/* patch/trailer_word.h - shared by the trailer files */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "base/span.h"

GPtrArray *td_trailer_list_new(void); /* of td_trailer *, owned by it */

/* td_trailer_is_person, of a key that is no trailer yet. */
bool td_trailer_key_is_person(td_span key);

/*
 * Which patches the words beside a trailer name: "1-3,5" of "For patches 1-3 and 5:",
 * "all" of "For the series,"; NULL where they name none. beside: the words stand behind
 * the trailer, as in "# patches 1-3", so they need no "for". g_free it.
 */
char *td_trailer_read_about(td_span words, bool beside);
