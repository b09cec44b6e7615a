package org.enforcedtls.policyfile;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.enforcedtls.address.Domain;
import org.enforcedtls.policy.CertificateDemand;
import org.enforcedtls.policy.Stage;
import org.enforcedtls.policy.TlsPolicy;
import org.enforcedtls.policy.partner.PartnerRow.Coverage;
import org.enforcedtls.tls.ChannelRequirement;
import org.enforcedtls.trust.IdentityRule;

/**
 * Rows that take the place of one above. A row that only observes hides none, so it is left alone.
 */
final class CoverageChecks {
  private CoverageChecks() {}

  static void check(List<ReadRow> rows, LintFindings findings) {
    Map<Domain, ReadRow> byDomain =
        rows.stream().collect(Collectors.toMap(row -> row.row().domain(), Function.identity()));
    for (ReadRow row : rows) {
      if (row.row().policy().enforcement().stage() == Stage.ENFORCE) {
        above(row.row().domain(), byDomain).ifPresent(wider -> compare(row, wider, findings));
      }
    }
  }

  private static Optional<ReadRow> above(Domain domain, Map<Domain, ReadRow> byDomain) {
    Optional<Domain> parent = domain.parent();
    if (parent.isEmpty()) {
      return Optional.empty();
    }
    return Optional.ofNullable(byDomain.get(parent.get()))
        .filter(row -> row.row().coverage() == Coverage.DOMAIN_AND_SUBDOMAINS)
        .or(() -> above(parent.get(), byDomain));
  }

  private static void compare(ReadRow row, ReadRow wider, LintFindings findings) {
    TlsPolicy narrow = row.row().policy();
    TlsPolicy wide = wider.row().policy();
    if (wide.enforcement().stage() != Stage.ENFORCE) {
      return;
    }
    List<String> laxer = laxer(narrow, wide);
    if (!laxer.isEmpty()) {
      findings.warning(
          row.place(),
          LintRule.LAXER_THAN_ABOVE,
          "it takes the place of " + wide + ", which demands more: " + String.join(", ", laxer));
    } else if (saysTheSame(narrow, wide)) {
      findings.hint(row.place(), LintRule.SAME_AS_ABOVE, "it says what " + wide + " says");
    }
  }

  private static boolean saysTheSame(TlsPolicy narrow, TlsPolicy wide) {
    return narrow.fingerprint().equals(wide.fingerprint())
        && narrow.enforcement().from().equals(wide.enforcement().from())
        && narrow.enforcement().until().equals(wide.enforcement().until())
        && narrow.enforcement().onFailure() == wide.enforcement().onFailure()
        && narrow.lifetime().equals(wide.lifetime())
        && narrow.contact().equals(wide.contact());
  }

  /** The keys by which the row above demands what this one does not. */
  private static List<String> laxer(TlsPolicy narrow, TlsPolicy wide) {
    List<String> keys = new ArrayList<>();
    if (wide.mxAdmission().isRestricted() && !narrow.mxAdmission().isRestricted()) {
      keys.add("mx");
    }
    CertificateDemand certificate = narrow.certificate();
    CertificateDemand above = wide.certificate();
    if (above.anchors().isPresent() && certificate.anchors().isEmpty()) {
      keys.add("anchors");
    }
    if (above.issuers().isRestricted() && !certificate.issuers().isRestricted()) {
      keys.add("issuers");
    }
    if (above.identityRule() != certificate.identityRule()
        && (above.identityRule() == IdentityRule.CN_REQUIRED
            || certificate.identityRule() == IdentityRule.CN_FALLBACK)) {
      keys.add("certificate-name");
    }
    if (certificate.revocation().mode().compareTo(above.revocation().mode()) < 0) {
      keys.add("revocation");
    }
    if (admitsMore(narrow.channel(), wide.channel())) {
      keys.add("cipher-profile");
    }
    return keys;
  }

  private static boolean admitsMore(ChannelRequirement narrow, ChannelRequirement wide) {
    return narrow.leastProtocol().compareTo(wide.leastProtocol()) < 0
        || !new HashSet<>(wide.profile().suites()).containsAll(narrow.profile().suites())
        || (wide.hybridGroups().isPresent() && narrow.hybridGroups().isEmpty());
  }
}
