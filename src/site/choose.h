/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * site/choose.h - which index answers: that of all lists, or that of open ones
 *
 * What is made of mails (how a series stands, who reviewed it, how many answered, what
 * hangs together) is made of all that an index has. So who may not read all lists is
 * answered from an index that no private mail was ever in (`tidings sync` keeps it), and
 * nothing has to be taken out of any page.
 */
#pragma once

#include "http/request.h"
#include "site/serving.h"

/*
 * Who is to answer the request: the one given, which is begun, or that of open lists,
 * begun too. The one given it is for who may read all lists, for what is asked of a
 * private list by who has its token but not those of others, and where the other index
 * is not there yet; td_serving hides what it must then. Borrowed.
 */
td_serving *td_serving_choose(td_serving *serving, const td_request *request);

/* Opens what there is before anybody asks: once a newer program has put an index in its
 * place, who has nothing open has nothing to answer from. */
void td_serving_prepare(td_serving *serving);
