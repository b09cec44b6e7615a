package org.enforcedtls.trust;

import java.security.GeneralSecurityException;
import java.security.ProviderException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import javax.security.auth.x500.X500Principal;

/**
 * Finds the paths that lead from an end entity to the anchors, the most promising first: depth
 * first, an anchor before an intermediate, agreeing key identifiers before others, valid
 * certificates before expired ones.
 *
 * <p>The work is bounded by counting it, so that an answer does not depend on the load of the
 * machine. An honest server is far from the bounds; one that reaches them is not verified. For one
 * search and one thread.
 */
final class PathSearch {
  private static final int MAX_INTERMEDIATES = 9;
  private static final int MAX_SIGNATURES = 200;
  private static final int MAX_STEPS = 1000;
  private static final int MAX_PATHS = 32;

  /** Says what may stand on top of a path that was begun. */
  interface Admission {
    /** Takes whatever leads on, to tell what is wrong with it. */
    Admission OF_EVERYTHING =
        new Admission() {
          @Override
          public boolean admits(X509Certificate intermediate, List<X509Certificate> below) {
            return true;
          }

          @Override
          public boolean admits(TrustAnchor anchor, List<X509Certificate> below) {
            return true;
          }
        };

    boolean admits(X509Certificate intermediate, List<X509Certificate> below);

    boolean admits(TrustAnchor anchor, List<X509Certificate> below);
  }

  /** A certificate and the key that was tried on it. */
  private record Signature(X509Certificate certificate, PublicKey key) {}

  private final List<X509Certificate> material;
  private final TrustAnchors anchors;
  private final Instant at;
  private final Map<Signature, Boolean> signatures = new HashMap<>();
  private List<X509Certificate> candidates = List.of();
  private Admission admission = Admission.OF_EVERYTHING;
  private int steps;
  private int paths;
  private boolean exhausted;
  private List<X509Certificate> deepest = List.of();
  private boolean wrongSignature;

  PathSearch(List<X509Certificate> material, TrustAnchors anchors, Instant at) {
    this.anchors = anchors;
    this.at = at;
    // An anchor is found as such; as material it would only make every path through it twice.
    this.material =
        material.stream()
            .filter(certificate -> anchors.holding(certificate).isEmpty())
            .distinct()
            .toList();
  }

  /**
   * Hands over one path after the other until one is accepted; false if none was. Nothing is tried
   * that leads nowhere, or that is not admitted in its place: so faulty certificates, however many,
   * hide no good path.
   */
  boolean visit(X509Certificate endEntity, Admission only, Predicate<CandidatePath> accept) {
    return visit(endEntity, leadingToAnchors(), only, accept);
  }

  /** As the other method, over whatever was presented: what is wrong with it is to be told. */
  boolean visitAll(X509Certificate endEntity, Predicate<CandidatePath> accept) {
    return visit(endEntity, material, Admission.OF_EVERYTHING, accept);
  }

  /** The certificates from which, by the names alone, an anchor can be reached. */
  private List<X509Certificate> leadingToAnchors() {
    Set<X509Certificate> leading = new HashSet<>();
    Set<X500Principal> reached = new HashSet<>();
    boolean grows = true;
    while (grows) {
      grows = false;
      for (X509Certificate candidate : material) {
        X500Principal issuer = candidate.getIssuerX500Principal();
        if ((reached.contains(issuer) || !anchors.withSubject(issuer).isEmpty())
            && leading.add(candidate)) {
          reached.add(candidate.getSubjectX500Principal());
          grows = true;
        }
      }
    }
    return material.stream().filter(leading::contains).toList();
  }

  private boolean visit(
      X509Certificate endEntity,
      List<X509Certificate> candidates,
      Admission only,
      Predicate<CandidatePath> accept) {
    this.candidates = candidates;
    this.admission = only;
    this.steps = 0;
    this.paths = 0;
    TrustAnchor self = anchors.holding(endEntity).orElse(null);
    return (self != null && offer(new CandidatePath(List.of(), self), accept))
        || extend(List.of(endEntity), accept);
  }

  private boolean extend(List<X509Certificate> chain, Predicate<CandidatePath> accept) {
    if (++steps > MAX_STEPS) {
      exhausted = true;
      return false;
    }
    X509Certificate tip = chain.get(chain.size() - 1);
    if (chain.size() > deepest.size()) {
      deepest = chain;
      wrongSignature = false;
    }
    for (TrustAnchor anchor : anchorsFor(tip)) {
      if (admission.admits(anchor, chain)
          && isSignedBy(tip, anchor.certificate())
          && offer(new CandidatePath(chain, anchor), accept)) {
        return true;
      }
    }
    if (chain.size() > MAX_INTERMEDIATES) {
      exhausted |= !issuersOf(tip, chain).isEmpty();
      return false;
    }
    for (X509Certificate issuer : issuersOf(tip, chain)) {
      if (admission.admits(issuer, chain) && isSignedBy(tip, issuer)) {
        List<X509Certificate> longer = new ArrayList<>(chain);
        longer.add(issuer);
        if (extend(longer, accept)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean offer(CandidatePath path, Predicate<CandidatePath> accept) {
    if (++paths > MAX_PATHS) {
      exhausted = true;
      return false;
    }
    return accept.test(path);
  }

  private List<TrustAnchor> anchorsFor(X509Certificate tip) {
    return anchors.withSubject(tip.getIssuerX500Principal()).stream()
        .sorted(Comparator.comparing(TrustAnchor::certificate, likeliestIssuerOf(tip)))
        .toList();
  }

  private List<X509Certificate> issuersOf(X509Certificate tip, List<X509Certificate> chain) {
    return candidates.stream()
        .filter(issuer -> issuer.getSubjectX500Principal().equals(tip.getIssuerX500Principal()))
        .filter(issuer -> chain.stream().noneMatch(used -> isSameEntity(used, issuer)))
        .sorted(likeliestIssuerOf(tip))
        .toList();
  }

  /** The same name and key twice in a path is a loop. */
  private static boolean isSameEntity(X509Certificate one, X509Certificate other) {
    return one.getSubjectX500Principal().equals(other.getSubjectX500Principal())
        && one.getPublicKey().equals(other.getPublicKey());
  }

  private Comparator<X509Certificate> likeliestIssuerOf(X509Certificate tip) {
    return Comparator.<X509Certificate>comparingInt(issuer -> KeyIdentifiers.distance(tip, issuer))
        .thenComparing(issuer -> !Validity.includes(issuer, at));
  }

  private boolean isSignedBy(X509Certificate certificate, X509Certificate issuer) {
    Signature signature = new Signature(certificate, issuer.getPublicKey());
    Boolean known = signatures.get(signature);
    if (known != null) {
      return known;
    }
    if (signatures.size() >= MAX_SIGNATURES) {
      exhausted = true;
      return false;
    }
    boolean valid = verifies(certificate, issuer);
    wrongSignature |= !valid;
    signatures.put(signature, valid);
    return valid;
  }

  private static boolean verifies(X509Certificate certificate, X509Certificate issuer) {
    try {
      certificate.verify(issuer.getPublicKey());
      return true;
    } catch (GeneralSecurityException | ProviderException e) {
      return false;
    }
  }

  /** Why no path was found, if none was. */
  CertificateFinding noPath() {
    X509Certificate tip = deepest.get(deepest.size() - 1);
    Evidence evidence =
        Evidence.about(tip)
            .with("issuer", DistinguishedName.issuerOf(tip))
            .with("presentedCertificates", material.size() + 1);
    return evidence.finding(
        CertificateFinding.Kind.UNTRUSTED,
        "a path to one of " + anchors.size() + " trust anchors",
        whatWasFound(tip));
  }

  private String whatWasFound(X509Certificate tip) {
    if (exhausted) {
      return "none within " + MAX_SIGNATURES + " signatures and " + MAX_STEPS + " steps";
    }
    if (wrongSignature) {
      return "a signature that no certificate named "
          + DistinguishedName.issuerOf(tip)
          + " has made";
    }
    return CandidatePath.isSelfIssued(tip)
        ? "a self-issued certificate that is not an anchor"
        : "its issuer " + DistinguishedName.issuerOf(tip) + " neither presented nor an anchor";
  }
}
