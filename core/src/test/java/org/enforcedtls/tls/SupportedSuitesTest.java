package org.enforcedtls.tls;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Security;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an engine says it supports is what a ClientHello of it holds, whatever is disabled. */
class SupportedSuitesTest {
  private static final String KEPT_OUT_ANYWAY = "NULL, anon";

  /** What is offered where next to nothing is disabled. */
  private static Map<String, Suites> ample = Map.of();

  @TempDir private static Path directory;

  /** What {@link OfferProbe} printed of one engine. */
  private record Suites(List<String> supported, List<String> offered) {}

  @Test
  void supportedSuitesAreThoseOffered() throws Exception {
    assertSupportedIsOffered(probe(Optional.empty()));
  }

  /** An explanation names an entry if, and only if, the entry keeps out one of the suites. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "TLS_RSA_*",
        "TLS_RSA_WITH_AES_128_CBC_SHA",
        "AES_128_CBC",
        "AES_128",
        "HmacSHA1",
        "RSA"
      })
  @Execution(ExecutionMode.CONCURRENT)
  void entryOfThePropertyKeepsOutWhatTheExplanationSays(String entry) throws Exception {
    Map<String, Suites> engines = probe(Optional.of(KEPT_OUT_ANYWAY + ", " + entry));
    assertSupportedIsOffered(engines);
    for (String engine : List.of("jdk", "bouncycastle")) {
      List<String> before = offered(ample, engine);
      List<String> after = offered(engines, engine);
      List<String> explained =
          before.stream()
              .filter(name -> DisabledAlgorithms.forbids(entry, CipherSuite.of(name)))
              .toList();
      List<String> gone = before.stream().filter(name -> !after.contains(name)).toList();
      assertThat(gone).as(engine).isEqualTo(isRead(entry, engine) ? explained : List.of());
    }
    assertThat(engines.get("conscrypt")).isEqualTo(ample.get("conscrypt"));
  }

  private static List<String> offered(Map<String, Suites> engines, String engine) {
    return requireNonNull(engines.get(engine), engine).offered();
  }

  /** Patterns are read by newer JDKs alone, which shows in that their own property has one. */
  private static boolean isRead(String entry, String engine) {
    if (!entry.contains("*")) {
      return true;
    }
    return engine.equals("jdk")
        && String.valueOf(Security.getProperty("jdk.tls.disabledAlgorithms")).contains("*");
  }

  private static void assertSupportedIsOffered(Map<String, Suites> engines) {
    assertThat(engines).containsOnlyKeys("jdk", "bouncycastle", "conscrypt");
    engines.forEach(
        (engine, suites) ->
            assertThat(suites.supported()).as(engine).isNotEmpty().isEqualTo(suites.offered()));
  }

  @BeforeAll
  static void disableNextToNothing() throws Exception {
    ample = probe(Optional.of(KEPT_OUT_ANYWAY));
    assertSupportedIsOffered(ample);
  }

  private static Map<String, Suites> probe(Optional<String> disabled)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (disabled.isPresent()) {
      Path security = Files.createTempFile(directory, "java", ".security");
      Files.writeString(security, "jdk.tls.disabledAlgorithms=" + disabled.get() + "\n");
      command.add("-Djava.security.properties=" + security);
    }
    // It lives for a second: the second compiler would not pay.
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(OfferProbe.class.getName());
    Path errors = Files.createTempFile(directory, "errors", "");
    Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(Files.readString(errors)).isZero();
    List<String> lines = out.lines().toList();
    Map<String, Suites> engines = new HashMap<>();
    for (int i = 0; i < lines.size(); i += 3) {
      engines.put(
          lines.get(i), new Suites(admissible(lines.get(i + 1)), admissible(lines.get(i + 2))));
    }
    return engines;
  }

  /** Nothing else is ever enabled. Conscrypt counts some as supported that want shared keys. */
  private static List<String> admissible(String names) {
    return Stream.of(names.split(" ", -1))
        .filter(name -> !name.isEmpty() && CipherSuite.of(name).rung().isAdmissible())
        .toList();
  }
}
