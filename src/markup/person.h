/* SPDX-License-Identifier: GPL-2.0-or-later */
/* markup/person.h - what a person did */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "markup/site.h"
#include "render/render.h"
#include "report/person.h"

typedef struct td_site_person {
	const char *asked; /* the address */
	const td_person *person;
	const GPtrArray *lists; /* of char *: they write to */
} td_site_person;

bool td_site_person_write(
    const td_site *site, const td_site_person *page, const td_sink *sink, GError **error);
