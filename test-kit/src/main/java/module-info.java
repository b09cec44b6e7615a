/** What your own tests need: a CA with any fault, a scripted MX host, a DNS server on loopback. */
module org.enforcedtls.testkit {
  requires org.bouncycastle.pkix;
  requires org.bouncycastle.provider;
  requires org.dnsjava;
  requires org.slf4j;
  requires static org.jspecify;

  exports org.enforcedtls.testkit.ca;
  exports org.enforcedtls.testkit.dns;
  exports org.enforcedtls.testkit.mx;
  exports org.enforcedtls.testkit.network;
  exports org.enforcedtls.testkit.sts;
}
