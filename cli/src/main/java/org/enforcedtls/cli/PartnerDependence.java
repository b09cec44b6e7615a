package org.enforcedtls.cli;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.enforcedtls.policy.CertificateDemand;
import org.enforcedtls.policy.TlsPolicy;
import org.enforcedtls.policy.partner.PartnerRow;
import org.enforcedtls.trust.AnchorChanges;
import org.enforcedtls.trust.IssuerFilter;
import org.enforcedtls.trust.TrustAnchor;
import org.enforcedtls.trust.TrustAnchors;

/**
 * A row that approves anchors which go with the newer list. Immutable.
 *
 * @param row of the partner table
 * @param gone the anchors that the row approves and that go
 * @param staying how many anchors the row approves that the newer list has
 */
record PartnerDependence(PartnerRow row, List<TrustAnchor> gone, long staying) {

  /** Empty if the row has a list of its own, or approves nothing that goes. */
  static Optional<PartnerDependence> of(
      PartnerRow row, TrustAnchors before, TrustAnchors after, AnchorChanges changes) {
    CertificateDemand demand = row.policy().certificate();
    if (demand.anchors().filter(own -> !own.equals(before)).isPresent()) {
      return Optional.empty();
    }
    List<TrustAnchor> gone = changes.gone().stream().filter(demand.issuers()::admits).toList();
    long staying = after.stream().filter(demand.issuers()::admits).count();
    return gone.isEmpty()
        ? Optional.empty()
        : Optional.of(new PartnerDependence(row, gone, staying));
  }

  String text() {
    TlsPolicy policy = row.policy();
    String what =
        issuers().isRestricted()
            ? "approves " + issuers() + " and so " + labels() + ", which goes"
            : "approves every CA of the list, and so what goes";
    String left =
        staying == 0 ? "no CA that it approves stays" : staying + " that it approves stay";
    return policy
        + ": "
        + what
        + "; "
        + left
        + policy.contact().map(contact -> "; talk to " + contact).orElse("");
  }

  JsonFields json() {
    return new JsonFields()
        .value("domain", row.domain().toString())
        .value("origin", row.policy().origin().toString())
        .value("issuers", issuers().isRestricted() ? issuers().toString() : null)
        .value("gone", gone.stream().map(TrustAnchor::sha256).toList())
        .value("staying", staying)
        .value("contact", row.policy().contact().orElse(null));
  }

  private IssuerFilter issuers() {
    return row.policy().certificate().issuers();
  }

  private String labels() {
    return gone.stream().map(TrustAnchor::label).collect(Collectors.joining(", "));
  }
}
