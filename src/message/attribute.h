/* SPDX-License-Identifier: GPL-2.0-or-later */
/* message/attribute.h - what stands behind the ";" of Content-Type and
 * Content-Disposition; for this folder and its readers of names */
#pragma once

#include "base/span.h"
#include "message/encoded_word.h"

/* The value of name, without its quotes; empty for none. name may be the end of one:
 * "name" finds "filename", too. */
td_span td_attribute_find(td_span value, const char *name);

/*
 * What a file is called, in UTF-8; g_free it. As one value, in encoded words or as RFC
 * 2231 has it: name*=UTF-8''gr%C3%BCn.patch, and in pieces name*0=, name*1*=. Empty for
 * none.
 */
char *td_attribute_file_name(td_span value, td_converters *converters);
