package org.enforcedtls.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.enforcedtls.address.Domain;
import org.enforcedtls.policy.mtasts.CachedPolicy;
import org.enforcedtls.policy.mtasts.PolicyCache;
import org.enforcedtls.policy.mtasts.StsPolicy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MtaStsCommandTest {
  private static final String POLICY =
      "version: STSv1\nmode: enforce\nmx: *.fi.example\nmax_age: 604800\n";

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path directory;
  private PolicyCache cache;

  @BeforeEach
  void remember() throws IOException {
    cache = PolicyCache.inDirectory(directory);
    keep("fi.example", Instant.now());
    keep("old.example", Instant.EPOCH);
  }

  private void keep(String domain, Instant fetchedAt) throws IOException {
    cache.keep(new CachedPolicy(Domain.of(domain), "7", StsPolicy.of(POLICY), fetchedAt));
  }

  @Test
  void listHasALineForEachDomainAndSaysWhichCount() {
    assertThat(run("list")).as(err.toString()).isZero();
    assertThat(out.toString().lines().skip(1))
        .satisfiesExactly(
            line -> assertThat(line).startsWith("fi.example ").contains(" enforce ", " counts "),
            line -> assertThat(line).startsWith("old.example ").contains(" expired "));
  }

  @Test
  void damagedEntryIsListedAndTold() throws IOException {
    Files.writeString(directory.resolve("bad.example"), "x");
    assertThat(run("list", "--json")).isEqualTo(ExitCode.FINDINGS);
    JsonNode bad = new ObjectMapper().readTree(out.toString()).get("policies").get(0);
    assertThat(bad.get("state").asText()).isEqualTo("damaged");
    assertThat(bad.get("why").asText()).contains("expected ");
    assertThat(run("show", "bad.example")).isEqualTo(ExitCode.FINDINGS);
    assertThat(err.toString()).contains("damaged: ");
  }

  @Test
  void showHasThePolicy() {
    assertThat(run("show", "FI.example.")).as(err.toString()).isZero();
    assertThat(out.toString()).endsWith(POLICY);
  }

  @Test
  void showAsJsonHasEveryField() throws IOException {
    assertThat(run("show", "fi.example", "--json")).isZero();
    JsonNode shown = new ObjectMapper().readTree(out.toString());
    assertThat(shown.get("id").asText()).isEqualTo("7");
    assertThat(shown.get("mode").asText()).isEqualTo("enforce");
    assertThat(shown.get("mx").get(0).asText()).isEqualTo("*.fi.example");
    assertThat(shown.get("maxAgeSeconds").asLong()).isEqualTo(604800);
    assertThat(shown.get("state").asText()).isEqualTo("counts");
  }

  @Test
  void purgeForgetsWhatIsNamed() throws IOException {
    assertThat(run("purge", "fi.example", "none.example")).isEqualTo(ExitCode.FINDINGS);
    assertThat(out.toString().lines())
        .containsExactly("fi.example: forgotten", "none.example: nothing was remembered");
    assertThat(cache.list()).hasSize(1);
    assertThat(run("show", "fi.example")).isEqualTo(ExitCode.FINDINGS);
    assertThat(err.toString()).contains("nothing is remembered of fi.example");
  }

  @Test
  void purgeOfTheExpiredLeavesTheOthers() throws IOException {
    assertThat(run("purge", "--expired")).isZero();
    assertThat(cache.list())
        .extracting(entry -> entry.domain().toString())
        .containsOnly("fi.example");
  }

  @ParameterizedTest
  @ValueSource(strings = {"purge", "show", "show not/a/domain", "purge 192.0.2.1", "list x"})
  void wrongUseIsTold(String arguments) {
    assertThat(run(arguments.split(" "))).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).startsWith("enforced-tls: ");
  }

  @Test
  void cacheHasToBeNamed() {
    assertThat(command("policy", "mta-sts", "list")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("expected --mta-sts-cache DIR, found none");
  }

  @Test
  void cacheAloneDoesNotTurnMtaStsOn() {
    int exitCode =
        command(
            "send",
            "--mta-sts-cache",
            directory.toString(),
            "--from",
            "a@bank.example",
            "--to",
            "b@fi.example",
            directory.resolve("fi.example").toString());
    assertThat(exitCode).isEqualTo(ExitCode.CONFIGURATION);
    assertThat(err.toString()).contains("--mta-sts-cache: expected --mta-sts with it, found none");
  }

  private int run(String... arguments) {
    List<String> all = new ArrayList<>(List.of("policy", "mta-sts"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--mta-sts-cache", directory.toString()));
    return command(all.toArray(String[]::new));
  }

  private int command(String... arguments) {
    return EnforcedTls.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
  }
}
