# Prints what Mail::DeliveryStatus::BounceParser reads of a notice: recipient, action and status of each, in lines;
# of one that tells no failure it reads only what it is.
use strict;
use warnings;
use Mail::DeliveryStatus::BounceParser;

open(my $file, '<', $ARGV[0]) or die $!;
my $bounce = Mail::DeliveryStatus::BounceParser->new(
    do { local $/; <$file> },
    {prefer_final_recipient => 1});
print $bounce->{type}, "\n" if !$bounce->is_bounce;
for my $report ($bounce->reports) {
    my @fields = map { my $field = $report->get($_) // '-'; $field =~ s/\s+\z//; $field } qw(email action status);
    print "@fields\n";
}
