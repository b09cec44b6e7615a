/** The command line of enforced-tls. */
module org.enforcedtls.cli {
  requires com.fasterxml.jackson.databind;
  requires info.picocli;
  requires java.logging;
  requires java.xml;
  requires jdk.unsupported;
  requires org.enforcedtls.core;
  requires org.enforcedtls.policyfile;
  requires org.enforcedtls.queue;
  requires org.enforcedtls.reporting;
  requires org.bouncycastle.tls;
  requires org.conscrypt;
  requires org.snakeyaml.engine;
  requires static org.jspecify;

  opens org.enforcedtls.cli to
      info.picocli;
}
