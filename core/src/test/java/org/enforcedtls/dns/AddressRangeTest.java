package org.enforcedtls.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressRangeTest {
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          '',                 expected ADDRESS/BITS
          /8,                 expected ADDRESS/BITS
          localhost,          expected ADDRESS/BITS
          fi.example/8,       expected ADDRESS/BITS
          192.0.2.0/,         expected ADDRESS/BITS
          192.0.2.0/-1,       expected ADDRESS/BITS
          192.0.2.0/24/24,    expected ADDRESS/BITS
          '192.0.2.0 /24',    expected ADDRESS/BITS
          192.0.2.0/0024,     expected ADDRESS/BITS
          [2001:db8::]/32,    expected ADDRESS/BITS
          fe80::1%eth0,       expected ADDRESS/BITS
          192.0.2.0/٢٤,       expected ADDRESS/BITS
          192.0.2/24,         192.0.2 is no IP address
          192.0.2.256/32,     192.0.2.256 is no IP address
          192.0.2.0.0/24,     192.0.2.0.0 is no IP address
          192.0.2.010/32,     192.0.2.010 is no IP address
          3221225984/32,      3221225984 is no IP address
          abba/16,            abba is no IP address
          2001:db8:::/32,     2001:db8::: is no IP address
          2001:db8::1::/32,   2001:db8::1:: is no IP address
          192.0.2.0/33,       'expected at most 32 bits, found 33'
          2001:db8::/129,     'expected at most 128 bits, found 129'
          127.0.0.1/8,        write 127.0.0.0/8
          192.0.2.1/0,        write 0.0.0.0/0
          2001:db8::1/32,     write 2001:db8::/32
          ::ffff:10.0.0.0/104, write the IPv4 range
          """)
  void whatIsNoRangeIsRefused(String text, String reason) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AddressRange.of(text))
        .withMessageStartingWith("range \"" + text + "\": ")
        .withMessageContaining(reason);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          127.0.0.0/8,      127.0.0.0/8
          0.0.0.0/0,        0.0.0.0/0
          192.0.2.128/25,   192.0.2.128/25
          192.0.2.1,        192.0.2.1/32
          2001:DB8::/32,    2001:db8::/32
          ::/0,             ::/0
          ::1,              ::1/128
          2001:db8::1:0:0:1, 2001:db8::1:0:0:1/128
          64:ff9b::/96,     64:ff9b::/96
          """)
  void rangesAreWrittenInOneForm(String text, String form) {
    assertThat(AddressRange.of(text))
        .hasToString(form)
        .isEqualTo(AddressRange.of(form))
        .hasSameHashCodeAs(AddressRange.of(form));
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          192.0.2.0/25,  192.0.2.128,      false
          192.0.2.0/25,  192.0.1.255,      false
          192.0.2.1/32,  192.0.2.0,        false
          192.0.2.0/31,  192.0.2.2,        false
          0.0.0.0/0,     2001:db8::1,      false
          ::/0,          192.0.2.1,        false
          ::/0,          ::ffff:192.0.2.1, false
          2001:db8::/33, 2001:db8:8000::,  false
          192.0.2.0/25,  192.0.2.127,      true
          192.0.2.1/32,  192.0.2.1,        true
          0.0.0.0/0,     255.255.255.255,  true
          192.0.2.0/24,  ::ffff:192.0.2.1, true
          2001:db8::/33, 2001:db8:7fff::,  true
          """)
  void aRangeHoldsWhatSharesItsPrefix(String range, String address, boolean held)
      throws UnknownHostException {
    assertThat(AddressRange.of(range).contains(InetAddress.getByName(address))).isEqualTo(held);
  }

  @Test
  void rangesOfUnequalLengthDiffer() {
    assertThat(AddressRange.of("10.0.0.0/8")).isNotEqualTo(AddressRange.of("10.0.0.0/9"));
  }
}
