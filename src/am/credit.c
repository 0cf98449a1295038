/* SPDX-License-Identifier: GPL-2.0-or-later */
/* am/credit.c - the trailers that each patch of a series got, and which are put
 * into it */
#include "am/work.h"

#include <string.h>

#include "base/limits.h"
#include "index/index.h"
#include "message/message.h"
#include "patch/amend.h"
#include "patch/patch.h"

/* Of more trailers in the answers to one series the last ones are left out. */
#define CREDITS_MAX 16384

static td_am_mail *
mail_at(const td_am_work *work, unsigned i)
{
	return &g_array_index(work->mails, td_am_mail, i);
}

static td_am_mail *
mail_of(const td_am_work *work, const td_am_patch *patch)
{
	return td_am_find_mail((td_am_work *)(uintptr_t)work, patch->message);
}

/* The answer's own words tell more than the index keeps: what a trailer is for. */
static bool
read_answer(td_am_work *work, td_am_mail *mail, GError **error)
{
	g_autoptr(td_message) message = NULL;
	g_autoptr(td_patch) patch = NULL;
	td_span bytes;

	if (!work->options->load(mail->id, &bytes, work->options->data, error))
		return false;
	message = td_message_parse(bytes, 0);
	patch = td_patch_read(message, NULL);
	mail->trailers = td_trailer_parse_reply(
	    td_span_of(patch->text), td_patch_sender(message, patch));
	return true;
}

static td_credit_mail *
make_credit_mails(td_am_work *work, GError **error)
{
	g_autofree td_credit_mail *mails = g_new0(td_credit_mail, work->mails->len + 1);

	for (unsigned i = 0; i < work->mails->len; i++) {
		td_am_mail *mail = mail_at(work, i);

		/* A machine's notice is read so that what it asks for can be told. */
		if (((mail->gives && mail->kind == TD_KIND_REPLY) ||
			mail->kind == TD_KIND_NOTICE) &&
		    !read_answer(work, mail, error))
			return NULL;
		mails[i] = (td_credit_mail){
			.id = mail->id,
			.parent = mail->parent,
			.name = mail->name,
			.address = mail->address,
			.trailers = mail->trailers,
			.is_target = mail->kind == TD_KIND_PATCH ||
				     mail->kind == TD_KIND_COVER || mail->posting >= 0,
			.bot = mail->bot || mail->kind == TD_KIND_NOTICE,
		};
	}
	return g_steal_pointer(&mails);
}

/* Format characters that nobody sees, and that can show one thing and mean another. */
static bool
has_invisible(const char *text)
{
	for (; *text; text += g_utf8_skip[(unsigned char)*text]) {
		gunichar c;

		if ((unsigned char)*text < 0x80)
			continue;
		c = g_utf8_get_char_validated(text, -1);
		if (c == (gunichar)-1 || c == (gunichar)-2)
			return true;
		if (g_unichar_type(c) == G_UNICODE_FORMAT)
			return true;
	}
	return false;
}

/* The mailmap may know both as one person. */
static td_credit_match
ask_mailmap(const td_am_work *work, const td_trailer *trailer, const td_am_mail *giver)
{
	g_autofree char *name = NULL, *address = NULL;
	const char *proper, *mapped, *sender;

	if (!work->options->people || !td_credit_split(trailer->value, &name, &address))
		return TD_CREDIT_MISMATCH;
	td_people_resolve(work->options->people, name, address, &proper, &mapped);
	td_people_resolve(
	    work->options->people, giver->name, giver->address, &proper, &sender);
	return g_ascii_strcasecmp(mapped, sender) == 0 ? TD_CREDIT_MAILMAP
						       : TD_CREDIT_MISMATCH;
}

static td_trailer *
copy_trailer(const td_trailer *trailer)
{
	td_trailer *copy = g_new0(td_trailer, 1);

	copy->key = g_strdup(trailer->key);
	copy->value = g_strdup(trailer->value);
	copy->about = g_strdup(trailer->about);
	copy->note = g_strdup(trailer->note);
	return copy;
}

static td_am_use
decide_use(const td_am_work *work, const td_am_trailer *got, bool present)
{
	if (has_invisible(got->trailer->value))
		return TD_AM_ODD;
	if (present)
		return TD_AM_PRESENT;
	if (got->use == TD_AM_BOT && !work->options->bots)
		return TD_AM_BOT;
	if (got->match == TD_CREDIT_MISMATCH && !work->options->sloppy)
		return TD_AM_MISMATCH;
	return TD_AM_ADDED;
}

void
td_am_trailer_free(td_am_trailer *got)
{
	if (!got)
		return;
	td_trailer_free(got->trailer);
	g_free(got->message_id);
	g_free(got->name);
	g_free(got->address);
	g_free(got);
}

static unsigned
slot_of(const td_am_mail *giver, const td_am_mail *target, const td_index_series *posting)
{
	return td_credit_slot(target->slot, giver->has_number ? giver->number : 0,
	    giver->total, posting->total);
}

/* What a patch has and got so far, by td_amend_identity. */
typedef struct told {
	GHashTable *has, *got;
} told;

/* Each is told once: as used, or, where no other mail makes it so, as left out. */
static void
give(const td_am_work *work, td_am_patch *patch, const td_credit *credit, told *so_far)
{
	const td_am_mail *giver = mail_at(work, credit->giver);
	const td_am_mail *target = mail_at(work, credit->target);
	const td_index_series *posting = &g_array_index(
	    work->am->versions, td_index_series, (unsigned)target->posting);
	g_autofree char *identity = td_amend_identity(credit->trailer);
	td_am_trailer *got;

	if (patch->trailers->len >= TD_MAX_TRAILERS)
		return;
	got = g_new0(td_am_trailer, 1);
	got->trailer = copy_trailer(credit->trailer);
	got->message_id = g_strdup(giver->message_id);
	got->name = g_strdup(giver->name);
	got->address = g_strdup(giver->address);
	got->slot = slot_of(giver, target, posting);
	got->below = credit->below;
	got->match = credit->match;
	if (got->match == TD_CREDIT_MISMATCH)
		got->match = ask_mailmap(work, credit->trailer, giver);
	if (target->posting != mail_of(work, patch)->posting)
		got->version = posting->version;
	got->use = credit->bot ? TD_AM_BOT : TD_AM_ADDED;
	got->use = decide_use(work, got, g_hash_table_contains(so_far->has, identity));
	if (!g_hash_table_add(
		so_far->got, g_strdup_printf("%s\n%d", identity, (int)got->use))) {
		td_am_trailer_free(got);
		return;
	}
	g_ptr_array_add(patch->trailers, got);
	if (got->use == TD_AM_ADDED)
		g_ptr_array_add(patch->add, got->trailer);
}

static char *
change_key(int posting, const char *patch_id)
{
	return g_strdup_printf("%d %s", posting, patch_id);
}

/* The number of each change in each version. */
static GHashTable *
find_changes(const td_am_work *work)
{
	GHashTable *changes =
	    g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	for (unsigned i = 0; i < work->mails->len; i++) {
		const td_am_mail *mail = mail_at(work, i);

		if (mail->posting >= 0 && mail->slot > 0 && *mail->patch_id)
			g_hash_table_insert(changes,
			    change_key(mail->posting, mail->patch_id),
			    GUINT_TO_POINTER(mail->slot));
	}
	return changes;
}

/* In another version the same change: its number there; 0 for none. */
static unsigned
same_change(GHashTable *changes, int posting, const td_am_mail *patch)
{
	g_autofree char *key = change_key(posting, patch->patch_id);

	return *patch->patch_id ? GPOINTER_TO_UINT(g_hash_table_lookup(changes, key)) : 0;
}

typedef enum pass {
	PASS_DIRECT,  /* to this very patch */
	PASS_CARRIED, /* to the same change in another version */
	PASS_COVER,   /* to the cover letter */
	PASSES,
} pass;

static pass
pass_of(const td_am_mail *target, const td_am_mail *patch)
{
	if (target->posting != patch->posting)
		return PASS_CARRIED;
	return target->slot == 0 ? PASS_COVER : PASS_DIRECT;
}

/* numbers: for each version where the same change was in it. */
static bool
counts_for(const td_am_work *work, const td_credit *credit, const td_am_mail *patch,
    const unsigned *numbers)
{
	const td_am_mail *target = mail_at(work, credit->target);
	unsigned number, slot;

	if (target->posting < 0)
		return false;
	slot = slot_of(mail_at(work, credit->giver), target,
	    &g_array_index(
		work->am->versions, td_index_series, (unsigned)target->posting));
	if (slot == 0 && work->options->no_cover_trailers)
		return false;
	if (target->posting == patch->posting)
		return td_credit_counts_for(credit->trailer, slot, patch->slot);
	number = numbers[target->posting];
	return number > 0 && !work->options->no_parent &&
	       td_credit_counts_for(credit->trailer, slot, number);
}

static void
credit_patch(const td_am_work *work, td_am_patch *patch, const GArray *credits,
    GHashTable *changes)
{
	const td_am_mail *mail = mail_of(work, patch);
	unsigned versions = work->am->versions->len;
	g_autofree unsigned *numbers = g_new0(unsigned, versions);
	g_autoptr(GHashTable) has =
	    g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	g_autoptr(GHashTable) got =
	    g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	told so_far = { has, got };

	for (guint i = 0; i < patch->has->len; i++)
		g_hash_table_add(
		    has, td_amend_identity(g_ptr_array_index(patch->has, i)));
	for (unsigned i = 0; i < versions; i++) {
		if ((int)i != mail->posting)
			numbers[i] = same_change(changes, (int)i, mail);
	}
	for (pass now = 0; now < PASSES; now++) {
		for (guint i = 0; i < credits->len; i++) {
			const td_credit *credit = &g_array_index(credits, td_credit, i);

			if (pass_of(mail_at(work, credit->target), mail) == now &&
			    counts_for(work, credit, mail, numbers))
				give(work, patch, credit, &so_far);
		}
	}
}

static void
add_extra(td_am_patch *patch, const char *key, char *value)
{
	td_trailer *trailer = g_new0(td_trailer, 1);

	trailer->key = g_strdup(key);
	trailer->value = value;
	g_ptr_array_add(patch->extras, trailer);
	g_ptr_array_add(patch->add, trailer);
}

/* What the reader asked for, behind what others gave. */
static void
add_extras(const td_am_work *work, td_am_patch *patch)
{
	const td_am_options *options = work->options;

	if (options->link) {
		g_autofree char *id =
		    g_uri_escape_string(patch->message_id, "!$&'()*+,;=:@", FALSE);
		const char *hole = strstr(options->link, "%s");

		add_extra(patch, "Link",
		    g_strdup_printf("%.*s%s%s", (int)(hole ? hole - options->link : 0),
			options->link, id, hole ? hole + 2 : ""));
	}
	if (options->message_id_trailer)
		add_extra(
		    patch, "Message-ID", g_strdup_printf("<%s>", patch->message_id));
	if (options->signoff)
		add_extra(patch, "Signed-off-by", g_strdup(options->signoff));
}

bool
td_am_load_trailers(td_am_work *work, GError **error)
{
	g_autofree td_credit_mail *mails = NULL;
	g_autoptr(GArray) credits = NULL;
	g_autoptr(GHashTable) changes = find_changes(work);

	if (!work->options->no_trailers) {
		mails = make_credit_mails(work, error);
		if (!mails)
			return false;
		credits = td_credit_collect(mails, work->mails->len);
		if (credits->len > CREDITS_MAX)
			g_array_set_size(credits, CREDITS_MAX);
	}
	for (guint i = 0; i < work->am->patches->len; i++) {
		td_am_patch *patch = g_ptr_array_index(work->am->patches, i);

		if (credits)
			credit_patch(work, patch, credits, changes);
		add_extras(work, patch);
	}
	return true;
}
