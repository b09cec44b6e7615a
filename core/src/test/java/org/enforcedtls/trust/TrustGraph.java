package org.enforcedtls.trust;

import static java.util.Objects.requireNonNull;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.PolicyConstraints;
import org.enforcedtls.trust.Recipe.Issued;

/**
 * Entities that certify each other: an arrow is a certificate that one has issued for another. Each
 * can be had in good condition or with a fault, and whether a good path exists is told by walking
 * the arrows, without looking at any certificate.
 */
final class TrustGraph {
  /** What may be wrong with the certificate of an authority. */
  enum Fault {
    EXPIRED,
    NOT_YET_VALID,
    OTHER_NAMES_ONLY,
    ANOTHER_PURPOSE,
    NO_BASIC_CONSTRAINTS,
    NO_AUTHORITY,
    NO_CERT_SIGN,
    SHA_1,
    FOREIGN_CRITICAL_EXTENSION,
    POLICY_DEMANDED
  }

  /** A certificate that one entity has issued for another. */
  record Arrow(String issuer, String subject) {
    static List<Arrow> all(String arrows) {
      List<Arrow> all = new ArrayList<>();
      for (String arrow : arrows.strip().split("\\s+", -1)) {
        String[] ends = arrow.split("(<->|->)", -1);
        all.add(new Arrow(ends[0], ends[1]));
        if (arrow.contains("<->")) {
          all.add(new Arrow(ends[1], ends[0]));
        }
      }
      return all;
    }
  }

  private record Variant(Arrow arrow, Fault fault) {}

  private final List<Arrow> arrows;
  private final Map<String, Issued> entities = new HashMap<>();
  private final Map<Arrow, Issued> good = new HashMap<>();
  private final Map<Variant, Issued> faulty = new HashMap<>();

  /**
   * Makes the keys.
   *
   * @param arrows such as {@code TA->A A<->C A->B}, separated by white space
   */
  TrustGraph(String arrows) {
    this.arrows = Arrow.all(arrows);
    for (Arrow arrow : this.arrows) {
      for (String name : List.of(arrow.issuer(), arrow.subject())) {
        entities.computeIfAbsent(name, key -> Recipe.authority(distinguished(key)).selfSigned());
      }
    }
  }

  private static String distinguished(String entity) {
    return "CN=" + entity;
  }

  List<Arrow> arrows() {
    return arrows;
  }

  /** The key of an entity, in a certificate that it has issued for itself. */
  Issued entity(String name) {
    return requireNonNull(entities.get(name), name);
  }

  Issued server(String issuer) {
    return Recipe.server(Verdicts.HOST.aLabels()).issuedBy(entity(issuer));
  }

  /** Every certificate, those of the set with the fault. */
  List<Issued> certificates(Set<Arrow> withFault, Fault fault) {
    return arrows.stream()
        .map(arrow -> withFault.contains(arrow) ? faulty(arrow, fault) : good(arrow))
        .toList();
  }

  private Issued good(Arrow arrow) {
    return good.computeIfAbsent(arrow, key -> authority(key).issuedBy(issuer(key)));
  }

  private Issued faulty(Arrow arrow, Fault fault) {
    return faulty.computeIfAbsent(
        new Variant(arrow, fault), key -> spoiled(arrow, fault).issuedBy(issuer(arrow)));
  }

  private Issued issuer(Arrow arrow) {
    return entity(arrow.issuer());
  }

  private Recipe authority(Arrow arrow) {
    return subject(arrow).extension(Extension.basicConstraints, new BasicConstraints(true));
  }

  private Recipe subject(Arrow arrow) {
    return Recipe.subject(distinguished(arrow.subject())).keys(entity(arrow.subject()).keys());
  }

  private Recipe spoiled(Arrow arrow, Fault fault) {
    return switch (fault) {
      case EXPIRED -> authority(arrow).notAfter("2026-11-24T11:59:59Z");
      case NOT_YET_VALID -> authority(arrow).notBefore("2026-11-24T12:00:01Z");
      case OTHER_NAMES_ONLY ->
          authority(arrow)
              .extension(
                  Extension.nameConstraints,
                  new org.bouncycastle.asn1.x509.NameConstraints(
                      new GeneralSubtree[] {
                        new GeneralSubtree(new GeneralName(GeneralName.dNSName, "se.example"))
                      },
                      null));
      case ANOTHER_PURPOSE ->
          authority(arrow)
              .nonCritical(
                  Extension.extendedKeyUsage,
                  new ExtendedKeyUsage(KeyPurposeId.id_kp_emailProtection));
      case NO_BASIC_CONSTRAINTS -> subject(arrow);
      case NO_AUTHORITY ->
          subject(arrow).extension(Extension.basicConstraints, new BasicConstraints(false));
      case NO_CERT_SIGN ->
          authority(arrow).extension(Extension.keyUsage, new KeyUsage(KeyUsage.digitalSignature));
      case SHA_1 -> authority(arrow).signedWith("SHA1withECDSA");
      case FOREIGN_CRITICAL_EXTENSION ->
          authority(arrow)
              .extension(Extension.deltaCRLIndicator, new org.bouncycastle.asn1.ASN1Integer(1));
      case POLICY_DEMANDED ->
          authority(arrow)
              .extension(Extension.policyConstraints, new PolicyConstraints(BigInteger.ZERO, null));
    };
  }

  /** Whether arrows without fault lead from the anchor to an issuer. */
  boolean leads(String anchor, String issuer, Set<Arrow> withFault) {
    Set<String> reached = new HashSet<>(Set.of(anchor));
    boolean grows = true;
    while (grows) {
      grows =
          arrows.stream()
                  .filter(arrow -> reached.contains(arrow.issuer()) && !withFault.contains(arrow))
                  .filter(arrow -> reached.add(arrow.subject()))
                  .count()
              > 0;
    }
    return reached.contains(issuer);
  }
}
