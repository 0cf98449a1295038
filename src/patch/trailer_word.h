/* SPDX-License-Identifier: GPL-2.0-or-later */
/* patch/trailer_word.h - shared by trailer.c and trailer_reply.c */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "base/span.h"

GPtrArray *td_trailer_list_new(void); /* of td_trailer *, owned by it */

bool td_trailer_key_is_person(td_span key);
