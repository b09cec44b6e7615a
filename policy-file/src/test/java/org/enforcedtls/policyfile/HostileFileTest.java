package org.enforcedtls.policyfile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that mean harm, or were spoiled on their way: refused with place, soon. */
class HostileFileTest {
  private static final int MANY = 200_000;
  private static final String NO_ROWS = "version: 1\npartners: []\n";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          UTF-16BE | fe ff | 1:1: expected UTF-8, found other octets; save it as UTF-8
          UTF-16LE | ff fe | 1:1: expected UTF-8, found other octets; save it as UTF-8
          UTF-16BE | 20    | 1:2: expected printable characters, found U+0000
          UTF-16LE | 20    | 2:1: expected printable characters, found U+0000
          UTF-8    | 23 00 | 1:2: expected printable characters, found U+0000
          UTF-8    | 23 1b | 1:2: expected printable characters, found U+001B
          UTF-8    | 0d 0a 23 7f | 2:2: expected printable characters, found U+007F
          UTF-8    | 23 c2 80    | 1:2: expected printable characters, found U+0080
          UTF-8    | 23 ef bf bf | 1:2: expected printable characters, found U+FFFF
          UTF-8    | 23 80       | 1:2: expected UTF-8, found other octets; save it as UTF-8
          UTF-8    | 23 c0 80    | 1:2: expected UTF-8, found other octets; save it as UTF-8
          UTF-8    | 23 ed a0 80 | 1:2: expected UTF-8, found other octets; save it as UTF-8
          UTF-8    | 23 f5 80 80 80 | 1:2: expected UTF-8, found other octets; save it as UTF-8
          """)
  void whatIsNotUtf8OrNotTextIsRefused(Charset charset, String hexOctets, String problem)
      throws IOException {
    byte[] first = HexFormat.of().parseHex(hexOctets.replace(" ", ""));
    assertThat(problemsOf(first, ("\n" + NO_ROWS).getBytes(charset))).containsExactly(problem);
  }

  @Test
  void anEmptyFileIsNoTable() throws IOException {
    assertThat(problemsOf(new byte[0]))
        .containsExactly("1:1: expected version: 1, partners: [...], found nothing");
  }

  /** In a row of this table {@code ¶} stands for the end of a line and {@code ⇥} for a tab. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          {}                                     | 1:1: expected version: 1, partners: [...], found an empty mapping
          \uFEFF\uFEFF{}                         | 1:1: expected version: 1, partners: [...], found an empty mapping
          version: 0x1¶partners: []              | 1:10: version: expected 1, found "0x1"
          version: 01¶partners: []               | 1:10: version: expected 1, found "01"
          version: 1_0¶partners: []              | 1:10: version: expected 1, found "1_0"
          version: !!int 1¶partners: []          | 1:10: expected a value without tag, found the tag "tag:yaml.org,2002:int"
          version: ! 1¶partners: []              | 1:10: expected a value without tag, found the tag "!"
          !!map {version: 1, partners: []}       | 1:1: expected a value without tag, found the tag "tag:yaml.org,2002:map"
          !!str version: 1¶partners: []          | 1:1: expected a value without tag, found the tag "tag:yaml.org,2002:str"
          version: 1¶partners: !!javax.script.ScriptEngineManager [] | 2:11: expected a value without tag, found the tag "tag:yaml.org,2002:javax.script.ScriptEngineManager"
          version: 1¶partners: !<%ZZ> []         | 2:14: not YAML: while scanning a tag: expected URI escape sequence of 2 hexadecimal numbers, but found Z(90) and Z(9…
          &v version: 1¶partners: []¶*v : 2      | 3:1: key "version" stands twice, first at partners.yaml:1
          "version": 1¶'partners': []¶partners: [] | 3:1: key "partners" stands twice, first at partners.yaml:2
          version: 1¶partners: []¶<<: {a: b}     | 3:1: unknown key "<<": expected version, profiles or partners
          version: 1¶partners: []¶? {a: b}¶: c   | 3:3: expected a key, found a mapping
          version: 1¶partners: []¶---            | 3:1: expected one YAML document, found a second one
          --- {version: 1, partners: []}¶...¶--- | 3:1: expected one YAML document, found a second one
          version: 1¶partners: &a [*b]           | 2:15: alias "*b": expected an anchor that ends before it
          version: 1¶\uFEFFpartners: []          | 2:1: unknown key "\\u{feff}partners": did you mean "partners"?
          version: 1¶partners:⇥[]                | 2:10: expected spaces, found a tab
          version: 1¶partners:¶  -⇥domain: a     | 3:4: expected spaces, found a tab
          version: 1¶partners: ["\\U00110000"]   | 2:15: not YAML: while scanning a double-quoted scalar: found unknown escape character 00110000
          version: 1¶partners: ["\\UFFFFFFFF"]   | 2:11: not YAML: after this place: expected escapes such as \\u00E4, found one of no character
          version: 1¶partners: []¶profiles: {"a b": {suites: [AES128-SHA]}} | 3:12: profiles: expected a name of up to 64 letters, digits and . _ -, found "a b"
          version: 1¶partners: []¶profiles: {"": {suites: [AES128-SHA]}}    | 3:12: profiles: expected a name of up to 64 letters, digits and . _ -, found ""
          %TAG ! tag:x,2000:¶---¶!a {}           | 3:1: expected a value without tag, found the tag "tag:x,2000:a"
          """)
  void whatYamlAllowsButNoTableNeedsIsRefused(String text, String problem) throws IOException {
    String lines = text.replace('¶', '\n').replace('⇥', '\t') + "\n";
    assertThat(new PartnerYaml(folder).problems(lines)).contains(problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          subdomains: no                    | 3:30: subdomains: expected true or false, found "no"
          subdomains: off                   | 3:30: subdomains: expected true or false, found "off"
          subdomains: 0                     | 3:30: subdomains: expected true or false, found "0"
          subdomains: !!bool true           | 3:30: expected a value without tag, found the tag "tag:yaml.org,2002:bool"
          trust: {}                         | 3:25: expected {anchors: certdata.txt}, found an empty mapping
          mx: [{}]                          | 3:23: expected {host: post.fi.example}, found an empty mapping
          mx: [{host: 3221225985}]          | 3:30: host: domain "3221225985": its last label is a number, as in an IP address
          mx: [{host: 0300.0.2.1}]          | 3:30: host: domain "0300.0.2.1": its last label is a number, as in an IP address
          mx: [{host: a, addresses: [0xC0000201]}] | 3:45: addresses: expected an IP address such as 192.0.2.199 or 2001:db8::1, found "0xC0000201"
          mx: [{host: a, addresses: [3221225985]}] | 3:45: addresses: expected an IP address such as 192.0.2.199 or 2001:db8::1, found "3221225985"
          mx: [{host: a, addresses: ["::1%lo"]}]   | 3:45: addresses: expected an IP address such as 192.0.2.199 or 2001:db8::1, found "::1%lo"
          lifetime: 5                       | 3:28: lifetime: expected a time over 0 and at most P30D, such as P5D or PT36H, found "5"
          from: 2026-12-01T06:00:00         | 3:24: from: expected a date and time with offset, such as 2026-12-01T06:00:00+01:00, found "2026-12-01T06:00:00"
          from: 2026-12-01 06:00:00Z        | 3:24: from: expected a date and time with offset, such as 2026-12-01T06:00:00+01:00, found "2026-12-01 06:00:00Z"
          from: 2016-12-31T23:59:60Z        | 3:24: from: expected a date and time with offset, such as 2026-12-01T06:00:00+01:00, found "2016-12-31T23:59:60Z"
          from: 2016-12-31T24:00:00Z        | 3:24: from: expected a date and time with offset, such as 2026-12-01T06:00:00+01:00, found "2016-12-31T24:00:00Z"
          from: 1764565200                  | 3:24: from: expected a date and time with offset, such as 2026-12-01T06:00:00+01:00, found "1764565200"
          until: 0226-12-01T06:00:00Z       | 3:25: until: expected a year from 2000 to 9999, found 0226-12-01T06:00:00Z
          until: 1999-12-31T23:59:59Z       | 3:25: until: expected a year from 2000 to 9999, found 1999-12-31T23:59:59Z
          from: +10000-01-01T00:00:00Z      | 3:24: from: expected a year from 2000 to 9999, found +10000-01-01T00:00:00Z
          from: -999999999-01-01T00:00:00+18:00 | 3:24: from: expected a year from 2000 to 9999, found -999999999-01-01T00:00:00+18:00
          contact: "a\\0b"                  | 3:27: contact: expected one line of text, found "a\\u{0}b"
          contact: "a\\u202Eb"              | 3:27: contact: expected one line of text, found "a\\u{202e}b"
          contact: "\\uD800"                | 3:27: contact: expected one line of text, found "\\u{d800}"
          """)
  void aValueThatOnlyLooksRightIsRefused(String key, String problem) throws IOException {
    String row = "{domain: no, " + key + "}";
    assertThat(new PartnerYaml(folder).problems(PartnerYaml.tableOf(row))).contains(problem);
  }

  @ParameterizedTest
  @ValueSource(strings = {"no", "off", "y", "true", "1e3", "0x1f", "0o17", "1_000", "2026-12-01"})
  void aDomainIsTextWhateverYamlMayMakeOfIt(String domain) throws IOException {
    assertThat(new PartnerYaml(folder).load(PartnerYaml.tableOf("{domain: " + domain + "}")).rows())
        .singleElement()
        .extracting(row -> row.domain().toString())
        .isEqualTo(domain);
  }

  static Stream<String> huge() {
    String names =
        IntStream.range(0, MANY)
            .mapToObj(i -> "profi" + i)
            .collect(Collectors.joining(":\n", "", ":\n"));
    String aliases = "*a,".repeat(9) + "*a";
    return Stream.of(
        "[".repeat(MANY),
        "{a: ".repeat(MANY),
        "- ".repeat(MANY),
        "? ".repeat(MANY),
        "[[],".repeat(MANY),
        "x: &a [" + "b,".repeat(9) + "b]\n" + ("y: &a [" + aliases + "]\n").repeat(10),
        NO_ROWS + names,
        PartnerYaml.tableOf("domain: a.example\n    contact: " + "a".repeat(8_000_000)),
        PartnerYaml.tableOf("domain: " + "a.".repeat(MANY)),
        PartnerYaml.tableOf("domain: " + "\u4e00\u4e01\u4e02".repeat(MANY)),
        PartnerYaml.tableOf("domain: a.example\n    lifetime: P" + "9".repeat(MANY) + "D"),
        PartnerYaml.tableOf("{domain: a.example, trust: {anchors: " + "a/".repeat(MANY) + "}}"),
        "\"" + "a".repeat(2_000_000) + "\": 1\n",
        "version: 1\npartners: [" + "a,".repeat(MANY) + "]\n",
        "version: 1\npartners: [" + "!a a,".repeat(MANY) + "\n",
        "#\n".repeat(2_000_000) + "a\n");
  }

  @ParameterizedTest(name = "{index}")
  @MethodSource("huge")
  @Timeout(10)
  void aHugeFileIsRefusedSoon(String text) throws IOException {
    assertThat(new PartnerYaml(folder).problems(text))
        .hasSizeBetween(1, 1000)
        .allMatch(problem -> problem.matches("(?s)[1-9]\\d*:[1-9]\\d*: .{5,700}"));
  }

  /** Sparse: it takes no room on the disk, and were it read whole, it would on the heap. */
  @Test
  void aFileThatNeverEndsIsReadToTheLimitOnly() throws IOException {
    Path file = new PartnerYaml(folder).write(NO_ROWS);
    try (var sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(1L << 40);
    }
    assertThat(new PartnerYaml(folder).problems())
        .containsExactly("1:1: expected at most 8388608 octets, found more");
  }

  @Test
  void aFileAtTheLimitIsRead() throws IOException {
    String filled = NO_ROWS + "#".repeat(FileText.MAX_OCTETS - NO_ROWS.length());
    assertThat(filled.getBytes(UTF_8)).hasSize(8 * 1024 * 1024);
    assertThat(new PartnerYaml(folder).load(filled).rows()).isEmpty();
    assertThat(new PartnerYaml(folder).problems(filled + "#")).hasSize(1);
  }

  private List<String> problemsOf(byte[]... parts) throws IOException {
    Path file = folder.resolve("partners.yaml");
    try (var out = Files.newOutputStream(file)) {
      for (byte[] part : parts) {
        out.write(part);
      }
    }
    return new PartnerYaml(folder).problems();
  }
}
