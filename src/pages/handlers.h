/* SPDX-License-Identifier: GPL-2.0-or-later */
/* pages/handlers.h - pages for people, and their feeds */
#pragma once

#include "site/handler.h"

TD_HANDLER(td_serve_compare);
TD_HANDLER(td_serve_copies);
TD_HANDLER(td_serve_am);

TD_HANDLER(td_serve_new_atom);
TD_HANDLER(td_serve_topics_atom);
TD_HANDLER(td_serve_active_atom);
TD_HANDLER(td_serve_thread_atom);
TD_HANDLER(td_serve_series_atom);
TD_HANDLER(td_serve_path_atom);

TD_HANDLER(td_serve_list_or_mail);
TD_HANDLER(td_serve_topics_or_mail);
TD_HANDLER(td_serve_text_first);
TD_HANDLER(td_serve_any_mail);
TD_HANDLER(td_serve_mail_slash);
TD_HANDLER(td_serve_mail_reply);
TD_HANDLER(td_serve_legacy);

TD_HANDLER(td_serve_file);

TD_HANDLER(td_serve_part);
TD_HANDLER(td_serve_new);

TD_HANDLER(td_serve_person);
TD_HANDLER(td_serve_person_atom);

TD_HANDLER(td_serve_series_list);
TD_HANDLER(td_serve_series_list_atom);
TD_HANDLER(td_serve_series);

TD_HANDLER(td_serve_stats);

TD_HANDLER(td_serve_thread_nested);
TD_HANDLER(td_serve_thread_flat);
TD_HANDLER(td_serve_mail);

TD_HANDLER(td_serve_home);
TD_HANDLER(td_serve_topics);
TD_HANDLER(td_serve_topics_new);
TD_HANDLER(td_serve_topics_active);

TD_HANDLER(td_serve_update);
TD_HANDLER(td_serve_updates);
TD_HANDLER(td_serve_since);
TD_HANDLER(td_serve_since_read);
