package org.enforcedtls.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressFilterTest {
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          0.0.0.0,                      this network (0.0.0.0/8)
          0.1.2.3,                      this network
          10.0.0.0,                     private (10.0.0.0/8)
          10.255.255.255,               private
          100.64.0.1,                   shared behind a carrier's NAT (100.64.0.0/10)
          100.127.255.255,              shared
          127.0.0.1,                    loopback (127.0.0.0/8)
          127.255.255.254,              loopback
          169.254.169.254,              link-local (169.254.0.0/16)
          172.16.0.1,                   private (172.16.0.0/12)
          172.31.255.255,               private
          192.0.0.8,                    reserved for protocols
          192.88.99.1,                  reserved for relays
          192.168.1.1,                  private (192.168.0.0/16)
          198.18.0.1,                   reserved for benchmarks
          198.19.255.255,               reserved for benchmarks
          224.0.0.1,                    multicast (224.0.0.0/4)
          239.255.255.255,              multicast
          240.0.0.1,                    reserved (240.0.0.0/4)
          255.255.255.255,              broadcast (255.255.255.255/32)
          ::,                           unspecified (::/128)
          ::1,                          loopback (::1/128)
          ::2,                          outside of the public range 2000::/3
          ::127.0.0.1,                  outside of the public range
          ::ffff:127.0.0.1,             loopback (127.0.0.0/8)
          ::ffff:10.0.0.1,              private (10.0.0.0/8)
          ::ffff:0:10.0.0.1,            outside of the public range
          64:ff9b::127.0.0.1,           'leads to 127.0.0.1, which is loopback'
          64:ff9b::10.0.0.1,            'leads to 10.0.0.1, which is private'
          64:ff9b::0.0.0.0,             'leads to 0.0.0.0, which is this network'
          64:ff9b::169.254.169.254,     'leads to 169.254.169.254, which is link-local'
          64:ff9b:0:0:0:1:c000:201,     outside of the public range
          64:ff9b:1::10.0.0.1,          for translation to IPv4 within one network
          64:ff9b:1:a00:0:100::,        for translation to IPv4 within one network
          64:ff9b:2::1,                 outside of the public range
          2002:7f00:1::1,               'leads to 127.0.0.1, which is loopback'
          2002:c0a8:101::,              'leads to 192.168.1.1, which is private'
          2002:a9fe:a9fe::1,            'leads to 169.254.169.254, which is link-local'
          2001:0:a00:1:0:0:3fff:fdfe,   'leads to 10.0.0.1, which is private'
          2001:0:c000:201:0:0:f5ff:fffe, 'leads to 10.0.0.1, which is private'
          2001:0:c000:201:0:0:80ff:fffe, 'leads to 127.0.0.1, which is loopback'
          2001:2::1,                    reserved for benchmarks
          2001:10::1,                   an identifier that is never routed
          2001:2f:ffff::1,              an identifier that is never routed
          100::1,                       outside of the public range
          5f00::1,                      outside of the public range
          1fff:ffff::1,                 outside of the public range
          4000::1,                      outside of the public range
          fc00::1,                      unique-local (fc00::/7)
          fdff:ffff::1,                 unique-local
          fe80::1,                      link-local (fe80::/10)
          febf::1,                      link-local
          fec0::1,                      site-local
          ff02::1,                      multicast (ff00::/8)
          ff0e::1,                      multicast
          """)
  void whatPointsInwardsOrNowhereIsRefused(String address, String reason)
      throws UnknownHostException {
    assertThat(AddressFilter.publicOnly().refusalOf(InetAddress.getByName(address)))
        .hasValueSatisfying(refusal -> assertThat(refusal).contains(reason));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.0.0.1",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "126.255.255.255",
        "128.0.0.0",
        "169.253.255.255",
        "169.255.0.0",
        "172.15.255.255",
        "172.32.0.0",
        "192.0.2.1",
        "192.167.255.255",
        "192.169.0.0",
        "198.17.255.255",
        "198.20.0.0",
        "198.51.100.1",
        "203.0.113.1",
        "223.255.255.255",
        "2000::1",
        "2001:1:ffff::1",
        "2001:db8::1",
        "2001:30::1",
        "2001:4860::1",
        "2002:c000:201::1",
        "2001:0:c000:201:0:0:3fff:fdfe",
        "3fff::1",
        "64:ff9b::192.0.2.1",
        "::ffff:192.0.2.1"
      })
  void publicAddressesAndThoseForDocumentationPass(String address) throws UnknownHostException {
    assertThat(AddressFilter.publicOnly().refusalOf(InetAddress.getByName(address))).isEmpty();
  }

  @Test
  void anIpv4MappedAddressCannotHideAsIpv6() throws UnknownHostException {
    byte[] mapped = new byte[16];
    mapped[10] = -1;
    mapped[11] = -1;
    mapped[12] = 127;
    mapped[15] = 1;
    InetAddress address = Inet6Address.getByAddress(null, mapped, -1);
    assertThat(address).isInstanceOf(Inet6Address.class);
    assertThat(AddressFilter.publicOnly().refusalOf(address)).hasValue("loopback (127.0.0.0/8)");
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          127.0.0.2,          true
          128.0.0.1,          false
          10.1.2.3,           false
          10.1.3.3,           true
          64:ff9b::10.1.2.3,  true
          fd00:1::1,          false
          fd00:2::1,          true
          192.0.2.1,          false
          ::ffff:10.1.2.3,    false
          """)
  void whatIsAllowedPassesAndNothingElseInside(String address, boolean refused)
      throws UnknownHostException {
    AddressFilter filter =
        AddressFilter.publicOnly()
            .allowing(List.of(AddressRange.of("10.1.2.0/24")))
            .allowing(List.of(AddressRange.of("fd00:1::/32")));
    assertThat(filter.refusalOf(InetAddress.getByName(address)).isPresent()).isEqualTo(refused);
  }
}
