/* SPDX-License-Identifier: GPL-2.0-or-later */
/* markup/series.c - the table of series, and what one may ask of it */
#include "markup/series.h"

#include <string.h>

#include "output/link.h"

enum { a_page = 100 };

void
td_site_state(td_xml *xml, td_state state)
{
	const char *word = td_state_word(state);
	g_autofree char *class = g_strdup(word);

	for (char *p = class; *p; p++)
		if (*p == ' ')
			*p = '-';
	td_xml_print(xml, "<span class=\"chip %s\">%s</span>", class, word);
}

void
td_site_standing(td_xml *xml, const td_standing *standing)
{
	td_site_state(xml, standing->state);
	if (standing->stale) {
		td_xml_raw(xml, " ");
		td_site_state(xml, TD_STATE_STALE);
	}
}

char *
td_site_version_name(const td_index_series *series)
{
	GString *name = g_string_new(series->rfc ? "RFC " : "");

	g_string_append_printf(name, "v%u", MAX(series->version, 1u));
	if (series->minor > 0)
		g_string_append_printf(name, ".%u", series->minor);
	if (series->resend)
		g_string_append(name, " resend");
	return g_string_free(name, FALSE);
}

void
td_site_patches(td_xml *xml, const td_index_series *series)
{
	unsigned total = MAX(series->total, series->received);

	if (series->received < total)
		td_xml_print(xml, "%u of ", series->received);
	td_xml_print(xml, "%u %s", total, total == 1 ? "patch" : "patches");
}

static void
put_version(td_xml *xml, const td_site *site, const td_standing *standing)
{
	g_autofree char *name = td_site_version_name(&standing->series);

	td_xml_raw(xml, "<a");
	td_site_mail_href(xml, site, NULL, standing->message_id, "_/series/");
	td_xml_print(xml, ">%s</a>", name);
}

void
td_site_neighbours(td_xml *xml, const td_site *site, const td_neighbours *neighbours)
{
	const td_standing *standing = neighbours->series;

	td_xml_raw(xml, "<p class=\"facts versions\"><span>");
	td_site_standing(xml, standing);
	td_xml_raw(xml, " ");
	put_version(xml, site, standing);
	td_xml_raw(xml, ", ");
	td_site_patches(xml, &standing->series);
	td_xml_raw(xml, "</span>");
	if (neighbours->newer) {
		td_xml_raw(xml, "\n<span><strong>");
		put_version(xml, site, neighbours->newer);
		td_xml_raw(xml, " is newer:</strong> ");
		td_site_standing(xml, neighbours->newer);
		td_xml_raw(xml, "</span>");
	}
	if (neighbours->older) {
		td_xml_raw(xml, "\n<span>");
		put_version(xml, site, neighbours->older);
		td_xml_raw(xml, " came before</span>");
	}
	td_xml_raw(xml, "</p>\n");
}

static void
put_option(td_xml *xml, const char *value, const char *chosen, const char *word)
{
	td_xml_print(xml, "<option value=\"%s\"", value);
	td_xml_raw(xml, strcmp(value, chosen) == 0 ? " selected=\"\">" : ">");
	td_xml_print(xml, "%s</option>", word);
}

static void
put_input(
    td_xml *xml, const char *name, const char *value, const char *word, const char *hint)
{
	td_xml_print(xml,
	    "<label>%s<input type=\"text\" name=\"%s\" value=\"%s\" placeholder=\"%s\" "
	    "size=\"14\"/></label>\n",
	    word, name, value, hint);
}

static void
put_filter(td_xml *xml, const td_site_filter *filter)
{
	static const struct {
		const char *value, *word;
	} orders[] = { { "", "newest" }, { "oldest", "oldest" },
		{ "activity", "last heard of" }, { "replies", "most replies" } };

	td_xml_raw(xml,
	    "<form class=\"filter\" role=\"search\" aria-label=\"Which series\">\n"
	    "<label>State<select name=\"state\">");
	put_option(xml, "", filter->state, "any");
	put_option(xml, "open", filter->state, "open: to be looked at");
	for (unsigned i = 0; i < TD_STATE_COUNT; i++)
		put_option(xml, td_state_word(i), filter->state, td_state_word(i));
	/* Several at once: a form would lose them. */
	if (strchr(filter->state, ','))
		put_option(xml, filter->state, filter->state, filter->state);
	td_xml_raw(xml, "</select></label>\n");
	put_input(xml, "author", filter->author, "Author", "name or address");
	put_input(xml, "title", filter->title, "Title", "words");
	put_input(xml, "path", filter->path, "Touches", "drivers/edac/");
	td_xml_print(xml,
	    "<label>Version<input type=\"text\" name=\"version\" value=\"%s\" size=\"4\" "
	    "inputmode=\"numeric\"/></label>\n",
	    filter->version);
	put_input(xml, "since", filter->since, "Sent since", "2 weeks ago");
	put_input(xml, "until", filter->until, "Sent until", "yesterday");
	td_xml_raw(xml, "<label>Order<select name=\"order\">");
	for (size_t i = 0; i < G_N_ELEMENTS(orders); i++)
		put_option(xml, orders[i].value, filter->order, orders[i].word);
	td_xml_raw(xml, "</select></label>\n<label>Sent by<select name=\"class\">");
	put_option(xml, "", filter->class_name, "people");
	put_option(xml, "all", filter->class_name, "anybody");
	td_xml_raw(xml, "</select></label>\n<button>Show</button>\n</form>\n");
}

/* A line of the table: place is its own among those that are shown. */
static void
put_row(td_xml *xml, const td_site *site, const td_site_series_list *page, unsigned place)
{
	const td_standing *standing = page->list->series->pdata[page->offset + place];
	/* That have it; NULL where the page is one list's. */
	const char *lists = page->lists ? page->lists->pdata[place] : NULL;
	const GPtrArray *marks = page->marks ? page->marks->pdata[place] : NULL;
	g_autofree char *version = td_site_version_name(&standing->series);

	td_xml_raw(xml, "<tr><td class=\"state\">");
	td_site_standing(xml, standing);
	td_xml_print(xml,
	    "</td><td class=\"nowrap\">%s</td><th scope=\"row\" class=\"name\"><a",
	    version);
	td_site_mail_href(xml, site, NULL, standing->message_id, "_/series/");
	td_xml_print(xml, "><bdi>%s</bdi></a><br/><span class=\"by\">",
	    td_site_title(standing->title));
	td_site_person_link(xml, site, standing->author_name, standing->author_address);
	td_xml_raw(xml, "</span>");
	if (lists)
		td_xml_print(xml, " <span class=\"by\">%s</span>", lists);
	if (marks && marks->len > 0) {
		td_xml_raw(xml, "<br/>");
		td_site_marks_brief(xml, marks, standing->series.received);
	}
	td_xml_print(xml, "</th><td class=\"num\" data-of=\"patches\">%u",
	    standing->series.received);
	if (standing->series.total > standing->series.received)
		td_xml_print(xml, " of %u", standing->series.total);
	td_xml_print(xml,
	    "</td><td class=\"num\" data-of=\"replies\">%u</td><td class=\"nowrap\">",
	    standing->replies);
	if (standing->reviewed > 0)
		td_xml_print(xml, "<abbr title=\"Reviewed-by\">R</abbr>&#160;%u ",
		    standing->reviewed);
	if (standing->acked > 0)
		td_xml_print(
		    xml, "<abbr title=\"Acked-by\">A</abbr>&#160;%u ", standing->acked);
	if (standing->tested > 0)
		td_xml_print(
		    xml, "<abbr title=\"Tested-by\">T</abbr>&#160;%u", standing->tested);
	td_xml_raw(xml, "</td><td class=\"nowrap\" data-of=\"sent\">");
	td_site_age(xml, site, standing->sent);
	td_xml_raw(xml, "</td><td class=\"nowrap\" data-of=\"last heard of\">");
	td_site_age(xml, site, standing->last);
	td_xml_raw(xml, "</td></tr>\n");
}

static void
add_argument(GString *address, const char *name, const char *value)
{
	g_autofree char *escaped = td_site_escape(value);

	if (*value)
		g_string_append_printf(
		    address, "%c%s=%s", address->len > 0 ? '&' : '?', name, escaped);
}

/* The page that a filter asks for: "?state=open&o=100". g_free it. */
static char *
page_address(const td_site_filter *filter, unsigned offset)
{
	GString *address = g_string_new(NULL);
	g_autofree char *at = offset > 0 ? g_strdup_printf("%u", offset) : g_strdup("");

	add_argument(address, "state", filter->state);
	add_argument(address, "author", filter->author);
	add_argument(address, "title", filter->title);
	add_argument(address, "path", filter->path);
	add_argument(address, "version", filter->version);
	add_argument(address, "since", filter->since);
	add_argument(address, "until", filter->until);
	add_argument(address, "order", filter->order);
	add_argument(address, "class", filter->class_name);
	add_argument(address, "o", at);
	if (address->len == 0)
		g_string_append_c(address, '?');
	return g_string_free(address, FALSE);
}

static void
put_page_link(td_xml *xml, const td_site_filter *filter, unsigned offset, const char *rel,
    const char *word)
{
	g_autofree char *address = page_address(filter, offset);

	td_xml_print(xml, "<a href=\"%s\" rel=\"%s\">%s</a>", address, rel, word);
}

/* What is asked for most, a click each; what else was typed stays. */
static void
put_states(td_xml *xml, const td_site_filter *filter)
{
	static const struct {
		const char *state, *word;
	} states[] = { { "", "all" }, { "open", "open" },
		{ "new,updated,resent", "to be reviewed" }, { "reviewed", "reviewed" },
		{ "changes requested", "changes requested" }, { "applied", "applied" } };

	td_xml_raw(xml, "<p class=\"links\">");
	for (size_t i = 0; i < G_N_ELEMENTS(states); i++) {
		td_site_filter asked = *filter;
		g_autofree char *address = NULL;

		asked.state = states[i].state;
		address = page_address(&asked, 0);
		td_xml_print(xml, "<a href=\"%s\"", address);
		td_xml_raw(xml, strcmp(filter->state, asked.state) == 0
				    ? " aria-current=\"true\">"
				    : ">");
		td_xml_print(xml, "%s</a>\n", states[i].word);
	}
	td_xml_raw(xml, "</p>\n");
}

static void
put_table(td_xml *xml, const td_site *site, const td_site_series_list *page)
{
	const GPtrArray *series = page->list->series;

	if (series->len <= page->offset) {
		td_xml_raw(xml, page->list->reached != 0
				    ? "<p>None that was looked at is like that.</p>\n"
				    : "<p>No series is like that.</p>\n");
		return;
	}
	td_xml_raw(xml,
	    "<div class=\"wide-table\" tabindex=\"0\" role=\"region\" "
	    "aria-label=\"Series\"><table class=\"grid stack\">\n<thead><tr>"
	    "<th scope=\"col\">State</th><th scope=\"col\">Version</th>"
	    "<th scope=\"col\">Title, author</th><th scope=\"col\" "
	    "class=\"num\">Patches</th>"
	    "<th scope=\"col\" class=\"num\">Replies</th><th scope=\"col\">Tags</th>"
	    "<th scope=\"col\">Sent</th><th scope=\"col\">Last heard "
	    "of</th></tr></thead>\n"
	    "<tbody>\n");
	for (unsigned i = page->offset; i < series->len && !td_xml_failed(xml); i++)
		put_row(xml, site, page, i - page->offset);
	td_xml_raw(xml, "</tbody></table></div>\n<p class=\"pages\">");
	if (page->offset > 0)
		put_page_link(xml, &page->filter,
		    page->offset > a_page ? page->offset - a_page : 0, "prev", "before");
	if (page->list->more)
		put_page_link(xml, &page->filter, series->len, "next", "more");
	td_xml_raw(xml, "</p>\n");
}

/* A page looks at so many series and not at all of many years; the next one goes on. */
static void
put_reached(td_xml *xml, const td_site_series_list *page)
{
	td_site_filter rest = page->filter;
	g_autofree char *moment =
	    g_strdup_printf("@%" G_GINT64_FORMAT, page->list->reached);
	bool up = strcmp(rest.order, "oldest") == 0;

	if (up)
		rest.since = moment;
	else
		rest.until = moment;
	td_xml_print(xml, "<p class=\"reached\">%s were looked at, ",
	    up ? "The oldest series" : "The newest series");
	td_xml_raw(xml, up ? "to " : "back to ");
	td_site_time(xml, page->list->reached);
	td_xml_raw(xml, ". ");
	put_page_link(
	    xml, &rest, 0, "next", up ? "Look at newer ones" : "Look at older ones");
	td_xml_raw(xml, "</p>\n");
}

bool
td_site_series_list_write(const td_site *site, const td_site_series_list *page,
    const td_sink *sink, GError **error)
{
	g_autofree char *list = td_link_part(site->list);
	g_autofree char *feed = g_strconcat(list, "/_/series/atom", NULL);
	const td_site_head head = {
		.title = "series", .heading = "Series", .section = "series", .feed = feed
	};
	td_xml xml;

	td_site_open(&xml, site, &head, sink);
	put_states(&xml, &page->filter);
	put_filter(&xml, &page->filter);
	if (page->problem)
		td_xml_print(
		    &xml, "<p class=\"wrong\" role=\"alert\">%s</p>\n", page->problem);
	if (page->list)
		put_table(&xml, site, page);
	if (page->list && page->list->reached != 0)
		put_reached(&xml, page);
	return td_site_close(&xml, site, error);
}
