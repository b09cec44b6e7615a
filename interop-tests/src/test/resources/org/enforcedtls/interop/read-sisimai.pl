# Prints what Sisimai reads of a notice: recipient, action and status of each, in lines.
use strict;
use warnings;
use Sisimai;

my $found = Sisimai->make($ARGV[0], 'delivered' => 1) || [];
for my $one (@$found) {
    print join(' ', $one->recipient->address, $one->action || '-', $one->deliverystatus || '-'), "\n";
}
