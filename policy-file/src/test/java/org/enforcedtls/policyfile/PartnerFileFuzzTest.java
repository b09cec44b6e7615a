package org.enforcedtls.policyfile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.enforcedtls.policyfile.PartnerFileException.Problem;
import org.enforcedtls.testkit.ca.TestCa;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A good table, spoiled at random: it is read, or refused with places. */
class PartnerFileFuzzTest {
  private static final int ROUNDS = 2_000;
  private static final long SEED = 20_261_124;

  /** What means something to YAML, or to the readers of values. */
  private static final String[] PIECES = {
    "\n",
    "\n  ",
    "\t",
    " ",
    ":",
    ": ",
    "- ",
    "[",
    "]",
    "{",
    "}",
    ",",
    "#",
    " #",
    "&a ",
    "*a",
    "!",
    "!!str ",
    "!<%41>",
    "%",
    "%YAML 1.2\n",
    "---\n",
    "...\n",
    "|",
    ">",
    "|+9\n",
    "\"",
    "'",
    "\\",
    "\"\\U7FFFFFFF\"",
    "\"\\UFFFFFFFF\"",
    "\"\\x",
    "\"\\u12",
    "? ",
    "~",
    "null",
    "<<: ",
    "\r",
    "\0",
    "\uFEFF",
    "\u0085",
    "\u2028",
    "\u202E",
    "\uD83D\uDE00",
    "0",
    "-1",
    "9999999999999999999",
    "*.",
    "true",
    "domain",
    "mx: ",
    "2026-02-30T25:00:00+19:00",
    "P999999999999999999D",
    "::",
    "xn--a"
  };

  @TempDir Path folder;

  @Test
  void aSpoiledTableIsReadOrRefusedWithPlaces() throws IOException {
    Path roots = Files.createDirectory(folder.resolve("roots"));
    TestCa ca = TestCa.create("Root");
    ca.writePem(roots.resolve("ca.pem"));
    ca.writeCrl(roots.resolve("ca.crl"));
    Random random = new Random(SEED);
    int refused = 0;
    for (int round = 0; round < ROUNDS; round++) {
      byte[] spoiled = PartnerFileTest.EVERY_KEY.getBytes(UTF_8);
      for (int spots = 1 + random.nextInt(3); spots > 0; spots--) {
        spoiled = spoiledOnce(spoiled, random);
      }
      refused += isRefused(spoiled, "seed " + SEED + ", round " + round) ? 1 : 0;
    }
    assertThat(refused).isBetween(ROUNDS / 2, ROUNDS - ROUNDS / 50);
  }

  private boolean isRefused(byte[] octets, String round) throws IOException {
    Path file = Files.write(folder.resolve("partners.yaml"), octets);
    try {
      assertThat(PartnerFile.load(file).rows()).as(round).hasSizeLessThan(10);
      return false;
    } catch (PartnerFileException e) {
      assertThat(e.problems()).as(round).isNotEmpty().allMatch(PartnerFileFuzzTest::hasPlace);
      assertThat(e.toString().chars()).as(round).allMatch(c -> c == '\n' || c >= ' ');
      return true;
    } catch (RuntimeException | StackOverflowError e) {
      throw new AssertionError(round + ":\n" + new String(octets, UTF_8), e);
    }
  }

  private static boolean hasPlace(Problem problem) {
    return problem.line() >= 1 && problem.column() >= 1 && !problem.text().isBlank();
  }

  /** One stretch of up to 20 octets replaced by nothing, a piece, an octet or another stretch. */
  private static byte[] spoiledOnce(byte[] octets, Random random) {
    int from = random.nextInt(octets.length);
    int until = Math.min(octets.length, from + random.nextInt(21) * random.nextInt(2));
    ByteArrayOutputStream spoiled = new ByteArrayOutputStream();
    spoiled.write(octets, 0, from);
    switch (random.nextInt(8)) {
      case 0 -> spoiled.write(random.nextInt(256));
      case 1 -> {
        int start = random.nextInt(octets.length);
        spoiled.write(octets, start, Math.min(octets.length - start, random.nextInt(200)));
      }
      case 2 -> {}
      default -> spoiled.writeBytes(PIECES[random.nextInt(PIECES.length)].getBytes(UTF_8));
    }
    spoiled.write(octets, until, octets.length - until);
    return spoiled.toByteArray();
  }
}
