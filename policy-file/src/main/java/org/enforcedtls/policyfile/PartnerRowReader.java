package org.enforcedtls.policyfile;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Optional;
import org.enforcedtls.address.Domain;
import org.enforcedtls.policy.PolicyOrigin;
import org.enforcedtls.policy.TlsPolicy;
import org.enforcedtls.policy.partner.PartnerRow;
import org.enforcedtls.policy.partner.PartnerRow.Coverage;

/** Reads one row. For one thread. */
final class PartnerRowReader {
  private static final String DURATION = "a time over 0 and at most P30D, such as P5D or PT36H";
  private static final Duration MAX_LIFETIME = Duration.ofDays(30);

  private final Profiles profiles;
  private final TrustContents trustContents;

  PartnerRowReader(Profiles profiles, TrustContents trustContents) {
    this.profiles = profiles;
    this.trustContents = trustContents;
  }

  /** Empty if the row has no domain that can be read. */
  Optional<PartnerRow> read(YamlBlock row) {
    String origin = row.problems().reference(row.place());
    TlsPolicy.Builder policy =
        TlsPolicy.builder(PolicyOrigin.partnerRow(origin))
            .mxAdmission(MxReader.read(row))
            .certificate(TrustReader.read(row, trustContents))
            .channel(ChannelReader.row(row, profiles))
            .enforcement(EnforcementReader.read(row));
    row.value("lifetime", DURATION, PartnerRowReader::lifetime).ifPresent(policy::lifetime);
    row.text("contact").ifPresent(policy::contact);
    Coverage coverage = row.isTrue("subdomains") ? Coverage.DOMAIN_AND_SUBDOMAINS : Coverage.DOMAIN;
    return row.value("domain", "a domain", Domain::of)
        .map(domain -> new PartnerRow(domain, coverage, policy.domain(domain).build()));
  }

  private static Duration lifetime(String text) {
    return duration(text)
        .filter(d -> d.compareTo(Duration.ZERO) > 0 && d.compareTo(MAX_LIFETIME) <= 0)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "expected " + DURATION + ", found " + FoundText.quoted(text)));
  }

  private static Optional<Duration> duration(String text) {
    try {
      return Optional.of(Duration.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
