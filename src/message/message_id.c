/* SPDX-License-Identifier: GPL-2.0-or-later */
/* message/message_id.c - ids as they are found, not as RFC 5322 3.6.4 has them */
#include "message/message_id.h"

#include <stdbool.h>

#include "base/limits.h"
#include "message/charset.h"
#include "message/defect.h"

static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* Blanks inside come from folding in the middle of an id. NULL where nothing is left. */
static char *
clean_id(td_span raw, unsigned *defects)
{
	g_autofree char *line = NULL;
	size_t kept = 0;

	raw = td_span_trim(raw);
	if (raw.n > TD_MAX_MESSAGE_ID)
		*defects |= TD_DEFECT_BAD_MESSAGE_ID;
	line = td_utf8_line(
	    td_span_head(raw, 2 * TD_MAX_MESSAGE_ID), TD_MAX_MESSAGE_ID, defects);
	for (size_t i = 0; line[i]; i++) {
		if (line[i] != ' ' && line[i] != '<' && line[i] != '>')
			line[kept++] = line[i];
	}
	line[kept] = '\0';
	return kept > 0 ? g_steal_pointer(&line) : NULL;
}

/* The next <...> of *rest; without its > it ends at the next blank. */
static bool
next_in_angles(td_span *rest, td_span *id, unsigned *defects)
{
	ptrdiff_t begin = td_span_find_byte(*rest, '<');
	size_t end = 0;
	ptrdiff_t hit, again;

	if (begin < 0)
		return false;
	*rest = td_span_skip(*rest, (size_t)begin + 1);
	/* Looking for the next < first keeps a value full of them linear. */
	again = td_span_find_byte(*rest, '<');
	hit = td_span_find_byte(
	    again < 0 ? *rest : td_span_head(*rest, (size_t)again), '>');
	if (hit >= 0) {
		end = (size_t)hit;
	} else {
		*defects |= TD_DEFECT_BAD_MESSAGE_ID;
		while (end < rest->n && !is_space(rest->p[end]) && rest->p[end] != '<')
			end++;
	}
	*id = td_span_head(*rest, end);
	*rest = td_span_skip(*rest, end);
	return true;
}

static bool
next_word(td_span *rest, td_span *word)
{
	size_t n = 0;

	*rest = td_span_trim(*rest);
	if (rest->n == 0)
		return false;
	while (n < rest->n && !is_space(rest->p[n]))
		n++;
	*word = td_span_head(*rest, n);
	*rest = td_span_skip(*rest, n);
	return true;
}

char *
td_message_id_parse(td_span value, unsigned *defects)
{
	td_span id;
	char *clean;

	if (!next_in_angles(&value, &id, defects)) {
		*defects |= TD_DEFECT_BAD_MESSAGE_ID;
		if (!next_word(&value, &id))
			return NULL;
	}
	clean = clean_id(id, defects);
	if (!clean)
		*defects |= TD_DEFECT_BAD_MESSAGE_ID;
	return clean;
}

/* Long lists are checked by a set, short ones by looking. */
struct known {
	GPtrArray *ids;
	GHashTable *set;
};

static bool
is_known(struct known *known, const char *id)
{
	if (!known->set) {
		for (unsigned i = 0; i < known->ids->len; i++) {
			if (strcmp(g_ptr_array_index(known->ids, i), id) == 0)
				return true;
		}
		if (known->ids->len < 24)
			return false;
		known->set = g_hash_table_new(g_str_hash, g_str_equal);
		for (unsigned i = 0; i < known->ids->len; i++)
			g_hash_table_add(known->set, g_ptr_array_index(known->ids, i));
	}
	return g_hash_table_contains(known->set, id);
}

static void
add_id(struct known *known, td_span raw, unsigned *defects)
{
	g_autofree char *id = clean_id(raw, defects);

	/* git send-email's question "Message-ID to be used as In-Reply-To?" gets y or n.
	 */
	if (!id || id[1] == '\0' || is_known(known, id))
		return;
	if (known->set)
		g_hash_table_add(known->set, id);
	g_ptr_array_add(known->ids, g_steal_pointer(&id));
}

void
td_message_id_parse_list(td_span value, GPtrArray *ids, unsigned *defects)
{
	struct known known = { ids, NULL };
	bool angles = td_span_find_byte(value, '<') >= 0;
	bool prose = false;
	td_span id, rest = value;

	/* "Your message of Monday to a@b" names a person; one word alone is an id. */
	if (!angles && next_word(&rest, &id)) {
		while (next_word(&rest, &id))
			prose = prose || td_span_find_byte(id, '@') < 0;
	}
	rest = value;
	while (angles ? next_in_angles(&rest, &id, defects) : next_word(&rest, &id)) {
		if (ids->len >= TD_MAX_REFERENCES) {
			*defects |= TD_DEFECT_LIMIT;
			break;
		}
		if (angles || (!prose && td_span_find_byte(id, '@') >= 0))
			add_id(&known, id, defects);
	}
	g_clear_pointer(&known.set, g_hash_table_destroy);
}
