package org.enforcedtls.trust;

import static org.enforcedtls.trust.Recipe.NOW;
import static org.enforcedtls.trust.Verdicts.HOST;
import static org.enforcedtls.trust.Verdicts.ROOT;

import java.security.KeyPair;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.enforcedtls.trust.CertificateVerdict.Verified;
import org.enforcedtls.trust.Recipe.Issued;

/** A server and an authority above it, each with a responder and a CRL, and who fetches them. */
final class OnlineScene {
  static final String OCSP = "http://ocsp.example/";
  static final String CRL = "http://crl.example/a.crl";
  static final String ROOT_OCSP = "http://ocsp.root.example/";
  static final String ROOT_CRL = "http://crl.root.example/";
  static final Set<RevocationSource> BOTH = Set.of(RevocationSource.OCSP, RevocationSource.CRL);

  static final Issued AUTHORITY = authority(Recipe.generate("P-256"));
  static final Issued SERVER = server(Recipe.server("post.fi.example"));

  static Issued authority(KeyPair keys) {
    return ScriptedFetcher.naming(Recipe.authority("CN=Authority"), ROOT_OCSP, ROOT_CRL)
        .keys(keys)
        .issuedBy(ROOT);
  }

  static Issued server(Recipe recipe) {
    return ScriptedFetcher.naming(recipe, OCSP, CRL).issuedBy(AUTHORITY);
  }

  private final ScriptedFetcher fetcher = new ScriptedFetcher();

  ScriptedFetcher fetcher() {
    return fetcher;
  }

  /** What the responder and the CRL of the server say. */
  void script(String ocsp, String crl) {
    switch (ocsp) {
      case "good" -> fetcher.on(OCSP, good().octets());
      case "revoked" -> fetcher.on(OCSP, good().revoked("2026-11-20T00:00:00Z", 1).octets());
      case "forged" -> fetcher.on(OCSP, good().signedBy(ROOT).octets());
      case "unknown" -> fetcher.on(OCSP, good().status(new UnknownStatus()).octets());
      case "garbage" -> fetcher.on(OCSP, new byte[] {0x30, 1});
      default -> fetcher.down(OCSP);
    }
    CrlRecipe list = CrlRecipe.of(AUTHORITY);
    switch (crl) {
      case "good" -> fetcher.on(CRL, list.octets());
      case "revoked" -> fetcher.on(CRL, list.revoking(SERVER, "2026-11-20T00:00:00Z", 1).octets());
      case "forged" -> fetcher.on(CRL, list.signedBy(ROOT).octets());
      case "garbage" -> fetcher.on(CRL, new byte[] {0x30, 1});
      default -> fetcher.down(CRL);
    }
  }

  CertificateVerdict verify(String mode, Set<RevocationSource> fetch, Issued server) {
    return verify(mode, fetch, List.of(), server);
  }

  CertificateVerdict verify(
      String mode, Set<RevocationSource> fetch, List<byte[]> staples, Issued server) {
    return new OnlineVerifier(fetcher)
        .verify(
            presented(server).withStaples(staples),
            ReferenceIdentifier.of(HOST),
            requirement(rule(mode, fetch)),
            NOW);
  }

  static PresentedChain presented(Issued server) {
    return PresentedChain.of(Verdicts.certificates(server, AUTHORITY));
  }

  static CertificateRequirement requirement(RevocationRule rule) {
    return Verdicts.trusting(ROOT).toBuilder().revocation(rule).build();
  }

  static RevocationRule rule(String mode, Set<RevocationSource> fetch) {
    return RevocationRule.of(
            Arrays.stream(RevocationMode.values())
                .filter(each -> each.configName().equals(mode))
                .findFirst()
                .orElseThrow())
        .withFetch(fetch);
  }

  static OcspRecipe good() {
    return OcspRecipe.about(SERVER, AUTHORITY);
  }

  static String outcome(CertificateVerdict verdict) {
    return verdict instanceof Verified verified
        ? verified.revocation().toString()
        : Verdicts.kinds(verdict).get(0).name();
  }
}
