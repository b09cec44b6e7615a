package org.enforcedtls.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class DnssecPostureTest {
  private static DnsClientBuilder asking(String... resolvers) {
    return DnsClient.builder()
        .resolvers(
            List.of(resolvers).stream().map(host -> new InetSocketAddress(host, 53)).toList());
  }

  @Test
  void resolverIsTrustedOnlyOnThisHost() {
    asking("127.0.0.1", "::1").dnssec(DnssecPosture.trustingLoopbackResolvers()).build();
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                asking("127.0.0.1", "192.0.2.53")
                    .dnssec(DnssecPosture.trustingLoopbackResolvers())
                    .build())
        .withMessageContaining("found 192.0.2.53")
        .withMessageContaining("DnssecPosture.validating");
  }

  @Test
  void distantResolverNeedsAReasonToBeTrusted() {
    assertThat(
            asking("192.0.2.53")
                .dnssec(DnssecPosture.trustingDistantResolvers("IPsec, change 1234"))
                .build()
                .isDnssecChecked())
        .isTrue();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DnssecPosture.trustingDistantResolvers(" "))
        .withMessageStartingWith("reason:");
  }

  @Test
  void distantResolverNeedsNoTrustWhereThisProcessValidates() {
    DnsClient client =
        asking("192.0.2.53").dnssec(DnssecPosture.validating(DnssecAnchors.iana())).build();
    assertThat(client.isDnssecChecked()).isTrue();
  }

  @Test
  void nobodyChecksUnlessSaid() {
    assertThat(asking("192.0.2.53").build().isDnssecChecked()).isFalse();
  }

  @Test
  void postureSaysWhoChecksAndWhy() {
    assertThat(
            List.of(
                DnssecPosture.unchecked(),
                DnssecPosture.validating(DnssecAnchors.iana()),
                DnssecPosture.trustingLoopbackResolvers(),
                DnssecPosture.trustingDistantResolvers("IPsec")))
        .map(DnssecPosture::toString)
        .containsExactly(
            "unchecked",
            "validated in process from 2 trust anchors of root-anchors.txt",
            "checked by resolvers on this host",
            "checked by distant resolvers (IPsec)");
  }
}
