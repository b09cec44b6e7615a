package org.enforcedtls.trust;

import java.security.cert.CRLException;
import java.security.cert.X509CRL;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.ASN1UTCTime;
import org.bouncycastle.asn1.x509.CertificateList;

/**
 * Whether the JDK has read the whole of a CRL. It stops at the first field that it does not expect,
 * and says nothing of the rest: of a list with its entries behind that it would know none. Nor does
 * it look at all tags: what Bouncy Castle refuses is malformed too.
 */
final class CrlFields {
  private static final char SEQUENCE = 'S';
  private static final char INTEGER = 'I';
  private static final char TIME = 'T';
  private static final char TAG_0 = '0';
  private static final char OTHER = '?';

  /** Version, algorithm, issuer, one or two times, entries, extensions (RFC 5280 §5.1). */
  private static final Pattern ORDER = Pattern.compile("I?SST{1,2}S?0?");

  private CrlFields() {}

  /** Throws an unchecked exception if Bouncy Castle cannot read it. */
  static void requireAllRead(X509CRL crl) throws CRLException {
    CertificateList.getInstance(crl.getEncoded());
    StringBuilder types = new StringBuilder();
    for (ASN1Encodable field : ASN1Sequence.getInstance(crl.getTBSCertList())) {
      types.append(type(field.toASN1Primitive()));
    }
    if (!ORDER.matcher(types).matches()) {
      throw new CRLException("fields that are not those of a CRL or not in their order");
    }
  }

  private static char type(ASN1Primitive field) {
    if (field instanceof ASN1Sequence) {
      return SEQUENCE;
    }
    if (field instanceof ASN1Integer) {
      return INTEGER;
    }
    if (field instanceof ASN1UTCTime || field instanceof ASN1GeneralizedTime) {
      return TIME;
    }
    return field instanceof ASN1TaggedObject tagged && tagged.hasContextTag(0) ? TAG_0 : OTHER;
  }
}
