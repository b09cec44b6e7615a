package org.enforcedtls.trust;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.jspecify.annotations.Nullable;

/**
 * The names that an authority may give to what lies below it (RFC 5280 §4.2.1.10).
 *
 * <p>Names of kinds that are never compared here (such as otherName) are refused below an authority
 * that constrains that kind: RFC 5280 §4.2.1.10 leaves the choice to compare or to refuse.
 */
final class NameConstraints {
  private static final NameConstraints NONE = new NameConstraints(List.of(), List.of());

  private final List<Subtree> permitted;
  private final List<Subtree> excluded;

  private NameConstraints(List<Subtree> permitted, List<Subtree> excluded) {
    this.permitted = permitted;
    this.excluded = excluded;
  }

  /**
   * Reads the constraints of an authority.
   *
   * @throws CertificateParsingException if any subtree of them is malformed
   */
  static NameConstraints of(X509Certificate issuer) throws CertificateParsingException {
    return Extensions.read(
            issuer,
            Extension.nameConstraints,
            value -> {
              var constraints = org.bouncycastle.asn1.x509.NameConstraints.getInstance(value);
              return new NameConstraints(
                      subtrees(constraints.getPermittedSubtrees()),
                      subtrees(constraints.getExcludedSubtrees()))
                  .notEmpty();
            })
        .orElse(NONE);
  }

  /** An authority that is constrained, but nobody can read to what, is constrained to nothing. */
  private NameConstraints notEmpty() {
    if (isEmpty()) {
      throw new IllegalArgumentException("name constraints without any subtree");
    }
    return this;
  }

  private static List<Subtree> subtrees(GeneralSubtree @Nullable [] subtrees) {
    return subtrees == null ? List.of() : Arrays.stream(subtrees).map(Subtree::of).toList();
  }

  boolean isEmpty() {
    return permitted.isEmpty() && excluded.isEmpty();
  }

  /** How many comparisons it takes at most to check so many names. */
  long cost(int names) {
    return (long) names * (permitted.size() + excluded.size());
  }

  /** Why a name is not allowed; empty if it is. */
  Optional<String> violation(GeneralName name) {
    List<Subtree> ofItsKind =
        Stream.concat(permitted.stream(), excluded.stream())
            .filter(subtree -> subtree.isOfKind(name))
            .toList();
    if (ofItsKind.isEmpty()) {
      return Optional.empty();
    }
    if (!ofItsKind.get(0).canJudge(name)) {
      return Optional.of("a constrained name that is malformed or of a kind that is not compared");
    }
    if (excluded.stream().anyMatch(subtree -> subtree.isOfKind(name) && subtree.touches(name))) {
      return Optional.of("an excluded name");
    }
    boolean isConstrained = permitted.stream().anyMatch(subtree -> subtree.isOfKind(name));
    boolean isPermitted =
        permitted.stream().anyMatch(subtree -> subtree.isOfKind(name) && subtree.covers(name));
    return isConstrained && !isPermitted
        ? Optional.of("a name outside the permitted ones")
        : Optional.empty();
  }
}
