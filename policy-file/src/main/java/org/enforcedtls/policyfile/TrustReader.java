package org.enforcedtls.policyfile;

import java.util.List;
import java.util.Optional;
import org.enforcedtls.policy.CertificateDemand;
import org.enforcedtls.trust.IdentityRule;
import org.enforcedtls.trust.IssuerFilter;
import org.enforcedtls.trust.TrustAnchors;

/** Reads what a row demands of the certificate. */
final class TrustReader {
  private TrustReader() {}

  static CertificateDemand read(YamlBlock row, TrustContents files) {
    CertificateDemand named =
        row.word("certificate-name", List.of(IdentityRule.values()), IdentityRule::configName)
            .map(CertificateDemand.defaults()::withIdentityRule)
            .orElse(CertificateDemand.defaults());
    Optional<YamlBlock> trust = row.block("trust", Block.TRUST);
    CertificateDemand demand = named.withRevocation(RevocationReader.read(row, trust, files));
    if (trust.isEmpty()) {
      return demand;
    }
    Optional<TrustAnchors> anchors =
        trust.get().value("anchors", "the name of a file of trust anchors", files::anchors);
    List<String> issuers =
        trust.get().values("issuers", "organisation or SHA-256", TrustReader::issuer);
    CertificateDemand anchored = anchors.map(demand::withAnchors).orElse(demand);
    return issuers.isEmpty() ? anchored : anchored.withIssuers(IssuerFilter.of(issuers));
  }

  /** An entry that a filter accepts. */
  private static String issuer(String entry) {
    IssuerFilter.of(List.of(entry));
    return entry;
  }
}
