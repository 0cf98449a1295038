/* SPDX-License-Identifier: GPL-2.0-or-later */
/* markup/bundle.h - a bundle as a page: its patches, each a link to its mail */
#pragma once

#include "markup/site.h"
#include "rest/rest.h"

bool td_site_bundle_write(const td_site *site, const td_rest_bundle *bundle,
    const td_sink *sink, GError **error);
