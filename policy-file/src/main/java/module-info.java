/** The partner table as a YAML file, and its reload while mail is sent. */
module org.enforcedtls.policyfile {
  requires transitive org.enforcedtls.core;
  requires org.slf4j;
  requires org.snakeyaml.engine;
  requires de.siegmar.fastcsv;
  requires static org.jspecify;

  exports org.enforcedtls.policyfile;
}
