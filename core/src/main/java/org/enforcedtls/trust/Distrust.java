package org.enforcedtls.trust;

import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import javax.security.auth.x500.X500Principal;

/**
 * A certificate that a list of anchors forbids. Named by issuer and serial number, as the list does
 * that: it need not hold the certificate itself.
 */
record Distrust(X500Principal issuer, BigInteger serialNumber, String origin) {
  boolean names(X509Certificate certificate) {
    return serialNumber.equals(certificate.getSerialNumber())
        && issuer.equals(certificate.getIssuerX500Principal());
  }

  String canonicalText() {
    return serialNumber.toString(16) + " " + HexFormat.of().formatHex(issuer.getEncoded());
  }
}
