/* SPDX-License-Identifier: GPL-2.0-or-later */
/* inbox/handlers.h - what programs of public-inbox's fetch: mails, mboxes, manifests,
 * repositories, texts */
#pragma once

#include "site/handler.h"

TD_HANDLER(td_serve_git_refs);
TD_HANDLER(td_serve_git_pack);
TD_HANDLER(td_serve_git_head);
TD_HANDLER(td_serve_git_packs);
TD_HANDLER(td_serve_git_object);

TD_HANDLER(td_serve_raw);
TD_HANDLER(td_serve_thread_mbox);
TD_HANDLER(td_serve_thread_mbox_gz);

TD_HANDLER(td_serve_manifest);
TD_HANDLER(td_serve_list_manifest);

TD_HANDLER(td_serve_results);
TD_HANDLER(td_serve_thread_results);
TD_HANDLER(td_serve_whole);

TD_HANDLER(td_serve_description);
TD_HANDLER(td_serve_text);
TD_HANDLER(td_serve_text_raw);
