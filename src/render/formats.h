/* SPDX-License-Identifier: GPL-2.0-or-later */
/* render/formats.h - the renderers behind td_render_find(); not for other folders */
#pragma once

#include "render/render.h"

bool td_render_text(const td_report *report, const td_render_options *options,
    const td_sink *sink, GError **error);
bool td_render_classic(const td_report *report, const td_render_options *options,
    const td_sink *sink, GError **error);
bool td_render_markdown(const td_report *report, const td_render_options *options,
    const td_sink *sink, GError **error);
bool td_render_html(const td_report *report, const td_render_options *options,
    const td_sink *sink, GError **error);
bool td_render_json(const td_report *report, const td_render_options *options,
    const td_sink *sink, GError **error);
bool td_render_mbox(const td_report *report, const td_render_options *options,
    const td_sink *sink, GError **error);
bool td_render_atom(const td_report *report, const td_render_options *options,
    const td_sink *sink, GError **error);
