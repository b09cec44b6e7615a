package org.enforcedtls.dns;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * A TLSA record as it came (RFC 6698 §2.1): which certificate or key a host may have. Numbers that
 * no standard knows are kept, as their reader has to pass them over. Immutable.
 */
public final class TlsaRecord {
  private static final int MAX_NUMBER = 255;
  private static final int MAX_DATA_OCTETS = 0xFFFF - 3;

  private final int usage;
  private final int selector;
  private final int matchingType;
  private final byte[] data;

  private TlsaRecord(int usage, int selector, int matchingType, byte[] data) {
    this.usage = usage;
    this.selector = selector;
    this.matchingType = matchingType;
    this.data = data;
  }

  /**
   * A record.
   *
   * @param usage 0 to 255
   * @param selector 0 to 255
   * @param matchingType 0 to 255
   * @param data the certificate association data, at most 65532 octets; possibly empty
   * @return the record
   * @throws IllegalArgumentException if a number is outside its range, or the data too long
   */
  public static TlsaRecord of(int usage, int selector, int matchingType, byte[] data) {
    requireNumber(usage, "usage");
    requireNumber(selector, "selector");
    requireNumber(matchingType, "matchingType");
    if (data.length > MAX_DATA_OCTETS) {
      throw new IllegalArgumentException("data must have at most 65532 octets: " + data.length);
    }
    return new TlsaRecord(usage, selector, matchingType, data.clone());
  }

  private static void requireNumber(int number, String name) {
    if (number < 0 || number > MAX_NUMBER) {
      throw new IllegalArgumentException(name + " must be 0 to 255, not " + number);
    }
  }

  /**
   * Whose certificate it is about, and what has to be checked beside (RFC 7218 §2.1).
   *
   * @return 2 for DANE-TA, 3 for DANE-EE; others do not count for SMTP
   */
  public int usage() {
    return usage;
  }

  /**
   * Which part of the certificate is meant (RFC 7218 §2.2).
   *
   * @return 0 for the whole of it, 1 for its SubjectPublicKeyInfo
   */
  public int selector() {
    return selector;
  }

  /**
   * How the data presents that part (RFC 7218 §2.3).
   *
   * @return 0 for the octets themselves, 1 for their SHA-256, 2 for their SHA-512
   */
  public int matchingType() {
    return matchingType;
  }

  /**
   * The certificate association data.
   *
   * @return a copy
   */
  public byte[] data() {
    return data.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TlsaRecord that
        && usage == that.usage
        && selector == that.selector
        && matchingType == that.matchingType
        && Arrays.equals(data, that.data);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(data) + (usage << 16 | selector << 8 | matchingType);
  }

  /** The form of a zone file, such as {@code 3 1 1 9f86d0…}, in full. */
  @Override
  public String toString() {
    return usage + " " + selector + " " + matchingType + " " + HexFormat.of().formatHex(data);
  }
}
