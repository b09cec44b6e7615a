package org.enforcedtls.policyfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.enforcedtls.address.Domain;
import org.enforcedtls.policy.AdmittedMx;
import org.enforcedtls.policy.MxAdmission;
import org.enforcedtls.policy.MxPattern;
import org.enforcedtls.policy.PolicyAnswer;
import org.enforcedtls.policy.PolicyOrigin;
import org.enforcedtls.policy.PolicySource;
import org.enforcedtls.policy.TlsPolicy;
import org.enforcedtls.policyfile.ReloadResult.KeptLastGood;
import org.enforcedtls.policyfile.ReloadResult.Reloaded;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SectorListSourceTest {
  private static final Domain FI = Domain.of("fi.example");
  private static final Domain SE = Domain.of("se.example");
  private static final String ONE = "# refreshed: 2026-11-01\ndomain\nfi.example\n";

  private Instant now = Instant.parse("2026-11-28T09:00:00Z");
  private final List<String> told = new ArrayList<>();

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void write() throws IOException {
    file = Files.writeString(folder.resolve("list.csv"), ONE);
  }

  @Test
  void listedDomainHasPolicyAndOthersHaveNone() throws IOException {
    SectorListSource source = builder().open();
    assertThat(source.policyFor(FI)).isInstanceOf(PolicyAnswer.Found.class);
    assertThat(source.policyFor(SE)).isInstanceOf(PolicyAnswer.Absent.class);
    assertThat(source.policyFor(Domain.of("sub.fi.example")))
        .isInstanceOf(PolicyAnswer.Absent.class);
    assertThat(source.knownPolicies()).hasSize(1);
    assertThat(source.problem()).isEmpty();
  }

  @Test
  void brokenReloadKeepsTheLastGoodListAndSaysSo() throws IOException {
    SectorListSource source = builder().open();
    Files.writeString(file, "domian\nse.example\n");
    assertThat(source.reload()).isInstanceOf(KeptLastGood.class);
    assertThat(source.problem())
        .hasValueSatisfying(text -> assertThat(text).contains("list.csv:1"));
    assertThat(source.policyFor(FI)).isInstanceOf(PolicyAnswer.Found.class);
    Files.writeString(file, ONE + "se.example\n");
    assertThat(source.reload()).isEqualTo(new Reloaded(2));
    assertThat(source.problem()).isEmpty();
    assertThat(told).hasSize(2);
  }

  @Test
  void changeIsReadOnceItHasKeptStill() throws IOException {
    SectorListSource source = builder().checkInterval(Duration.ofMinutes(1)).open();
    Files.writeString(file, ONE + "se.example\n");
    for (int looks = 0; looks < 2; looks++) {
      assertThat(source.policyFor(SE)).isInstanceOf(PolicyAnswer.Absent.class);
      now = now.plus(Duration.ofMinutes(1));
    }
    assertThat(source.policyFor(SE)).isInstanceOf(PolicyAnswer.Found.class);
  }

  @Test
  void listThatIsTooOldCountsOnAndIsToldOnce() throws IOException {
    SectorListSource source = builder().maxAge(Duration.ofDays(30)).open();
    now = Instant.parse("2026-12-01T00:00:00Z");
    source.policyFor(FI);
    assertThat(source.problem()).isEmpty();
    now = Instant.parse("2026-12-01T00:00:01Z");
    assertThat(told).isEmpty();
    for (int asked = 0; asked < 3; asked++) {
      assertThat(source.policyFor(FI)).isInstanceOf(PolicyAnswer.Found.class);
    }
    assertThat(told).containsExactly("too old 2026-11-01T00:00:00Z");
    assertThat(source.problem())
        .hasValue(
            "sector list "
                + file
                + ": last brought up to date at 2026-11-01T00:00:00Z, 30 days ago; expected at most 30");
    Files.writeString(file, ONE.replace("11-01", "11-30"));
    source.reload();
    assertThat(source.problem()).isEmpty();
  }

  @Test
  void listThatIsTooOldWhenOpenedIsTold() throws IOException {
    now = Instant.parse("2027-11-01T00:00:00Z");
    assertThat(builder().open().policyFor(FI)).isInstanceOf(PolicyAnswer.Found.class);
    assertThat(told).hasSize(1);
  }

  @Test
  void rowOfPartnerTableAndListHoldTogether() throws IOException {
    SectorListSource list = builder().open();
    PolicySource both =
        PolicySource.join(
            new PartnerYaml(folder).load("version: 1\npartners: [{domain: fi.example}]\n"), list);
    PolicyAnswer.Found found = (PolicyAnswer.Found) both.policyFor(FI);
    assertThat(found.policies())
        .extracting(policy -> policy.origin().toString())
        .containsExactly("partners.yaml:2", "list.csv:3");
  }

  @Test
  void templateNamesNoHosts() {
    TlsPolicy template =
        TlsPolicy.builder(PolicyOrigin.partnerRow("template"))
            .mxAdmission(MxAdmission.only(List.of(AdmittedMx.of(MxPattern.of("mx.example")))))
            .build();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().template(template))
        .withMessageStartingWith("template: expected no MX hosts");
    assertThatIllegalArgumentException().isThrownBy(() -> builder().maxAge(Duration.ZERO));
  }

  private SectorListSourceBuilder builder() {
    return SectorListSource.builder(file)
        .clock(() -> now)
        .listener(
            new SectorListListener() {
              @Override
              public void reloaded(Path path, ReloadResult result) {
                told.add(result.toString());
              }

              @Override
              public void tooOld(Path path, Instant refreshed) {
                told.add("too old " + refreshed);
              }
            });
  }
}
