package org.enforcedtls.trust;

import java.io.IOException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Reads the certificates of a PEM file, and refuses to skip over a damaged one. */
final class PemParser {
  private static final String BEGIN = "-----BEGIN ";
  private static final String BEGIN_CERTIFICATE = "-----BEGIN CERTIFICATE-----";
  private static final String END_CERTIFICATE = "-----END CERTIFICATE-----";

  private final String file;
  private final List<String> lines;
  private int next;

  PemParser(String file, String text) {
    this.file = file;
    this.lines = text.lines().map(String::strip).toList();
  }

  List<TrustAnchor> anchors() throws IOException {
    List<TrustAnchor> anchors = new ArrayList<>();
    while (next < lines.size()) {
      String line = lines.get(next++);
      if (line.equals(BEGIN_CERTIFICATE)) {
        anchors.add(anchor());
      } else if (line.startsWith(BEGIN)) {
        throw malformed(next, BEGIN_CERTIFICATE + " only", line);
      }
    }
    return anchors;
  }

  private TrustAnchor anchor() throws IOException {
    int begin = next;
    byte[] der = decode(begin, body());
    try {
      X509Certificate certificate = Certificates.parse(der);
      return new TrustAnchor(
          certificate, DistinguishedName.subjectOf(certificate), file + ":" + begin, null);
    } catch (CertificateException e) {
      throw malformed(begin, "an X.509 certificate", String.valueOf(e.getMessage()));
    }
  }

  private String body() throws IOException {
    StringBuilder base64 = new StringBuilder();
    while (next < lines.size()) {
      String line = lines.get(next++);
      if (line.equals(END_CERTIFICATE)) {
        return base64.toString();
      }
      if (line.startsWith("-----")) {
        throw malformed(next, END_CERTIFICATE, line);
      }
      base64.append(line);
    }
    throw malformed(next, END_CERTIFICATE, "the end of the file");
  }

  private byte[] decode(int begin, String base64) throws IOException {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw malformed(begin, "base64", String.valueOf(e.getMessage()));
    }
  }

  private IOException malformed(int line, String expected, String found) {
    return AnchorFile.malformed(file, line, expected, found);
  }
}
