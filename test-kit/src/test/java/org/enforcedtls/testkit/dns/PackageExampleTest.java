package org.enforcedtls.testkit.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import org.enforcedtls.testkit.PackageExample;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.DClass;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

class PackageExampleTest {
  /** What a reader has in its place. */
  private static final class Application {
    private SimpleResolver resolver = new SimpleResolver(new InetSocketAddress(0));

    void resolveAt(InetSocketAddress server) {
      resolver = new SimpleResolver(server);
    }

    List<String> mxHostsOf(String domain) throws IOException {
      Record question = Record.newRecord(Name.fromString(domain + "."), Type.MX, DClass.IN);
      return resolver.send(Message.newQuery(question)).getSection(Section.ANSWER).stream()
          .map(answer -> ((MXRecord) answer).getTarget().toString(true))
          .toList();
    }
  }

  @Test
  void exampleIsThatOfThePackage() throws IOException {
    Application application = new Application();

    try (TestDns dns = TestDns.start()) {
      dns.mx("fi.example", 10, "mx.fi.example")
          .address("mx.fi.example", "192.0.2.1", "2001:db8::1")
          .behave("down.example", "MX", DnsBehaviour.SERVFAIL);

      application.resolveAt(dns.socketAddress());

      assertThat(application.mxHostsOf("fi.example")).containsExactly("mx.fi.example");
      assertThat(dns.countOf("fi.example", "MX")).isEqualTo(1);
    }
    PackageExample.isPartOf(getClass());
  }
}
