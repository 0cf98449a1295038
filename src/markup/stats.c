/* SPDX-License-Identifier: GPL-2.0-or-later */
/* markup/stats.c - a list in numbers: plots and ranked lists */
#include "markup/stats.h"

#include <string.h>

#include "markup/svg_months.h"
#include "output/link.h"

static void
put_months(td_xml *xml, const td_statistics *statistics, unsigned kind,
    const char *heading, const char *what, const char *link)
{
	const td_svg_months plot = {
		.months = &statistics->months, .kind = kind, .what = what, .link = link
	};

	td_xml_print(xml, "<section>\n<h2>%s</h2>\n<figure>\n", heading);
	td_svg_months_write(xml, &plot);
	td_xml_raw(xml, "</figure>\n</section>\n");
}

/* A bar as long as its share of the longest. */
static void
put_bar(td_xml *xml, unsigned n, unsigned most)
{
	unsigned permille = most > 0 ? (unsigned)((uint64_t)n * 1000 / most) : 0;

	td_xml_print(xml,
	    "<svg class=\"bar\" aria-hidden=\"true\"><rect width=\"%u.%u%%\" "
	    "height=\"3\"></rect></svg>",
	    permille / 10, permille % 10);
}

/* Two addresses that no mailmap joins may have one name: then it is said which is whose.
 */
static void
put_name(td_xml *xml, const td_site *site, const GPtrArray *counts, unsigned i)
{
	const td_statistics_count *count = counts->pdata[i];
	const char *at = strrchr(count->address, '@');
	bool alone = true;

	if (!*count->address) {
		td_xml_text(xml, count->name);
		return;
	}
	td_site_person_link(xml, site, count->name, count->address);
	for (unsigned k = 0; k < counts->len && alone; k++)
		alone = k == i ||
			strcmp(count->name,
			    ((const td_statistics_count *)counts->pdata[k])->name) != 0;
	if (!alone && at)
		td_xml_print(xml, " <span class=\"by\">%s</span>", at + 1);
}

/* Nothing where there is nobody: on many lists people only talk. */
static void
put_ranking(td_xml *xml, const td_site *site, const GPtrArray *counts,
    const char *heading, const char *who, const char *what)
{
	if (counts->len == 0)
		return;
	td_xml_print(xml,
	    "<section>\n<h2>%s</h2>\n<table>\n<thead><tr><th scope=\"col\">%s</th>"
	    "<th scope=\"col\">%s</th></tr></thead>\n<tbody>\n",
	    heading, who, what);
	for (unsigned i = 0; i < counts->len; i++) {
		const td_statistics_count *count = counts->pdata[i];
		const td_statistics_count *first = counts->pdata[0];

		td_xml_raw(xml, "<tr><th scope=\"row\">");
		put_name(xml, site, counts, i);
		put_bar(xml, count->n, first->n);
		td_xml_print(xml, "</th><td>%u</td></tr>\n", count->n);
	}
	td_xml_raw(xml, "</tbody></table>\n</section>\n");
}

/* Counts that have an order of their own. */
typedef struct steps {
	const char *heading, *note, *head;
	const char *const *words;
	const unsigned *counts;
	unsigned n;
} steps;

static void
put_steps(td_xml *xml, const steps *s)
{
	unsigned most = 0;

	for (unsigned i = 0; i < s->n; i++)
		most = MAX(most, s->counts[i]);
	td_xml_print(xml,
	    "<section>\n<h2>%s</h2>\n<p class=\"soft\">%s</p>\n<table>\n<thead><tr>"
	    "<th scope=\"col\">%s</th><th "
	    "scope=\"col\">Series</th></tr></thead>\n<tbody>\n",
	    s->heading, s->note, s->head);
	for (unsigned i = 0; i < s->n; i++) {
		td_xml_print(xml, "<tr><th scope=\"row\">%s", s->words[i]);
		put_bar(xml, s->counts[i], most);
		td_xml_print(xml, "</th><td>%u</td></tr>\n", s->counts[i]);
	}
	td_xml_raw(xml, "</tbody></table>\n</section>\n");
}

/* How much of the list is ranked. */
static void
put_stretches(td_xml *xml, unsigned days)
{
	static const struct {
		unsigned days;
		const char *word;
	} stretches[] = { { 30, "30 days" }, { 365, "a year" }, { 3650, "ten years" } };

	td_xml_raw(xml, "<p class=\"links\">");
	for (size_t i = 0; i < G_N_ELEMENTS(stretches); i++) {
		td_xml_print(xml, "<a href=\"?days=%u\"", stretches[i].days);
		if (stretches[i].days == days)
			td_xml_raw(xml, " aria-current=\"true\"");
		td_xml_print(xml, ">%s</a>\n", stretches[i].word);
	}
	td_xml_raw(xml, "</p>\n");
}

static char *
say_wait(const td_statistics *statistics)
{
	int64_t hours = statistics->median / 3600;

	if (statistics->median < 0)
		return g_strdup("No series got an answer.");
	if (hours < 72)
		return g_strdup_printf(
		    "%u of %u series got one; half of them within %d hours.",
		    statistics->answered, statistics->series, (int)hours + 1);
	return g_strdup_printf("%u of %u series got one; half of them within %d days.",
	    statistics->answered, statistics->series, (int)(hours / 24) + 1);
}

bool
td_site_stats_write(
    const td_site *site, const td_site_stats *stats, const td_sink *sink, GError **error)
{
	static const char *const waits[] = { "within an hour", "within a day",
		"within three days", "within a week", "within a month", "later" };
	static const char *const rounds[] = { "v1", "v2", "v3", "v4", "v5", "v6", "v7",
		"v8 or later" };
	const td_statistics *statistics = stats->statistics;
	const td_site_head head = {
		.title = "statistics", .heading = "Statistics", .section = "stats"
	};
	g_autofree char *list = td_link_part(site->list);
	g_autofree char *link = g_strconcat(site->root, list, "/?q=rt:", NULL);
	g_autofree char *wait = say_wait(statistics);
	td_day since = td_day_of(statistics->since);
	const steps first_answer = { "The first answer", wait, "It came", waits,
		statistics->waits, TD_WAITS };
	const steps until_applied = { "Versions until applied",
		"Of series with a notice that says so.", "Applied in", rounds,
		statistics->rounds, TD_ROUNDS };
	td_xml xml;

	td_site_open(&xml, site, &head, sink);
	td_xml_raw(&xml, "<div class=\"plots\">\n");
	put_months(&xml, statistics, TD_MONTHS_MAILS, "Mails", "mails", link);
	put_months(&xml, statistics, TD_MONTHS_PATCHES, "Patches", "patches", NULL);
	put_months(&xml, statistics, TD_MONTHS_REPLIES, "Replies", "replies", NULL);
	td_xml_raw(&xml, "</div>\n");
	put_stretches(&xml, stats->days);
	td_xml_print(&xml,
	    "<p class=\"lead\">Since %s, robots left out:</p>\n<div "
	    "class=\"plots\">\n",
	    td_day_plain(&since).text);
	put_ranking(
	    &xml, site, statistics->authors, "Who writes patches", "Author", "Patches");
	put_ranking(&xml, site, statistics->repliers, "Who answers", "Person", "Replies");
	put_ranking(&xml, site, statistics->domains, "From where", "Domain", "Patches");
	if (statistics->series > 0) {
		put_steps(&xml, &first_answer);
		put_steps(&xml, &until_applied);
	}
	td_xml_raw(&xml, "</div>\n");
	return td_site_close(&xml, site, error);
}
