package org.enforcedtls.testkit.ca;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** TLS contexts over test certificates. */
final class TestTls {
  private TestTls() {}

  static SSLContext server(TestCertificate certificate) {
    return context(
        new KeyManager[] {new OneKeyManager(certificate)},
        new TrustManager[] {new AnyClientTrustManager()});
  }

  static SSLContext client(X509Certificate anchor, TestCertificate... own) {
    KeyManager[] keys = new KeyManager[own.length];
    for (int i = 0; i < own.length; i++) {
      keys[i] = new OneKeyManager(own[i]);
    }
    return context(keys, trusting(anchor));
  }

  private static TrustManager[] trusting(X509Certificate anchor) {
    try {
      KeyStore anchors = KeyStore.getInstance("PKCS12");
      anchors.load(null, null);
      anchors.setCertificateEntry("anchor", anchor);
      TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
      factory.init(anchors);
      return factory.getTrustManagers();
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("this JDK cannot hold a trust anchor", e);
    }
  }

  private static SSLContext context(KeyManager[] keys, TrustManager[] trust) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys, trust, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no TLS", e);
    }
  }
}
