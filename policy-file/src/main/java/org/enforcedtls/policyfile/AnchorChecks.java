package org.enforcedtls.policyfile;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.enforcedtls.policy.CertificateDemand;
import org.enforcedtls.trust.TrustAnchor;
import org.enforcedtls.trust.TrustAnchors;

/**
 * Whether the CAs of the rows last. Where a row approves all CAs of a list, of which one or another
 * always goes, that is told once a list and no more than a hint. For one thread.
 */
final class AnchorChecks {
  private static final Duration NOTICE = Duration.ofDays(90);
  private static final int MAX_NAMED = 3;

  private final PolicyLint.Surroundings around;
  private final LintFindings findings;
  private final Set<String> listsTold = new HashSet<>();

  AnchorChecks(PolicyLint.Surroundings around, LintFindings findings) {
    this.around = around;
    this.findings = findings;
  }

  void check(ReadRow row) {
    CertificateDemand demand = row.row().policy().certificate();
    demand
        .anchors()
        .or(() -> around.anchors().known())
        .ifPresent(anchors -> check(row, demand, anchors));
  }

  private void check(ReadRow row, CertificateDemand demand, TrustAnchors anchors) {
    List<TrustAnchor> admitted = anchors.stream().filter(demand.issuers()::admits).toList();
    Place place = row.place("trust", demand.issuers().isRestricted() ? "issuers" : "anchors");
    List<TrustAnchor> lasting = admitted.stream().filter(a -> lasts(a, around.at())).toList();
    if (admitted.isEmpty()) {
      findings.error(
          place,
          LintRule.ISSUERS_MATCH_NOTHING,
          "none of " + anchors.size() + " trust anchors is one of " + demand.issuers());
    } else if (lasting.isEmpty()) {
      findings.error(place, LintRule.ANCHORS_EXPIRED, named(admitted) + " expired");
    } else if (demand.issuers().isRestricted()) {
      expiring(place, lasting);
      distrusted(place, lasting);
    } else if (isChosen(demand) && listsTold.add(anchors.fingerprint())) {
      List<TrustAnchor> going = going(lasting);
      if (!going.isEmpty()) {
        findings.hint(
            place,
            LintRule.ANCHOR_EXPIRES_SOON,
            named(going) + " within 90 days; does a partner go by it?");
      }
    }
  }

  private boolean isChosen(CertificateDemand demand) {
    return demand.anchors().isPresent() || around.anchors().isChosen();
  }

  private void expiring(Place place, List<TrustAnchor> lasting) {
    List<TrustAnchor> going = going(lasting);
    if (!going.isEmpty()) {
      int staying = lasting.size() - going.size();
      findings.warning(
          place,
          LintRule.ANCHOR_EXPIRES_SOON,
          named(going) + " within 90 days; " + staying + " that the row approves stay");
    }
  }

  private void distrusted(Place place, List<TrustAnchor> lasting) {
    for (TrustAnchor anchor : lasting) {
      anchor
          .serverDistrustAfter()
          .ifPresent(
              limit ->
                  findings.warning(
                      place,
                      LintRule.ANCHOR_DISTRUSTED,
                      "what " + anchor.label() + " issues after " + limit + " does not count"));
    }
  }

  private List<TrustAnchor> going(List<TrustAnchor> lasting) {
    return lasting.stream().filter(anchor -> !lasts(anchor, around.at().plus(NOTICE))).toList();
  }

  private static boolean lasts(TrustAnchor anchor, Instant at) {
    return !notAfter(anchor).isBefore(at);
  }

  private static Instant notAfter(TrustAnchor anchor) {
    return anchor.certificate().getNotAfter().toInstant();
  }

  private static String named(List<TrustAnchor> anchors) {
    String first =
        anchors.stream()
            .limit(MAX_NAMED)
            .map(anchor -> FoundText.escaped(anchor.label()) + " until " + notAfter(anchor))
            .collect(Collectors.joining(", "));
    int more = anchors.size() - MAX_NAMED;
    return more > 0 ? first + " and " + more + " more" : first;
  }
}
