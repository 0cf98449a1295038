/* SPDX-License-Identifier: GPL-2.0-or-later */
/* markup/versions.c - which two versions of a series are to be compared */
#include "markup/series.h"
#include "output/link.h"

GPtrArray *
td_site_version_names(const GPtrArray *versions)
{
	GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GHashTable) all =
	    g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	for (int round = 0; round < 2; round++) {
		g_autoptr(GHashTable) met =
		    g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

		for (unsigned i = 0; i < versions->len; i++) {
			const td_page_version *version = versions->pdata[i];
			char *name = td_site_version_name(&version->standing->series);
			unsigned n = GPOINTER_TO_UINT(g_hash_table_lookup(met, name)) + 1;

			if (round == 0)
				g_hash_table_replace(
				    all, g_strdup(name), GUINT_TO_POINTER(n));
			else if (GPOINTER_TO_UINT(g_hash_table_lookup(all, name)) > 1)
				g_ptr_array_add(
				    names, g_strdup_printf("%s (%u)", name, n));
			else
				g_ptr_array_add(names, g_strdup(name));
			g_hash_table_replace(met, name, GUINT_TO_POINTER(n));
		}
	}
	return names;
}

static void
put_choice(td_xml *xml, const GPtrArray *versions, const GPtrArray *names, bool to,
    unsigned chosen)
{
	td_xml_print(xml, "<label>%s<select name=\"%s\">",
	    to ? "to" : "What changed from", to ? "to" : "from");
	for (unsigned i = 0; i < versions->len; i++) {
		const td_page_version *version = versions->pdata[i];

		td_xml_print(xml, "<option value=\"%s\"", version->standing->message_id);
		td_xml_raw(xml, i == chosen ? " selected=\"\">" : ">");
		td_xml_print(xml, "%s</option>", (const char *)names->pdata[i]);
	}
	td_xml_raw(xml, "</select></label>\n");
}

void
td_site_compare_form(td_xml *xml, const td_site *site, const GPtrArray *versions,
    const td_site_choice *choice)
{
	g_autoptr(GPtrArray) names = td_site_version_names(versions);
	g_autofree char *list = td_link_part(site->list);
	g_autofree char *id = td_link_part(choice->page);

	td_xml_print(xml,
	    "<form class=\"filter\" id=\"compare\" action=\"%s%s/%s/_/compare/\">\n",
	    site->root, list, id);
	put_choice(xml, versions, names, false, choice->from);
	put_choice(xml, versions, names, true, choice->to);
	td_xml_raw(xml, "<button>Compare</button>\n</form>\n");
}
