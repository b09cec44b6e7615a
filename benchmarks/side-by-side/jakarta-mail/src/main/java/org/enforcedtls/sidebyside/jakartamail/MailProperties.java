package org.enforcedtls.sidebyside.jakartamail;

import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;
import org.enforcedtls.sidebyside.contract.Load;
import org.enforcedtls.sidebyside.contract.MxHosts;

/** What makes Angus Mail insist on STARTTLS, verify the certificate and check its name. */
final class MailProperties {
  private MailProperties() {}

  static Properties of(Load load, int domain, SSLSocketFactory tls) {
    Properties properties = new Properties();
    properties.setProperty("mail.transport.protocol", "smtp");
    properties.setProperty("mail.smtp.host", MxHosts.host(domain));
    properties.setProperty("mail.smtp.port", Integer.toString(load.port()));
    properties.setProperty("mail.smtp.localhost", "client.side.example");
    properties.setProperty("mail.smtp.from", Load.SENDER);
    properties.setProperty(
        "mail.from", Load.SENDER); // else each Message-ID asks for this host's name
    properties.setProperty("mail.smtp.starttls.enable", "true");
    properties.setProperty("mail.smtp.starttls.required", "true");
    properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
    properties.put("mail.smtp.ssl.socketFactory", tls);
    return properties;
  }
}
