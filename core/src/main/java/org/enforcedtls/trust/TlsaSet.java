package org.enforcedtls.trust;

import java.security.cert.CertificateException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.enforcedtls.dns.TlsaRecord;
import org.enforcedtls.internal.digest.Sha256;

/**
 * The TLSA records of one host, read as a whole: which of them count for SMTP. Immutable.
 *
 * <p>A record counts if its usage is DANE-TA(2) or DANE-EE(3), its selector 0 or 1, its matching
 * type 0, 1 or 2, and its data can be what these say (RFC 7672 §3.1). PKIX-TA(0) and PKIX-EE(1) do
 * not count (RFC 7672 §3.1.3). Of several digests of one kind only the strongest counts, so that
 * nobody can make do with a weaker one (RFC 7671 §9).
 */
public final class TlsaSet {
  static final int DANE_TA = 2;
  static final int DANE_EE = 3;
  static final int WHOLE_CERTIFICATE = 0;
  static final int PUBLIC_KEY = 1;
  static final int IN_FULL = 0;
  private static final int SHA_256 = 1;
  private static final int SHA_512 = 2;

  private final List<TlsaRecord> usable;
  private final List<TlsaRecord> others;

  private TlsaSet(List<TlsaRecord> usable, List<TlsaRecord> others) {
    this.usable = List.copyOf(usable);
    this.others = List.copyOf(others);
  }

  /**
   * Reads TLSA records.
   *
   * @param records all that were found, in any order
   * @return the set
   */
  public static TlsaSet of(Collection<TlsaRecord> records) {
    Set<TlsaRecord> candidates = new LinkedHashSet<>(records);
    candidates.removeIf(record -> !isUsable(record));
    List<TlsaRecord> usable =
        candidates.stream().filter(record -> isStrongest(record, candidates)).toList();
    List<TlsaRecord> others = new ArrayList<>(new LinkedHashSet<>(records));
    others.removeAll(usable);
    return new TlsaSet(usable, others);
  }

  private static boolean isUsable(TlsaRecord record) {
    boolean isOfDane = record.usage() == DANE_TA || record.usage() == DANE_EE;
    boolean isSelected = record.selector() == WHOLE_CERTIFICATE || record.selector() == PUBLIC_KEY;
    return isOfDane
        && isSelected
        && switch (record.matchingType()) {
          case IN_FULL -> isReadable(record);
          case SHA_256 -> record.data().length == 32;
          case SHA_512 -> record.data().length == 64;
          default -> false;
        };
  }

  /** What is there in full, and cannot be what the selector says, would match nothing. */
  private static boolean isReadable(TlsaRecord record) {
    try {
      if (record.selector() == WHOLE_CERTIFICATE) {
        Certificates.parse(record.data());
      } else {
        SubjectPublicKeyInfo.getInstance(record.data());
      }
      return true;
    } catch (CertificateException | RuntimeException malformed) {
      return false;
    }
  }

  /** RFC 7671 §9: within a usage and selector; what is there in full is no digest. */
  private static boolean isStrongest(TlsaRecord record, Set<TlsaRecord> all) {
    return record.matchingType() == IN_FULL
        || all.stream()
            .noneMatch(
                other ->
                    other.usage() == record.usage()
                        && other.selector() == record.selector()
                        && other.matchingType() > record.matchingType());
  }

  /**
   * The records that count.
   *
   * @return in the order in which they came; none if the host is not authenticated by DANE
   */
  public List<TlsaRecord> usable() {
    return usable;
  }

  /**
   * The records that do not count: not for SMTP, malformed, or weaker than others.
   *
   * @return in the order in which they came
   */
  public List<TlsaRecord> others() {
    return others;
  }

  /**
   * Whether DANE authenticates the host.
   *
   * @return true if a record counts
   */
  public boolean isUsable() {
    return !usable.isEmpty();
  }

  /**
   * What tells this set from others: sets with equal fingerprints lead to the same verdicts.
   *
   * @return SHA-256 over the records that count, whatever their order; 64 hexadecimal digits
   */
  public String fingerprint() {
    return Sha256.hexOf(
        usable.stream().map(TlsaRecord::toString).sorted().collect(Collectors.joining("\n")));
  }

  /** Equal if the same records count. */
  @Override
  public boolean equals(Object other) {
    return other instanceof TlsaSet that && fingerprint().equals(that.fingerprint());
  }

  @Override
  public int hashCode() {
    return fingerprint().hashCode();
  }

  /** The records that count, shortened, such as {@code 3 1 1 9f86d081…}. */
  @Override
  public String toString() {
    return usable.stream().map(TlsaSet::shortened).collect(Collectors.joining(", "));
  }

  static String shortened(TlsaRecord record) {
    String text = record.toString();
    return text.length() <= 80 ? text : text.substring(0, 22) + "…";
  }
}
