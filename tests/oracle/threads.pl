#!/usr/bin/perl -w
# SPDX-License-Identifier: GPL-2.0-or-later
# threads.pl INBOX: reads Message-IDs, one a line, and prints for each the thread that
# public-inbox has it in, as its pages show it, a line of JSON: by Message-ID what each of
# its mails answers, "" for none. Ids that no mail has are passed over.
use strict;
$| = 1;
use JSON::PP;
use PublicInbox::Inbox;
use PublicInbox::Over;
use PublicInbox::SearchThread;

my $ibx = PublicInbox::Inbox->new({ inboxdir => $ARGV[0], name => 'oracle', version => 2 });
my $over = $ibx->over;
my $json = JSON::PP->new->canonical->latin1;
while (my $mid = <STDIN>) {
	chomp $mid;
	my ($id, $prev, %parents);
	my $one = $over->next_by_mid($mid, \$id, \$prev);
	if ($one) {
		my ($tid) = $over->dbh->selectrow_array('SELECT tid FROM over WHERE num = ?', undef, $one->{num});
		my $all = PublicInbox::Over::do_get($over,
			'SELECT num,ts,ds,ddd FROM over WHERE tid = ? AND num > ? ORDER BY ds ASC ',
			{ cull => 1, limit => 100000 }, $tid, 0);
		my $roots = PublicInbox::SearchThread::thread($all, sub { $_[0] }, { ibx => $ibx });
		my @left = map { [ $_, '' ] } @$roots;
		while (my $at = shift @left) {
			my ($node, $parent) = @$at;
			$parents{$node->{mid}} //= $parent if $node->{blob};
			my $own = $node->{blob} ? $node->{mid} : $parent;
			push @left, map { [ $_, $own ] } @{$node->{children}} if ref($node->{children}) eq 'ARRAY';
		}
	}
	print $json->encode({ mid => $mid, parents => \%parents }), "\n";
}
