/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/render/model.h - small reports made by hand, for the tests of all formats */
#pragma once

#include "render/render.h"

/* A few days of a busy list: series, rerolls, reviews, a pull, something applied. */
td_report *model_busy(void);
/* A range with nothing in it. */
td_report *model_empty(void);
/* Terminal escapes, HTML, markdown, very long words and empty strings in every field. */
td_report *model_hostile(void);
void model_free(td_report *report);

/* What a format makes of a report; g_free it. options NULL: all zero. The test fails
 * where rendering fails. */
char *model_render(
    const char *format, const td_report *report, const td_render_options *options);

/*
 * Compares with tests/golden/render/NAME. With TIDINGS_UPDATE_GOLDEN in the environment
 * it is written instead: read it before you commit it.
 */
void model_assert_golden(const char *name, const char *got);
