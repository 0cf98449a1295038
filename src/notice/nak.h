/* SPDX-License-Identifier: GPL-2.0-or-later */
/* notice/nak.h - "NAK" in all the ways it is said; for verdict.c only */
#pragma once

#include <stdbool.h>

/* text: a sentence as it is written, and in lower case. */
bool td_nak_is_said(const char *text, const char *lower);
