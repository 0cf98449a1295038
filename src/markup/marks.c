/* SPDX-License-Identifier: GPL-2.0-or-later */
/* markup/marks.c - what was said of patches by hand: states, delegates, checks */
#include "markup/marks.h"

#include <string.h>

#include "render/words.h"

static void
free_check(void *data)
{
	td_site_check *check = data;

	g_free(check->state);
	g_free(check->context);
	g_free(check->url);
	g_free(check->description);
	g_free(check);
}

td_site_mark *
td_site_mark_new(void)
{
	td_site_mark *mark = g_new0(td_site_mark, 1);

	mark->list = g_strdup("");
	mark->state = g_strdup("");
	mark->delegate = g_strdup("");
	mark->commit = g_strdup("");
	mark->checks = g_ptr_array_new_with_free_func(free_check);
	return mark;
}

void
td_site_mark_free(td_site_mark *mark)
{
	if (!mark)
		return;
	g_free(mark->list);
	g_free(mark->state);
	g_free(mark->delegate);
	g_free(mark->commit);
	g_ptr_array_unref(mark->checks);
	g_free(mark);
}

void
td_site_mark_add(td_site_mark *mark, const char *state, const char *context,
    const char *url, const char *description)
{
	td_site_check *check = g_new0(td_site_check, 1);

	check->state = g_strdup(state);
	check->context = g_strdup(context);
	check->url = g_strdup(url);
	check->description = g_strdup(description);
	g_ptr_array_add(mark->checks, check);
}

/* Words of states are patchwork's, of checks, too: each has a colour. */
static void
put_chip(td_xml *xml, const char *word)
{
	td_xml_print(xml, "<span class=\"chip %s\">%s</span>", word, word);
}

/* Programs write what they like: only what leads to a page is a link. */
static bool
is_link(const char *url)
{
	return g_str_has_prefix(url, "https://") || g_str_has_prefix(url, "http://");
}

static void
put_check(td_xml *xml, const td_site_check *check)
{
	td_xml_raw(xml, "<span>");
	put_chip(xml, check->state);
	td_xml_raw(xml, " ");
	if (is_link(check->url))
		td_xml_print(xml, "<a rel=\"noreferrer\" href=\"%s\"><bdi>%s</bdi></a>",
		    check->url, check->context);
	else
		td_xml_print(xml, "<bdi>%s</bdi>", check->context);
	if (*check->description)
		td_xml_print(xml, " <bdi class=\"soft\">%s</bdi>", check->description);
	td_xml_raw(xml, "</span>\n");
}

static void
put_mark(td_xml *xml, const td_site_mark *mark)
{
	td_xml_raw(xml, "<li class=\"facts\">");
	if (mark->number > 0)
		td_xml_print(xml, "<span>patch %u</span>\n", mark->number);
	if (*mark->list)
		td_xml_print(xml, "<span>in %s</span>\n", mark->list);
	if (*mark->state) {
		td_xml_raw(xml, "<span>set to ");
		put_chip(xml, mark->state);
		td_xml_raw(xml, "</span>\n");
	}
	if (*mark->delegate)
		td_xml_print(
		    xml, "<span>delegated to <bdi>%s</bdi></span>\n", mark->delegate);
	if (mark->archived)
		td_xml_raw(xml, "<span>archived</span>\n");
	if (*mark->commit)
		td_xml_print(xml, "<span>as <code>%s</code></span>\n", mark->commit);
	for (unsigned i = 0; i < mark->checks->len && !td_xml_failed(xml); i++)
		put_check(xml, mark->checks->pdata[i]);
	td_xml_raw(xml, "</li>\n");
}

void
td_site_marks_write(td_xml *xml, const GPtrArray *marks)
{
	if (!marks || marks->len == 0)
		return;
	td_xml_raw(xml, "<ul class=\"marks\">\n");
	for (unsigned i = 0; i < marks->len && !td_xml_failed(xml); i++)
		put_mark(xml, marks->pdata[i]);
	td_xml_raw(xml, "</ul>\n");
}

/* A word that marks have, and of which patches. */
typedef struct said_word {
	const char *word;
	GArray *numbers; /* of unsigned */
} said_word;

static void
free_word(void *data)
{
	said_word *self = data;

	g_array_unref(self->numbers);
	g_free(self);
}

static void
add_word(GPtrArray *words, const char *word, unsigned number)
{
	said_word *found = NULL;

	if (!*word)
		return;
	for (unsigned i = 0; i < words->len && !found; i++) {
		said_word *one = words->pdata[i];

		if (strcmp(one->word, word) == 0)
			found = one;
	}
	if (!found) {
		found = g_new0(said_word, 1);
		found->word = word;
		found->numbers = g_array_new(FALSE, FALSE, sizeof(unsigned));
		g_ptr_array_add(words, found);
	}
	g_array_append_val(found->numbers, number);
}

/* " set to accepted", " set to accepted (1, 3)" where others were not. */
static void
put_states(td_xml *xml, const GPtrArray *marks, unsigned patches)
{
	g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func(free_word);

	for (unsigned i = 0; i < marks->len; i++) {
		const td_site_mark *mark = marks->pdata[i];

		add_word(words, mark->state, mark->number);
	}
	for (unsigned i = 0; i < words->len; i++) {
		const said_word *one = words->pdata[i];
		g_autofree char *numbers = td_words_runs(one->numbers);

		td_xml_raw(xml, " <span class=\"by\">set to ");
		put_chip(xml, one->word);
		if (one->numbers->len < patches)
			td_xml_print(xml, " (%s)", numbers);
		td_xml_raw(xml, "</span>");
	}
}

static void
put_delegates(td_xml *xml, const GPtrArray *marks)
{
	g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func(free_word);

	for (unsigned i = 0; i < marks->len; i++) {
		const td_site_mark *mark = marks->pdata[i];

		add_word(words, mark->delegate, mark->number);
	}
	for (unsigned i = 0; i < words->len; i++) {
		const said_word *one = words->pdata[i];

		td_xml_print(xml, " <span class=\"by\">delegated to <bdi>%s</bdi></span>",
		    one->word);
	}
}

/* " 1 fail 12 success", the worst first. */
static void
put_checks(td_xml *xml, const GPtrArray *marks)
{
	static const char *const states[] = { "fail", "warning", "pending", "success" };
	unsigned counts[G_N_ELEMENTS(states)] = { 0 };

	for (unsigned i = 0; i < marks->len; i++) {
		const td_site_mark *mark = marks->pdata[i];

		for (unsigned k = 0; k < mark->checks->len; k++) {
			const td_site_check *check = mark->checks->pdata[k];

			for (size_t s = 0; s < G_N_ELEMENTS(states); s++)
				counts[s] += strcmp(check->state, states[s]) == 0;
		}
	}
	for (size_t s = 0; s < G_N_ELEMENTS(states); s++)
		if (counts[s] > 0)
			td_xml_print(xml,
			    " <span class=\"chip %s\" title=\"checks\">%u %s</span>",
			    states[s], counts[s], states[s]);
}

void
td_site_marks_brief(td_xml *xml, const GPtrArray *marks, unsigned patches)
{
	if (!marks || marks->len == 0)
		return;
	put_states(xml, marks, patches);
	put_delegates(xml, marks);
	put_checks(xml, marks);
}
