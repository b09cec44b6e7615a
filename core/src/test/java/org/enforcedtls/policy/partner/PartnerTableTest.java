package org.enforcedtls.policy.partner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.enforcedtls.address.Domain;
import org.enforcedtls.policy.PolicyAnswer;
import org.enforcedtls.policy.PolicyOrigin;
import org.enforcedtls.policy.TlsPolicy;
import org.enforcedtls.policy.partner.PartnerRow.Coverage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartnerTableTest {
  private static final PartnerTable TABLE =
      PartnerTable.of(
          List.of(
              row("fi.example", Coverage.DOMAIN_AND_SUBDOMAINS),
              row("own.fi.example", Coverage.DOMAIN),
              row("single.example", Coverage.DOMAIN)));

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          other.example,      -
          xfi.example,        -
          example,            -
          a.single.example,   -
          fi.example,         fi.example
          a.fi.example,       fi.example
          b.a.fi.example,     fi.example
          own.fi.example,     own.fi.example
          x.own.fi.example,   fi.example
          single.example,     single.example
          """)
  void theNearestRowThatCoversTheDomainCounts(String domain, String row) {
    assertThat(TABLE.rowFor(Domain.of(domain)).map(found -> found.domain().toString()).orElse(null))
        .isEqualTo(row);
  }

  @Test
  void aDomainWithoutRowIsCertainlyAbsent() {
    assertThat(TABLE.policyFor(Domain.of("other.example"))).isInstanceOf(PolicyAnswer.Absent.class);
  }

  @Test
  void twoRowsForOneDomainAreRefused() {
    List<PartnerRow> rows =
        List.of(row("fi.example", Coverage.DOMAIN), row("FI.example.", Coverage.DOMAIN));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PartnerTable.of(rows))
        .withMessageContaining("fi.example has two rows");
  }

  private static PartnerRow row(String domain, Coverage coverage) {
    PolicyOrigin origin = PolicyOrigin.partnerRow("partners.yaml:1");
    return new PartnerRow(Domain.of(domain), coverage, TlsPolicy.builder(origin).build());
  }
}
