package org.enforcedtls.trust;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;

/** Brings what a test put at a URL, and nothing else; remembers what was asked. */
final class ScriptedFetcher implements RevocationFetcher {
  private final Map<String, byte[]> documents = new ConcurrentHashMap<>();
  private final List<String> fetched = new CopyOnWriteArrayList<>();
  private final List<byte[]> requests = new CopyOnWriteArrayList<>();

  /** One that fails the test when it is asked for anything. */
  static RevocationFetcher forbidden() {
    return new RevocationFetcher() {
      @Override
      public byte[] ocspResponse(URI responder, byte[] request) {
        throw new AssertionError("asked " + responder);
      }

      @Override
      public byte[] crl(URI location) {
        throw new AssertionError("fetched " + location);
      }
    };
  }

  ScriptedFetcher on(String url, byte[] document) {
    documents.put(url, document);
    return this;
  }

  ScriptedFetcher down(String url) {
    documents.remove(url);
    return this;
  }

  @Override
  public byte[] ocspResponse(URI responder, byte[] request) throws IOException {
    requests.add(request);
    return fetch(responder);
  }

  @Override
  public byte[] crl(URI location) throws IOException {
    return fetch(location);
  }

  private byte[] fetch(URI url) throws IOException {
    fetched.add(url.toString());
    byte[] document = documents.get(url.toString());
    if (document == null) {
      throw new IOException("connection\nrefused");
    }
    return document;
  }

  /** Each URL that was asked, in order. */
  List<String> fetched() {
    return List.copyOf(fetched);
  }

  List<byte[]> requests() {
    return List.copyOf(requests);
  }

  /** The extension by which a certificate names OCSP responders. */
  static ASN1Encodable responders(String... urls) {
    return new AuthorityInformationAccess(
        List.of(urls).stream()
            .map(url -> new AccessDescription(AccessDescription.id_ad_ocsp, uri(url)))
            .toArray(AccessDescription[]::new));
  }

  /** The extension by which a certificate names the places of a CRL. */
  static ASN1Encodable points(String... urls) {
    return new CRLDistPoint(
        List.of(urls).stream()
            .map(
                url ->
                    new DistributionPoint(
                        new DistributionPointName(new GeneralNames(uri(url))), null, null))
            .toArray(DistributionPoint[]::new));
  }

  static GeneralName uri(String url) {
    return new GeneralName(GeneralName.uniformResourceIdentifier, url);
  }

  /** A certificate that names both. */
  static Recipe naming(Recipe recipe, String responder, String crl) {
    return recipe
        .nonCritical(Extension.authorityInfoAccess, responders(responder))
        .nonCritical(Extension.cRLDistributionPoints, points(crl));
  }
}
