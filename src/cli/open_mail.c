/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cli/open_mail.c - the mails that a reader's word names */
#include "base/error.h"
#include "cli/open.h"
#include "index/copies.h"
#include "index/lookup.h"
#include "message/link.h"

void
td_open_fail_word(const char *word, GError **error)
{
	if (g_file_test(word, G_FILE_TEST_EXISTS))
		g_set_error(error, TD_ERROR, TD_ERROR_USAGE,
		    "'%s' is a file or folder, and no Message-ID or link to a mail; "
		    "'tidings add NAME FOLDER' makes a list of it",
		    word);
	else
		g_set_error(error, TD_ERROR, TD_ERROR_USAGE,
		    "'%s' is neither a Message-ID nor a link to a mail", word);
}

GArray *
td_open_messages(td_opened *opened, const char *word, GError **error)
{
	g_autofree char *id = td_message_id_from_link(td_span_of(word));
	g_autoptr(GArray) messages = NULL;
	td_index *index;

	if (!id) {
		td_open_fail_word(word, error);
		return NULL;
	}
	index = td_library_index(opened->library, error);
	messages = index ? td_index_find_messages(index, id, error) : NULL;
	if (!messages || !td_index_drop_copies(index, messages, 0, error))
		return NULL;
	if (messages->len > 0)
		return g_steal_pointer(&messages);
	g_set_error(error, TD_ERROR, TD_ERROR_NOT_FOUND,
	    "no list here has the mail <%s>: if it is new, 'tidings sync' first", id);
	return NULL;
}
