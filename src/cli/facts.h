/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cli/facts.h - one mail as a line of JSON: docs/parse-json.md */
#pragma once

#include "archive/archive.h"
#include "output/sink.h"
#include "patch/patch.h"

/* What is NULL is written as null or left out, as the page says. */
typedef struct td_facts {
	const td_message *message;
	const td_patch *patch;
	const char *class_name;
	const char *source;    /* file name as given; NULL for an archive's mail */
	const td_oid *blob;    /* NULL where it is not known */
	const td_entry *entry; /* NULL for a file */
} td_facts;

void td_facts_write(const td_facts *facts, td_out *out);
