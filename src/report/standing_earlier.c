/* SPDX-License-Identifier: GPL-2.0-or-later */
/* report/standing_earlier.c - tags that count for a series and were given to a version
 * before it */
#include <string.h>

#include "report/standing_page.h"
#include "series/credit.h"

/* What is known by one letter: as the index keeps them. */
static const struct {
	char letter;
	const char *key;
} kinds[] = { { 'R', "Reviewed-by" }, { 'A', "Acked-by" }, { 'T', "Tested-by" } };

/* "R ann@example.org", "R Ann Able": a person is known by either. */
static bool
note(GHashTable *shown, char letter, const char *person)
{
	g_autofree char *folded = g_utf8_casefold(person, -1);

	return *person != '\0' &&
	       g_hash_table_add(shown, g_strdup_printf("%c %s", letter, folded));
}

/* Whether neither was there. */
static bool
note_both(GHashTable *shown, char letter, const char *name, const char *address)
{
	bool by_address = *address == '\0' || note(shown, letter, address);
	bool by_name = strchr(name, ' ') == NULL || note(shown, letter, name);

	return by_address && by_name;
}

static bool
note_value(GHashTable *shown, char letter, const char *value)
{
	g_autofree char *name = NULL, *address = NULL;

	return td_credit_split(value, &name, &address)
		   ? note_both(shown, letter, name, address)
		   : note(shown, letter, value);
}

/* "Reviewed-by: Ann <ann@example.org>" */
static void
note_line(GHashTable *shown, const char *line)
{
	for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
		size_t n = strlen(kinds[i].key);

		if (g_ascii_strncasecmp(line, kinds[i].key, n) == 0 && line[n] == ':')
			note_value(shown, kinds[i].letter,
			    line + n + 1 + strspn(line + n + 1, " "));
	}
}

/* What stands on the page already, and what its author says of his own work. */
static GHashTable *
gather_shown(const td_series_page *page)
{
	GHashTable *shown = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++)
		note_both(shown, kinds[i].letter, page->standing->author_name,
		    page->standing->author_address);
	for (unsigned i = 0; i < page->trailers->len; i++) {
		const char *line = strchr(page->trailers->pdata[i], ' ');

		if (line != NULL)
			note_line(shown, line + 1);
	}
	for (unsigned i = 0; i < page->answers->len; i++) {
		const td_page_answer *answer = page->answers->pdata[i];

		for (unsigned k = 0; k < answer->trailers->len; k++)
			note_line(shown, answer->trailers->pdata[k]);
	}
	return shown;
}

void
td_page_add_earlier(td_page_work *self)
{
	g_autoptr(GHashTable) shown = gather_shown(self->page);
	g_auto(GStrv) lines = g_strsplit(self->reviewers, "\n", -1);

	for (char **line = lines; *line != NULL; line++) {
		for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
			g_autofree char *text = NULL;

			if (**line != kinds[i].letter ||
			    !note_value(shown, kinds[i].letter, *line + 2))
				continue;
			text = g_strdup_printf("%s: %s", kinds[i].key, *line + 2);
			g_ptr_array_add(self->page->earlier,
			    (char *)(uintptr_t)td_page_keep(self, text));
		}
	}
}
