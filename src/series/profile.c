/* SPDX-License-Identifier: GPL-2.0-or-later */
/* series/profile.c - what a series looks like, in hashes that do not change */
#include "series/chain.h"

#include <stdlib.h>
#include <string.h>

#include "series/trait.h"

enum {
	most_patches = 128,
	most_names = 64,
	most_words = 16,
	most_paths = 16,
	path_keys = 4,
	shortest_word = 3,
	day = 86400,
};

static int
compare_hashes(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a;
	uint64_t y = *(const uint64_t *)b;

	return (x > y) - (x < y);
}

/* Ascending, each once, no more than most. */
static void
settle_set(GArray *set, unsigned most)
{
	uint64_t *all = (uint64_t *)(void *)set->data;
	unsigned kept = 0;

	if (set->len == 0)
		return;
	qsort(all, set->len, sizeof *all, compare_hashes);
	for (unsigned i = 0; i < set->len; i++)
		if (kept == 0 || all[kept - 1] != all[i])
			all[kept++] = all[i];
	g_array_set_size(set, MIN(kept, most));
}

static bool
has_hash(const uint64_t *set, unsigned n, uint64_t hash)
{
	return n > 0 && bsearch(&hash, set, n, sizeof hash, compare_hashes) != NULL;
}

static void
add_words(GArray *words, const char *title)
{
	while (*title != '\0') {
		size_t n = 0;

		while (td_trait_is_letter(title[n]))
			n++;
		if (n >= shortest_word) {
			uint64_t hash = td_trait_folded(title, n, TD_TRAIT_TITLE);

			g_array_append_val(words, hash);
		}
		title += MAX(n, (size_t)1);
	}
}

/* "v2" */
static bool
is_version(const char *word, size_t n, unsigned digits)
{
	return n == digits + 1 && g_ascii_tolower(word[0]) == 'v';
}

/* The words that have digits, in any order and each once: "wait07", "x86", "T7", "2023";
 * not "v2". */
static uint32_t
sum_numbered(const char *title)
{
	uint64_t words[most_words], sum = 0;
	unsigned count = 0;

	while (*title != '\0' && count < most_words) {
		size_t n = 0;
		unsigned digits = 0;
		bool again = false;

		while (td_trait_is_letter(title[n]))
			digits += g_ascii_isdigit(title[n++]) ? 1 : 0;
		if (digits > 0 && !is_version(title, n, digits)) {
			words[count] = td_trait_folded(title, n, TD_TRAIT_TITLE);
			for (unsigned i = 0; i < count; i++)
				again = again || words[i] == words[count];
			sum += again ? 0 : words[count++];
		}
		title += MAX(n, (size_t)1);
	}
	return (uint32_t)(sum ^ sum >> 32);
}

static bool
is_revert(const char *title)
{
	static const char word[] = "revert";

	return g_ascii_strncasecmp(title, word, strlen(word)) == 0;
}

/* The Date is stamped by one clock; where it is absent or in the future the arrival
 * counts. */
static int64_t
time_of(const td_chain_mail *mail)
{
	return mail->sent > 0 && mail->sent <= mail->received + day ? mail->sent
								    : mail->received;
}

/* The arrays of a profile while it is made. */
typedef struct making {
	GArray *patches, *names, *ids, *words, *paths;
} making;

static void
add_patch(making *made, const td_chain_mail *mail)
{
	td_chain_patch patch = { .number = mail->number };
	g_autofree char *key = td_subject_key(mail->title);

	if (mail->number == 0 || made->patches->len == most_patches)
		return;
	patch.title = td_trait_text(key, TD_TRAIT_TITLE);
	patch.patch_id = td_trait_text(mail->patch_id, TD_TRAIT_ID);
	if (mail->sketch != NULL)
		patch.sketch = *mail->sketch;
	g_array_append_val(made->patches, patch);
}

static void
add_names(making *made, const td_chain_mail *mail)
{
	for (unsigned i = 0; i < mail->n_mentions && made->names->len < most_names; i++) {
		td_chain_name name = {
			.message_id =
			    td_trait_text(mail->mentions[i].message_id, TD_TRAIT_ID),
			.message = mail->id,
			.tie = mail->mentions[i].tie,
		};
		bool own = false;

		for (unsigned k = 0; !own && k < made->names->len; k++) {
			const td_chain_name *there =
			    &g_array_index(made->names, td_chain_name, k);

			own = there->message_id == name.message_id &&
			      there->tie == name.tie;
		}
		own = own || has_hash((const uint64_t *)(void *)made->ids->data,
				 made->ids->len, name.message_id);
		if (!own && name.message_id != 0)
			g_array_append_val(made->names, name);
	}
}

static void
add_ids(making *made, const td_chain_mail *mails, unsigned n)
{
	for (unsigned i = 0; i < n; i++) {
		uint64_t id = td_trait_text(mails[i].message_id, TD_TRAIT_ID);

		if (id != 0)
			g_array_append_val(made->ids, id);
	}
	settle_set(made->ids, G_MAXUINT);
}

static void
add_paths(making *made, const td_chain_mail *mail)
{
	for (unsigned i = 0; i < mail->n_paths; i++) {
		uint64_t path = td_trait_text(mail->paths[i], TD_TRAIT_PATH);

		g_array_append_val(made->paths, path);
	}
	/* Some thousand files are sampled as they come. */
	if (made->paths->len > 4096)
		settle_set(made->paths, most_paths);
}

static int
compare_mails(const void *a, const void *b)
{
	const td_chain_mail *x = a;
	const td_chain_mail *y = b;

	if (x->number != y->number)
		return x->number < y->number ? -1 : 1;
	return strcmp(x->message_id, y->message_id);
}

static size_t
length_of(const td_chain_facts *facts)
{
	return sizeof *facts + facts->n_patches * sizeof(td_chain_patch) +
	       facts->n_names * sizeof(td_chain_name) +
	       ((size_t)facts->n_ids + facts->n_words + facts->n_paths) *
		   sizeof(uint64_t);
}

static void
point(td_chain_profile *profile)
{
	const td_chain_facts *facts = &profile->facts;
	const char *at = (const char *)profile->memory + sizeof *facts;

	profile->patches = (const td_chain_patch *)(const void *)at;
	at += facts->n_patches * sizeof(td_chain_patch);
	profile->names = (const td_chain_name *)(const void *)at;
	at += facts->n_names * sizeof(td_chain_name);
	profile->ids = (const uint64_t *)(const void *)at;
	profile->words = profile->ids + facts->n_ids;
	profile->paths = profile->words + facts->n_words;
}

static void
append(GByteArray *bytes, const GArray *array, size_t size)
{
	if (array->len > 0)
		g_byte_array_append(
		    bytes, (const guint8 *)array->data, (guint)(array->len * size));
}

static td_chain_profile *
assemble(making *made, td_chain_facts *facts)
{
	td_chain_profile *profile = g_new0(td_chain_profile, 1);
	g_autoptr(GByteArray) bytes = g_byte_array_new();

	facts->n_patches = made->patches->len;
	facts->n_names = made->names->len;
	facts->n_ids = made->ids->len;
	facts->n_words = made->words->len;
	facts->n_paths = made->paths->len;
	profile->facts = *facts;
	profile->length = length_of(facts);
	g_byte_array_append(bytes, (const guint8 *)facts, sizeof *facts);
	append(bytes, made->patches, sizeof(td_chain_patch));
	append(bytes, made->names, sizeof(td_chain_name));
	append(bytes, made->ids, sizeof(uint64_t));
	append(bytes, made->words, sizeof(uint64_t));
	append(bytes, made->paths, sizeof(uint64_t));
	profile->memory = g_byte_array_free(g_steal_pointer(&bytes), FALSE);
	point(profile);
	return profile;
}

static void
take_head(td_chain_facts *facts, const td_chain_mail *head, const char *tags)
{
	g_autofree char *key = td_subject_key(head->title);

	facts->time = time_of(head);
	facts->head = td_trait_text(head->message_id, TD_TRAIT_ID);
	facts->head_message = head->id;
	facts->title = td_trait_text(key, TD_TRAIT_TITLE);
	facts->author_name = td_trait_person(head->author_name, head->author_address);
	facts->author_address = td_trait_address(head->author_address);
	facts->sender_name = td_trait_person(head->sender_name, head->sender_address);
	facts->sender_address = td_trait_address(head->sender_address);
	facts->branch = td_trait_branch(tags);
	facts->project = td_trait_project(tags);
	facts->pulled = head->pulled;
	/* "v2:" below "---", and "[PATCH]" above it. */
	if (facts->version <= 1 && head->said_version > 1) {
		facts->version = head->said_version;
		facts->said = 1;
	}
	if (head->prose != NULL)
		facts->prose = *head->prose;
}

td_chain_profile *
td_chain_profile_make(const td_series *series, const td_chain_mail *mails, unsigned n)
{
	g_autofree td_chain_mail *sorted = g_memdup2(mails, n * sizeof *mails);
	making made = {
		.patches = g_array_new(FALSE, FALSE, sizeof(td_chain_patch)),
		.names = g_array_new(FALSE, FALSE, sizeof(td_chain_name)),
		.ids = g_array_new(FALSE, FALSE, sizeof(uint64_t)),
		.words = g_array_new(FALSE, FALSE, sizeof(uint64_t)),
		.paths = g_array_new(FALSE, FALSE, sizeof(uint64_t)),
	};
	td_chain_facts facts = {
		.version = series->version,
		.minor = series->minor,
		.total = series->total,
		.received = series->received,
		.rfc = series->rfc,
		.resend = series->resend,
	};
	td_chain_profile *profile;

	if (n > 0)
		qsort(sorted, n, sizeof *sorted, compare_mails);
	add_ids(&made, sorted, n);
	for (unsigned i = 0; i < n; i++) {
		if (i == 0) {
			/* A cover letter that is called nothing has no tags. */
			take_head(&facts, &sorted[i],
			    sorted[0].tags[0] == '\0' && n > 1 ? sorted[1].tags
							       : sorted[0].tags);
			add_words(made.words, sorted[i].title);
			facts.numbered = sum_numbered(sorted[i].title);
			facts.revert = is_revert(sorted[i].title);
		}
		if (facts.change_id == 0)
			facts.change_id =
			    td_trait_text(sorted[i].change_id, TD_TRAIT_CHANGE);
		add_patch(&made, &sorted[i]);
		add_names(&made, &sorted[i]);
		add_paths(&made, &sorted[i]);
	}
	settle_set(made.words, most_words);
	settle_set(made.paths, most_paths);
	profile = assemble(&made, &facts);
	g_array_free(made.patches, TRUE);
	g_array_free(made.names, TRUE);
	g_array_free(made.ids, TRUE);
	g_array_free(made.words, TRUE);
	g_array_free(made.paths, TRUE);
	return profile;
}

td_chain_profile *
td_chain_profile_read(int64_t series, const void *bytes, size_t length)
{
	td_chain_profile *profile;
	td_chain_facts facts;
	bool fine;

	if (bytes == NULL || length < sizeof facts)
		return NULL;
	memcpy(&facts, bytes, sizeof facts);
	if (length_of(&facts) != length)
		return NULL;
	profile = g_new0(td_chain_profile, 1);
	profile->series = series;
	profile->facts = facts;
	profile->memory = g_memdup2(bytes, length);
	profile->length = length;
	point(profile);
	fine = facts.prose.n <= TD_SKETCH_LINES;
	for (unsigned i = 0; i < facts.n_patches; i++)
		fine = fine && profile->patches[i].sketch.n <= TD_SKETCH_LINES;
	if (fine)
		return profile;
	td_chain_profile_free(profile);
	return NULL;
}

void
td_chain_profile_free(td_chain_profile *profile)
{
	if (profile == NULL)
		return;
	g_free(profile->memory);
	g_free(profile);
}

static void
add_key(GArray *keys, uint64_t hash, td_chain_key_kind kind)
{
	td_chain_key key = { td_trait_mix(hash, TD_TRAIT_LOOK), kind };

	for (unsigned i = 0; i < keys->len; i++) {
		const td_chain_key *there = &g_array_index(keys, td_chain_key, i);

		if (there->hash == key.hash && there->kind == kind)
			return;
	}
	g_array_append_val(keys, key);
}

GArray *
td_chain_keys(const td_chain_profile *profile)
{
	const td_chain_facts *facts = &profile->facts;
	GArray *keys = g_array_new(FALSE, FALSE, sizeof(td_chain_key));
	uint64_t people[2] = { facts->sender_name, facts->author_name };
	/* Who has no name, or another one by now, is known by the address. */
	uint64_t writers[4] = { facts->sender_name, facts->author_name,
		facts->sender_address, facts->author_address };

	if (facts->change_id != 0)
		add_key(keys, facts->change_id, TD_CHAIN_LOOK);
	for (unsigned i = 0; i < facts->n_names; i++)
		if (profile->names[i].tie != TD_CHAIN_BASE)
			add_key(keys, profile->names[i].message_id, TD_CHAIN_NAME);
	if (facts->title != 0)
		add_key(keys, facts->title, TD_CHAIN_LOOK);
	for (unsigned i = 0; i < facts->n_patches; i++)
		if (profile->patches[i].title != 0)
			add_key(keys, profile->patches[i].title, TD_CHAIN_LOOK);
	for (unsigned p = 0; p < G_N_ELEMENTS(people); p++)
		for (unsigned i = 0; i < MIN(facts->n_paths, (unsigned)path_keys); i++)
			if (people[p] != 0)
				add_key(keys,
				    td_trait_mix(
					people[p] ^ TD_TRAIT_WORK, profile->paths[i]),
				    TD_CHAIN_LOOK);
	for (unsigned w = 0; w < G_N_ELEMENTS(writers); w++) {
		if (writers[w] == 0)
			continue;
		add_key(keys, td_trait_mix(writers[w], TD_TRAIT_WRITER), TD_CHAIN_WRITER);
		if (facts->version > 1)
			add_key(keys, td_trait_mix(writers[w], TD_TRAIT_WRITER),
			    TD_CHAIN_FOLLOWER);
	}
	for (unsigned i = 0; i < facts->n_ids; i++)
		add_key(keys, profile->ids[i], TD_CHAIN_OWN);
	return keys;
}

uint64_t
td_chain_title_key(const char *title)
{
	g_autofree char *key = td_subject_key(title);

	return td_trait_mix(td_trait_text(key, TD_TRAIT_TITLE), TD_TRAIT_LOOK);
}
