/** Jakarta Mail's transport over enforced TLS. */
module org.enforcedtls.jakartamail {
  requires transitive jakarta.mail;
  requires transitive org.enforcedtls.core;
  requires org.eclipse.angus.mail;
  requires static transitive org.jspecify;

  exports org.enforcedtls.jakartamail;

  provides jakarta.mail.Provider with
      org.enforcedtls.jakartamail.EnforcedTlsProvider;
}
