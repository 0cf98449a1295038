/* SPDX-License-Identifier: GPL-2.0-or-later */
/* render/stat.h - a diffstat drawn as `git diff --compact-summary` draws it */
#pragma once

#include "render/page.h"

/* td_report_file rows; totals are theirs. Nothing for no files. */
void td_stat_draw(td_page *page, const td_report_patch *patch);

/* "dir/{old => new}/file", as git shows a rename; the path alone where it is none.
 * g_free it. */
char *td_stat_name(const td_report_file *file);
