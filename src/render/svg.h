/* SPDX-License-Identifier: GPL-2.0-or-later */
/* render/svg.h - mails and patches over time, as a small picture */
#pragma once

#include "output/xml.h"
#include "report/report.h"

/*
 * A bar a day, or a week, month or year where there are many days. Lengths across are in
 * percent, so the picture takes any width and its text stays readable. Colours are left
 * to the page's style: classes plot, grid, mails, patches. Nothing is written where there
 * are no days. Its title and description have the ids plot-title and plot-about.
 */
void td_svg_activity(td_xml *xml, const td_report *report);

/* What one bar stands for: "day", "week", "month" or "year". */
const char *td_svg_unit(const td_report *report);
