package org.enforcedtls.trust;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.enforcedtls.internal.text.ForeignText;
import org.enforcedtls.trust.CertificateFinding.Kind;
import org.enforcedtls.trust.CertificateVerdict.NotVerified;
import org.enforcedtls.trust.CertificateVerdict.Verified;
import org.jspecify.annotations.Nullable;

/** One run of the verifier: the best path found so far, and what is wrong with it. */
final class Verification {
  /** Far more than an honest server sends; bounds the parsing. */
  private static final int MAX_MATERIAL = 100;

  private final List<X509Certificate> presented;
  private final ReferenceIdentifier reference;
  private final CertificateRequirement requirement;
  private final Instant at;
  private final RevocationCheck revocation;
  private final PathCheck check;
  private @Nullable CandidatePath best;
  private List<CertificateFinding> findings = List.of();

  Verification(
      PresentedChain presented,
      ReferenceIdentifier reference,
      CertificateRequirement requirement,
      Instant at,
      @Nullable RevocationCache online) {
    this.presented = presented.certificates();
    this.reference = reference;
    this.requirement = requirement;
    this.at = at;
    this.revocation = revocation(presented.staples(), online);
    this.check = new PathCheck(requirement, revocation, at);
  }

  private RevocationCheck revocation(List<OcspAnswer> staples, @Nullable RevocationCache online) {
    RevocationRule rule = requirement.revocation();
    return new RevocationCheck(
        rule,
        staples,
        new OnlineRevocation(
            rule.fetch(),
            online,
            endEntity -> new IdentityCheck(endEntity, reference, requirement).matched().isPresent(),
            at),
        at);
  }

  CertificateVerdict verdict() {
    if (presented.isEmpty()) {
      return new NotVerified(
          List.of(Evidence.none().finding(Kind.UNTRUSTED, "a certificate of the server", "none")));
    }
    X509Certificate endEntity;
    try {
      endEntity = Certificates.asTheJdkReadsIt(presented.get(0));
    } catch (CertificateException e) {
      return new NotVerified(
          List.of(
              Evidence.none()
                  .finding(
                      Kind.UNSUITABLE,
                      "an X.509 certificate of the server",
                      "a malformed one: " + ForeignText.of(String.valueOf(e.getMessage())))));
    }
    List<X509Certificate> material =
        presented.stream().skip(1).limit(MAX_MATERIAL).flatMap(Verification::readable).toList();
    return verdict(endEntity, material);
  }

  /** Path material that is malformed is of no use, but no reason to refuse a path without it. */
  private static Stream<X509Certificate> readable(X509Certificate certificate) {
    try {
      return Stream.of(Certificates.asTheJdkReadsIt(certificate));
    } catch (CertificateException e) {
      return Stream.empty();
    }
  }

  private CertificateVerdict verdict(X509Certificate endEntity, List<X509Certificate> material) {
    PathSearch search = new PathSearch(material, requirement.anchors(), at);
    List<CertificateFinding> alone = check.checkAlone(endEntity);
    if (!alone.isEmpty() || !search.visit(endEntity, check, this::isGood)) {
      search.visitAll(endEntity, this::isGood);
    }
    List<CertificateFinding> all = new ArrayList<>(findings);
    if (best == null) {
      all.add(search.noPath());
      all.addAll(alone);
    }
    IdentityCheck identity = new IdentityCheck(endEntity, reference, requirement);
    Optional<PresentedIdentifier> matched = identity.matched();
    if (matched.isEmpty()) {
      all.add(identity.mismatch());
    }
    if (best != null && all.isEmpty() && matched.isPresent()) {
      return new Verified(
          best.certificates(), best.anchor(), matched.get(), revocation.endEntityAnswer(best));
    }
    return new NotVerified(all);
  }

  /** Keeps the path with the fewest findings; of two as good, the one found first. */
  private boolean isGood(CandidatePath path) {
    List<CertificateFinding> found = check.check(path);
    if (best == null || found.size() < findings.size()) {
      best = path;
      findings = found;
    }
    return found.isEmpty();
  }
}
