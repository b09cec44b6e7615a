package org.enforcedtls.policyfile;

import java.time.Duration;
import org.enforcedtls.policy.CertificateDemand;
import org.enforcedtls.policy.OnFailure;
import org.enforcedtls.policy.Stage;
import org.enforcedtls.policy.TlsPolicy;
import org.enforcedtls.trust.IdentityRule;
import org.enforcedtls.trust.RevocationMode;
import org.enforcedtls.trust.RevocationRule;

/** Whether what a row demands can be met, and whether its author will want what then happens. */
final class DemandChecks {
  /** A queue's quick tries are over by then. */
  private static final Duration SHORTEST_LIFETIME = Duration.ofHours(4);

  private static final Duration LONGEST_LIFETIME = Duration.ofDays(7);

  private DemandChecks() {}

  static void check(ReadRow row, PolicyLint.Surroundings around, LintFindings findings) {
    TlsPolicy policy = row.row().policy();
    boolean isEnforced = policy.enforcement().stage() == Stage.ENFORCE;
    policy
        .channel()
        .platformGap(around.engine())
        .ifPresent(
            gap -> {
              if (isEnforced) {
                findings.error(channelPlace(row), LintRule.PLATFORM_GAP, gap);
              } else {
                findings.warning(channelPlace(row), LintRule.PLATFORM_GAP, gap);
              }
            });
    certificate(row, policy.certificate(), findings);
    if (isEnforced && policy.enforcement().onFailure() == OnFailure.FAIL_NOW) {
      findings.hint(
          row.place("on-failure"),
          LintRule.FAILS_NOW,
          "a certificate that expires on a Saturday fails all mail until it is renewed");
    }
    policy.lifetime().ifPresent(lifetime -> lifetime(row, lifetime, findings));
  }

  private static Place channelPlace(ReadRow row) {
    boolean isListed = row.node().entries().containsKey("cipher-suites");
    return row.place(isListed ? "cipher-suites" : "cipher-profile");
  }

  private static void certificate(ReadRow row, CertificateDemand demand, LintFindings findings) {
    if (demand.identityRule() != IdentityRule.SAN) {
      findings.hint(
          row.place("certificate-name"),
          LintRule.COMMON_NAME_COUNTS,
          demand.identityRule() == IdentityRule.CN_REQUIRED
              ? "public CAs may leave the common name out; then mail stops"
              : "public CAs issue no certificate without DNS names, which this key is for");
    }
    RevocationRule revocation = demand.revocation();
    if (revocation.mode() == RevocationMode.REQUIRE
        && revocation.fetch().isEmpty()
        && revocation.lists().size() == 0) {
      findings.warning(
          row.place("revocation"),
          LintRule.REVOCATION_BY_STAPLE_ONLY,
          "most mail hosts staple nothing, and mail to those stops");
    }
  }

  private static void lifetime(ReadRow row, Duration lifetime, LintFindings findings) {
    if (lifetime.compareTo(LONGEST_LIFETIME) > 0) {
      findings.warning(
          row.place("lifetime"),
          LintRule.LIFETIME_ODD,
          RowFields.lifetime(lifetime) + " counts as P7D");
    } else if (lifetime.compareTo(SHORTEST_LIFETIME) < 0) {
      findings.warning(
          row.place("lifetime"),
          LintRule.LIFETIME_ODD,
          RowFields.lifetime(lifetime) + " is over before anybody could mend a host");
    }
  }
}
