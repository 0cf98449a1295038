/* SPDX-License-Identifier: GPL-2.0-or-later */
/* message/message.c - reads the header block once and keeps what the later stations want
 */
#include "message/message.h"

#include "base/limits.h"
#include "message/address.h"
#include "message/date.h"
#include "message/encoded_word.h"
#include "message/header.h"
#include "message/message_id.h"
#include "message/wrapped.h"

/* What a message is made with; none of it outlives the parsing. */
struct builder {
	td_message *message;
	GString *buffer; /* for unfolding */
	td_converters *converters;
	td_message_flags flags;
};

void
td_message_free(td_message *message)
{
	if (!message)
		return;
	g_free(message->message_id);
	g_clear_pointer(&message->in_reply_to, g_ptr_array_unref);
	g_clear_pointer(&message->references, g_ptr_array_unref);
	g_free(message->subject);
	td_address_free(message->from);
	td_address_free(message->reply_to);
	td_address_free(message->original_from);
	g_clear_pointer(&message->to, g_ptr_array_unref);
	g_clear_pointer(&message->cc, g_ptr_array_unref);
	g_free(message->list_id);
	g_free(message);
}

static void
free_address(void *address)
{
	td_address_free(address);
}

static td_span
unfold(struct builder *builder, td_span value)
{
	if (value.n > TD_MAX_HEADER_VALUE) {
		builder->message->defects |= TD_DEFECT_LIMIT;
		value = td_span_head(value, TD_MAX_HEADER_VALUE);
	}
	return td_header_unfold(value, builder->buffer);
}

static void
add_addresses(struct builder *builder, td_span value, GPtrArray *addresses, unsigned max)
{
	td_address_parse_list(unfold(builder, value), addresses, max, builder->converters,
	    &builder->message->defects);
}

static td_address *
first_address(struct builder *builder, td_span value)
{
	g_autoptr(GPtrArray) addresses = g_ptr_array_new_with_free_func(free_address);
	unsigned defects = 0;

	td_address_parse_list(
	    unfold(builder, value), addresses, 1, builder->converters, &defects);
	/* That there are more of them is no defect. */
	builder->message->defects |= defects & ~(unsigned)TD_DEFECT_LIMIT;
	return addresses->len > 0 ? g_ptr_array_steal_index(addresses, 0) : NULL;
}

static void
take_message_id(struct builder *builder, td_span value)
{
	td_message *message = builder->message;
	td_span text = unfold(builder, value);
	g_autofree char *decoded = NULL, *id = NULL;

	/* Python's mailers write an id that is too long for a line as encoded-words. */
	if (td_span_find(text, "=?") >= 0 && td_span_find_byte(text, '@') < 0) {
		decoded = td_encoded_word_decode(
		    text, TD_MAX_MESSAGE_ID, builder->converters, &message->defects);
		text = td_span_of(decoded);
	}
	id = td_message_id_parse(text, &message->defects);
	if (!id)
		return;
	if (!message->message_id)
		message->message_id = g_steal_pointer(&id);
	else if (strcmp(message->message_id, id) != 0)
		message->defects |= TD_DEFECT_MANY_MESSAGE_IDS;
}

static void
take_list_id(struct builder *builder, td_span value)
{
	td_span id = unfold(builder, value);
	ptrdiff_t begin = td_span_find_byte(id, '<');
	ptrdiff_t end;
	g_autofree char *line = NULL;

	if (begin >= 0)
		id = td_span_skip(id, (size_t)begin + 1);
	end = td_span_find_byte(id, '>');
	if (end >= 0)
		id = td_span_head(id, (size_t)end);
	line =
	    td_utf8_line(td_span_trim(id), TD_MAX_NAME_BYTES, &builder->message->defects);
	g_free(builder->message->list_id);
	builder->message->list_id = g_ascii_strdown(line, -1);
}

static void
take_ids(struct builder *builder, td_span value, GPtrArray *ids)
{
	td_message_id_parse_list(unfold(builder, value), ids, &builder->message->defects);
}

/* Whether who shows the text alone wants the field. */
static bool
is_of_text(const td_field *field)
{
	char first = field->name.n > 0 ? td_lower(field->name.p[0]) : '\0';

	return first == 't' || first == 'c' || first == 'm';
}

/* addresses is NULL where nobody asked for them. */
static void
take_recipients(struct builder *builder, const td_field *field, GPtrArray *addresses)
{
	td_span *raw = &builder->message->raw_recipients;
	const char *begin = raw->n > 0 ? raw->p : field->name.p;

	*raw = td_span_between(begin, td_span_end(field->value));
	if (addresses)
		add_addresses(builder, field->value, addresses, TD_MAX_ADDRESSES);
}

/* The names that begin with one letter, so that most fields are refused by one look. */
static void
take_field(struct builder *builder, const td_field *field)
{
	td_message *message = builder->message;

	if ((builder->flags & TD_MESSAGE_TEXT) && !is_of_text(field))
		return;
	switch (field->name.n > 0 ? td_lower(field->name.p[0]) : 0) {
	case 'f':
		if (td_field_is(field, "from"))
			message->raw_from = field->value;
		break;
	case 's':
		if (td_field_is(field, "subject"))
			message->raw_subject = field->value;
		break;
	case 'd':
		if (td_field_is(field, "date"))
			message->raw_date = field->value;
		break;
	case 'm':
		if (td_field_is(field, "message-id"))
			take_message_id(builder, field->value);
		break;
	case 'i':
		if (td_field_is(field, "in-reply-to"))
			take_ids(builder, field->value, message->in_reply_to);
		break;
	case 'r':
		if (td_field_is(field, "references"))
			take_ids(builder, field->value, message->references);
		else if (td_field_is(field, "reply-to") && !message->reply_to)
			message->reply_to = first_address(builder, field->value);
		break;
	case 'x':
		if (td_field_is(field, "x-original-from") && !message->original_from)
			message->original_from = first_address(builder, field->value);
		break;
	case 'l':
		if (td_field_is(field, "list-id"))
			take_list_id(builder, field->value);
		break;
	case 't':
		if (td_field_is(field, "to"))
			take_recipients(builder, field, message->to);
		break;
	case 'c':
		if (td_field_is(field, "cc"))
			take_recipients(builder, field, message->cc);
		else if (td_field_is(field, "content-type"))
			message->raw_type = field->value;
		else if (td_field_is(field, "content-transfer-encoding"))
			message->raw_encoding = field->value;
		else if (td_field_is(field, "content-disposition"))
			message->raw_disposition = field->value;
		break;
	default:
		break;
	}
}

static void
read_header(struct builder *builder, td_span bytes)
{
	td_message *message = builder->message;
	td_span rest = bytes;
	td_field field;

	for (unsigned n = 0; td_field_next(&rest, &field); n++) {
		unsigned bit = td_field_bit(field.name);

		message->names[bit / 64] |= UINT64_C(1) << bit % 64;
		if (n < TD_MAX_HEADERS &&
		    (size_t)(rest.p - bytes.p) <= TD_MAX_HEADER_BYTES)
			take_field(builder, &field);
		else
			message->defects |= TD_DEFECT_LIMIT;
	}
	message->header = td_span_between(bytes.p, rest.p);
	if (rest.n == 0)
		message->defects |= TD_DEFECT_NO_BODY;
	else if (!td_header_skip_empty_line(&rest))
		message->defects |= TD_DEFECT_BAD_HEADER;
	message->body = rest;
	if (memchr(message->header.p, '\0', message->header.n))
		message->defects |= TD_DEFECT_NUL;
}

static void
take_subject(struct builder *builder)
{
	td_message *message = builder->message;
	g_autofree char *line = NULL;

	line = td_encoded_word_decode(unfold(builder, message->raw_subject),
	    TD_MAX_TITLE_BYTES, builder->converters, &message->defects);
	message->subject = td_span_dup(td_span_trim(td_span_of(line)));
}

/* Who sent what about, and when. */
static void
read_sender(struct builder *builder)
{
	td_message *message = builder->message;

	take_subject(builder);
	if (message->raw_from.n > 0)
		message->from = first_address(builder, message->raw_from);
	if (!message->from)
		message->defects |= TD_DEFECT_NO_FROM;
	if (message->raw_date.n == 0)
		message->defects |= TD_DEFECT_NO_DATE;
	else if (!td_date_parse(unfold(builder, message->raw_date), &message->sent,
		     &message->sent_zone))
		message->defects |= TD_DEFECT_BAD_DATE;
}

static void
find_defects(td_message *message)
{
	if (!message->message_id) {
		message->message_id = g_strdup("");
		message->defects |= TD_DEFECT_NO_MESSAGE_ID;
		return;
	}
	for (unsigned i = 0; i < message->references->len; i++) {
		if (strcmp(g_ptr_array_index(message->references, i),
			message->message_id) == 0)
			message->defects |= TD_DEFECT_REFERENCE_LOOP;
	}
	for (unsigned i = 0; i < message->in_reply_to->len; i++) {
		if (strcmp(g_ptr_array_index(message->in_reply_to, i),
			message->message_id) == 0)
			message->defects |= TD_DEFECT_REFERENCE_LOOP;
	}
}

/* Of a mail that a list wrapped the text is that of the mail inside, and the subject,
 * where the list left it out. */
static void
unwrap(td_message *message)
{
	td_span mail = td_wrapped_find(message);
	bool has_subject = td_span_trim(message->raw_subject).n > 0;
	td_field field;

	if (mail.n == 0)
		return;
	message->raw_type = message->raw_encoding = message->raw_disposition =
	    (td_span){ "", 0 };
	while (td_field_next(&mail, &field)) {
		if (td_field_is(&field, "content-type"))
			message->raw_type = field.value;
		else if (td_field_is(&field, "content-transfer-encoding"))
			message->raw_encoding = field.value;
		else if (td_field_is(&field, "content-disposition"))
			message->raw_disposition = field.value;
		else if (td_field_is(&field, "subject") && !has_subject)
			message->raw_subject = field.value;
		else if (td_field_is(&field, "from"))
			message->wrapped_from = field.value;
		else if (td_field_is(&field, "date"))
			message->wrapped_date = field.value;
	}
	td_header_skip_empty_line(&mail);
	message->body = mail;
}

/* git skips blanks and empty lines before the header block. */
static td_span
skip_blanks(td_span bytes)
{
	while (bytes.n > 0 && strchr(" \t\r\n", bytes.p[0]) && bytes.p[0] != '\0')
		bytes = td_span_skip(bytes, 1);
	return bytes;
}

td_message *
td_message_parse(td_span bytes, td_message_flags flags)
{
	td_message *message = g_new0(td_message, 1);
	g_autoptr(GString) buffer = g_string_sized_new(512);
	g_auto(td_converters) converters = { 0 };
	struct builder builder = { message, buffer, &converters, flags };

	if (!bytes.p)
		bytes.p = "";
	message->mail = bytes;
	message->in_reply_to = g_ptr_array_new_with_free_func(g_free);
	message->references = g_ptr_array_new_with_free_func(g_free);
	if (flags & TD_MESSAGE_RECIPIENTS) {
		message->to = g_ptr_array_new_with_free_func(free_address);
		message->cc = g_ptr_array_new_with_free_func(free_address);
	}
	read_header(&builder, skip_blanks(bytes));
	unwrap(message);
	if (flags & TD_MESSAGE_TEXT)
		message->subject = g_strdup("");
	else
		read_sender(&builder);
	if (!message->list_id)
		message->list_id = g_strdup("");
	find_defects(message);
	return message;
}

bool
td_message_find_header(const td_message *message, const char *name, td_span *value)
{
	td_span rest = message->header;
	td_span wanted = td_span_of(name);
	td_field field;

	while (td_field_next(&rest, &field)) {
		if (td_span_equal_nocase(field.name, wanted)) {
			*value = field.value;
			return true;
		}
	}
	return false;
}
