/* SPDX-License-Identifier: GPL-2.0-or-later */
/* patchwork/handlers.h - patchwork's addresses, for its clients */
#pragma once

#include "site/handler.h"

TD_HANDLER(td_serve_bundle);
TD_HANDLER(td_serve_bundle_mbox);

TD_HANDLER(td_serve_rest);

TD_HANDLER(td_serve_patch_mbox);
TD_HANDLER(td_serve_cover_mbox);
TD_HANDLER(td_serve_patch_diff);
TD_HANDLER(td_serve_series_mbox);
TD_HANDLER(td_serve_number);
TD_HANDLER(td_serve_number_mbox);
TD_HANDLER(td_serve_tracked_mail);
TD_HANDLER(td_serve_tracked_list);
TD_HANDLER(td_serve_pwclientrc);

TD_HANDLER(td_serve_xmlrpc);
