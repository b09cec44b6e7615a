package org.enforcedtls.jakartamail;

import jakarta.mail.NoSuchProviderException;
import jakarta.mail.Provider;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.NewsAddress;
import java.util.Arrays;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/**
 * The ways by which callers of a session come to a transport, and where they lead. A way is a
 * property that Jakarta Mail reads; behind each stands a second one that leaves the transports of
 * Angus Mail without sockets, should a caller get hold of one all the same.
 */
final class TransportRoutes {
  private static final String DEFAULT_PROTOCOL = "mail.transport.protocol";

  private final Session session;

  TransportRoutes(Session session) {
    this.session = session;
  }

  /** Turns every way to {@link EnforcedTlsTransport}. */
  void enforce() {
    if (Arrays.stream(session.getProviders()).noneMatch(EnforcedTlsProvider.class::isInstance)) {
      // A jar that was merged of several often lost all services files but one.
      session.addProvider(new EnforcedTlsProvider());
    }
    Properties properties = session.getProperties();
    // Transport.send goes by the type of the address, other callers by the default protocol, and
    // those that insist on a protocol by the class.
    for (String name : properties.stringPropertyNames()) {
      if (name.startsWith(DEFAULT_PROTOCOL)) {
        properties.setProperty(name, EnforcedTlsProvider.PROTOCOL);
      }
    }
    properties.setProperty(DEFAULT_PROTOCOL, EnforcedTlsProvider.PROTOCOL);
    properties.setProperty(DEFAULT_PROTOCOL + ".rfc822", EnforcedTlsProvider.PROTOCOL);
    properties.setProperty(DEFAULT_PROTOCOL + ".news", EnforcedTlsProvider.PROTOCOL);
    BarredSockets barred = new BarredSockets();
    for (String protocol : protocols()) {
      properties.setProperty("mail." + protocol + ".class", EnforcedTlsTransport.class.getName());
      properties.put(socketFactory(protocol), barred);
      properties.put(tlsSocketFactory(protocol), barred);
    }
  }

  /** Takes every way once. */
  void verify() {
    verify("session.getTransport()", session::getTransport);
    for (String protocol : protocols()) {
      verify("session.getTransport(\"" + protocol + "\")", () -> session.getTransport(protocol));
      verifyBarred(socketFactory(protocol));
      verifyBarred(tlsSocketFactory(protocol));
    }
    verify("session.getTransport(address)", () -> session.getTransport(new InternetAddress()));
    verify("session.getTransport(newsgroup)", () -> session.getTransport(new NewsAddress()));
  }

  private Set<String> protocols() {
    Set<String> protocols = new TreeSet<>(Set.of("smtp", "smtps", EnforcedTlsProvider.PROTOCOL));
    for (Provider provider : session.getProviders()) {
      if (provider.getType() == Provider.Type.TRANSPORT) {
        protocols.add(provider.getProtocol());
      }
    }
    return protocols;
  }

  private static String socketFactory(String protocol) {
    return "mail." + protocol + ".socketFactory";
  }

  private static String tlsSocketFactory(String protocol) {
    return "mail." + protocol + ".ssl.socketFactory";
  }

  @FunctionalInterface
  private interface Way {
    Transport take() throws NoSuchProviderException;
  }

  private static void verify(String name, Way way) {
    try {
      Transport found = way.take();
      if (!(found instanceof EnforcedTlsTransport)) {
        throw new IllegalStateException(
            name + ": expected EnforcedTlsTransport, found " + found.getClass().getName());
      }
    } catch (NoSuchProviderException e) {
      throw new IllegalStateException(
          name + ": expected EnforcedTlsTransport, found no provider: " + e.getMessage(), e);
    }
  }

  private void verifyBarred(String property) {
    Object found = session.getProperties().get(property);
    if (!(found instanceof BarredSockets)) {
      throw new IllegalStateException(
          property + ": expected the factory that makes no sockets, found " + found);
    }
  }
}
