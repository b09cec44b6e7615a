/** SMTP TLS reports (RFC 8460): counted, sent and read. */
module org.enforcedtls.reporting {
  requires transitive org.enforcedtls.core;
  requires com.fasterxml.jackson.databind;
  requires org.slf4j;
  requires static transitive org.jspecify;

  exports org.enforcedtls.reporting.count;
  exports org.enforcedtls.reporting.report;
}
