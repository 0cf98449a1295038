/* SPDX-License-Identifier: GPL-2.0-or-later */
/* patch/changelog_head.h - a line that says which version what follows is about. Private
 * to changelog.c. */
#pragma once

#include <stdbool.h>

#include "base/span.h"

#define TD_CHANGELOG_VERSIONS 8

typedef struct td_changelog_head {
	unsigned to[TD_CHANGELOG_VERSIONS]; /* the versions it is about */
	unsigned tos;
	unsigned since; /* the version it counts from; 0 for an RFC or "previous" */
	bool has_since, previous;
	bool general;   /* "Changelog:": of this version, if no other is named */
	bool unchanged; /* "no changes in v3" */
	td_span rest;   /* of the line, behind the colon */
} td_changelog_head;

/* False where the line is none. */
bool td_changelog_head_read(td_span line, td_changelog_head *head);
/* How well it names version: 0 for not at all. */
unsigned td_changelog_head_rank(const td_changelog_head *head, unsigned version);
