package org.enforcedtls.policy.mtasts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.enforcedtls.address.Domain;
import org.enforcedtls.policy.MxPattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class DirectoryCacheTest {
  private static final Domain DOMAIN = Domain.of("fi.example");
  private static final Instant NOW = Instant.parse("2026-11-28T00:00:00.123456789Z");

  @TempDir private Path directory;

  private static CachedPolicy policy(String domain, String id) {
    return new CachedPolicy(
        Domain.of(domain),
        id,
        new StsPolicy(
            StsPolicy.Mode.ENFORCE, List.of(MxPattern.of("*." + domain)), Duration.ofDays(7)),
        NOW);
  }

  @Test
  void whatIsKeptIsFoundByWhoeverOpensTheDirectory() throws IOException {
    Path deep = directory.resolve("a/b");
    PolicyCache.inDirectory(deep).keep(policy("fi.example", "1"));
    PolicyCache other = PolicyCache.inDirectory(deep);
    assertThat(other.find(DOMAIN)).isEqualTo(new CacheEntry.Kept(policy("fi.example", "1")));
    other.keep(policy("fi.example", "2"));
    assertThat(PolicyCache.inDirectory(deep).list())
        .containsExactly(new CacheEntry.Kept(policy("fi.example", "2")));
  }

  @Test
  void whatIsPurgedIsForgotten() throws IOException {
    PolicyCache cache = PolicyCache.inDirectory(directory);
    cache.keep(policy("fi.example", "1"));
    assertThat(cache.purge(DOMAIN)).isTrue();
    assertThat(cache.purge(DOMAIN)).isFalse();
    assertThat(cache.find(DOMAIN)).isEqualTo(new CacheEntry.Missing(DOMAIN));
  }

  @Test
  void longestDomainHasAFile() throws IOException {
    String longest = ("a".repeat(62) + ".").repeat(4).substring(0, 251) + "b";
    PolicyCache cache = PolicyCache.inDirectory(directory);
    cache.keep(policy(longest.substring(2), "1"));
    assertThat(cache.find(Domain.of(longest.substring(2)))).isInstanceOf(CacheEntry.Kept.class);
  }

  @Test
  void nothingButThePolicyIsLeftInTheDirectory() throws IOException {
    Files.setLastModifiedTime(
        Files.createFile(directory.resolve(".new-abandoned")), FileTime.from(Instant.EPOCH));
    Files.createFile(directory.resolve(".new-fresh"));
    PolicyCache.inDirectory(directory).keep(policy("fi.example", "1"));
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(".new-fresh", "fi.example");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\0",
        "version: STSv1\nmode: none\nmax_age: 0\n",
        "enforced-tls MTA-STS policy 1\n",
        "enforced-tls MTA-STS policy 2\nsha256: 0\n",
        "enforced-tls MTA-STS policy 1|sha256: "
            + "0000000000000000000000000000000000000000000000000000000000000000"
            + "|domain: fi.example|id: 1|fetched: x||version: STSv1|",
      })
  void damagedFileIsNeverTakenForNone(String content) throws IOException {
    PolicyCache cache = PolicyCache.inDirectory(directory);
    Files.writeString(directory.resolve("fi.example"), content.replace('|', '\n'));
    assertThat(cache.find(DOMAIN))
        .isInstanceOfSatisfying(
            CacheEntry.Damaged.class,
            damaged -> assertThat(damaged.why()).contains("expected ", "found "));
    assertThat(cache.list()).hasSize(1);
    cache.keep(policy("fi.example", "1"));
    assertThat(cache.find(DOMAIN)).isInstanceOf(CacheEntry.Kept.class);
  }

  @Test
  void fileOfAnotherDomainIsDamaged() throws IOException {
    PolicyCache cache = PolicyCache.inDirectory(directory);
    cache.keep(policy("lax.example", "1"));
    Files.copy(directory.resolve("lax.example"), directory.resolve("fi.example"));
    assertThat(cache.find(DOMAIN)).isInstanceOf(CacheEntry.Damaged.class);
  }

  @Test
  void whatIsNoFileIsDamagedAndNotOpened() throws IOException {
    PolicyCache cache = PolicyCache.inDirectory(directory);
    cache.keep(policy("target.example", "1"));
    Files.createSymbolicLink(
        directory.resolve("link.example"), directory.resolve("target.example"));
    Files.createDirectory(directory.resolve("directory.example"));
    Files.write(directory.resolve("huge.example"), new byte[CacheFile.MAX_OCTETS + 1]);
    for (String name : List.of("link.example", "directory.example", "huge.example")) {
      assertThat(cache.find(Domain.of(name))).isInstanceOf(CacheEntry.Damaged.class);
    }
    assertThat(cache.list()).hasSize(4);
  }

  @Test
  void directoryThatIsGoneIsNotAnEmptyOne() throws IOException {
    Path sub = directory.resolve("cache");
    PolicyCache cache = PolicyCache.inDirectory(sub);
    Files.delete(sub);
    assertThat(cache.find(DOMAIN)).isInstanceOf(CacheEntry.Damaged.class);
    assertThatThrownBy(() -> cache.keep(policy("fi.example", "1"))).isInstanceOf(IOException.class);
    assertThatThrownBy(cache::list).isInstanceOf(IOException.class);
  }

  @Test
  void otherFilesAreNoneOfOurs() throws IOException {
    PolicyCache cache = PolicyCache.inDirectory(directory);
    for (String name : List.of("README", "UPPER.example", "a b", ".hidden", "1.2.3.4")) {
      Files.writeString(directory.resolve(name), "x");
    }
    assertThat(cache.list()).extracting(entry -> entry.domain().aLabels()).isEmpty();
  }

  @Property(tries = 1000)
  void changedOctetsSayTheSameOrAreDamaged(
      @ForAll @IntRange(max = 10_000) int place, @ForAll byte octet) {
    byte[] octets = CacheFile.write(policy("fi.example", "1"));
    octets[place % octets.length] = octet;
    try {
      assertThat(CacheFile.read(DOMAIN, octets)).isEqualTo(policy("fi.example", "1"));
    } catch (IllegalArgumentException damaged) {
      assertThat(damaged.getMessage()).startsWith("expected ");
    }
  }

  @Property(tries = 200)
  void fileThatIsCutShortIsDamaged(@ForAll @IntRange(max = 10_000) int length) {
    byte[] octets = CacheFile.write(policy("fi.example", "1"));
    byte[] cut = Arrays.copyOf(octets, length % octets.length);
    assertThatThrownBy(() -> CacheFile.read(DOMAIN, cut))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Two writers, one of which is killed in the middle of its work; nothing is torn or lost. */
  @Test
  void whatWasKeptSurvivesKill() throws Exception {
    PolicyCache cache = PolicyCache.inDirectory(directory);
    Process writer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Writer.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    int kept = 0;
    try (BufferedReader out =
        new BufferedReader(new InputStreamReader(writer.getInputStream(), UTF_8))) {
      while (kept < 30) {
        kept = Integer.parseInt(out.readLine());
        cache.keep(policy("shared.example", "parent"));
      }
    } finally {
      writer.destroyForcibly();
    }
    assertThat(writer.waitFor(30, TimeUnit.SECONDS)).isTrue();
    PolicyCache after = PolicyCache.inDirectory(directory);
    assertThat(after.list()).allMatch(CacheEntry.Kept.class::isInstance);
    for (int i = 1; i <= kept; i++) {
      assertThat(after.find(Domain.of("d" + i + ".example")))
          .isEqualTo(new CacheEntry.Kept(policy("d" + i + ".example", "1")));
    }
    assertThat(after.find(Domain.of("shared.example"))).isInstanceOf(CacheEntry.Kept.class);
  }

  /** Keeps one policy after the other, and says so after each. */
  static final class Writer {
    private Writer() {}

    public static void main(String[] args) throws IOException {
      PolicyCache cache = PolicyCache.inDirectory(Path.of(args[0]));
      for (int i = 1; i < 1_000_000; i++) {
        cache.keep(policy("d" + i + ".example", "1"));
        System.out.println(i);
        cache.keep(policy("shared.example", "child"));
      }
    }
  }
}
