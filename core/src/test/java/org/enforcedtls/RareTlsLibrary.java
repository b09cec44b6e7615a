package org.enforcedtls;

import java.security.GeneralSecurityException;
import java.security.Provider;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.jsse.BCSSLParameters;
import org.bouncycastle.jsse.BCSSLSocket;
import org.bouncycastle.jsse.provider.BouncyCastleJsseProvider;
import org.conscrypt.Conscrypt;
import org.enforcedtls.testkit.ca.TestCertificate;

/** What a {@link RareTlsMx} speaks TLS with: a client is to meet another library than its own. */
enum RareTlsLibrary {
  BOUNCY_CASTLE {
    @Override
    Provider provider() {
      return new BouncyCastleJsseProvider(new BouncyCastleProvider());
    }

    @Override
    KeyManagerFactory keys(Provider provider) throws GeneralSecurityException {
      return KeyManagerFactory.getInstance("PKIX", provider);
    }

    @Override
    void restrict(SSLSocket socket, String suite, String group) {
      socket.setEnabledCipherSuites(new String[] {suite});
      BCSSLParameters parameters = ((BCSSLSocket) socket).getParameters();
      parameters.setNamedGroups(new String[] {group});
      ((BCSSLSocket) socket).setParameters(parameters);
    }
  },
  CONSCRYPT {
    @Override
    Provider provider() {
      return Conscrypt.newProvider();
    }

    @Override
    KeyManagerFactory keys(Provider provider) throws GeneralSecurityException {
      return KeyManagerFactory.getInstance("SunX509");
    }

    /** Which suites of TLS 1.3 cannot be said, and with those alone it finds no key of its own. */
    @Override
    void restrict(SSLSocket socket, String suite, String group) {
      Conscrypt.setNamedGroups(socket, new String[] {group});
    }
  };

  private static final char[] PASSWORD = "password".toCharArray();

  abstract Provider provider();

  abstract KeyManagerFactory keys(Provider provider) throws GeneralSecurityException;

  abstract void restrict(SSLSocket socket, String suite, String group);

  SSLContext context(TestCertificate certificate) throws GeneralSecurityException {
    Provider provider = provider();
    KeyManagerFactory keys = keys(provider);
    keys.init(certificate.toKeyStore(PASSWORD), PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS", provider);
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }
}
