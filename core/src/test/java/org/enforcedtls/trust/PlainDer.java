package org.enforcedtls.trust;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An element of DER, read by the plainest reader there is: a second opinion on what the libraries
 * under test have read. Knows tags of one octet and lengths of up to three.
 *
 * @param tag such as 0x30 for a sequence
 * @param content what stands behind the length
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record PlainDer(int tag, byte[] content) {
  static final int SEQUENCE = 0x30;
  static final int BIT_STRING = 0x03;
  static final int OCTET_STRING = 0x04;

  /** A constructed element of the given elements, or a primitive one of the given octets. */
  static byte[] encoded(int tag, byte[]... parts) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      content.writeBytes(part);
    }
    int length = content.size();
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.write(tag);
    if (length > 0xFF) {
      whole.write(0x82);
      whole.write(length >> 8);
    } else if (length > 0x7F) {
      whole.write(0x81);
    }
    whole.write(length);
    whole.writeBytes(content.toByteArray());
    return whole.toByteArray();
  }

  /** The signed structure of certificates, CRLs and OCSP responses around any octets. */
  static byte[] signed(byte[] octets, Recipe.Issued signer) {
    byte[] ed25519 = encoded(SEQUENCE, new byte[] {0x06, 0x03, 0x2B, 0x65, 0x70});
    byte[] signature = RepeatableScene.signature(octets, signer);
    return encoded(SEQUENCE, octets, ed25519, encoded(BIT_STRING, new byte[1], signature));
  }

  /** The only element of some octets. */
  static PlainDer of(byte[] octets) {
    List<PlainDer> elements = elements(octets);
    if (elements.size() != 1) {
      throw new IllegalArgumentException("expected one element, found " + elements.size());
    }
    return elements.get(0);
  }

  /** The elements of a constructed one. */
  List<PlainDer> elements() {
    if ((tag & 0x20) == 0) {
      throw new IllegalArgumentException("primitive");
    }
    return elements(content);
  }

  private static List<PlainDer> elements(byte[] octets) {
    List<PlainDer> elements = new ArrayList<>();
    int next = 0;
    while (next < octets.length) {
      int tag = at(octets, next++);
      int length = at(octets, next++);
      if ((tag & 0x1F) == 0x1F || length == 0x80 || length > 0x83) {
        throw new IllegalArgumentException("long tag or indefinite or absurd length");
      }
      if (length > 0x80) {
        int lengthOctets = length - 0x80;
        length = 0;
        for (int i = 0; i < lengthOctets; i++) {
          length = length << 8 | at(octets, next++);
        }
      }
      if (length > octets.length - next) {
        throw new IllegalArgumentException("cut off");
      }
      elements.add(new PlainDer(tag, Arrays.copyOfRange(octets, next, next + length)));
      next += length;
    }
    return elements;
  }

  private static int at(byte[] octets, int index) {
    if (index >= octets.length) {
      throw new IllegalArgumentException("cut off");
    }
    return octets[index] & 0xFF;
  }
}
