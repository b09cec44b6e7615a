package org.enforcedtls.policyfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.enforcedtls.policy.partner.PartnerRow;

/**
 * Whatever stands in a list: each domain of it stands in its line, or it is refused with places.
 */
class SectorListFuzzTest {
  @Property(tries = 500)
  void anyTextIsReadAsItStandsOrRefusedWithPlaces(@ForAll("lists") String text) throws IOException {
    Path file = Files.createTempFile("list", ".csv");
    try {
      Files.writeString(file, text);
      for (PartnerRow row : SectorList.load(file, SectorList.plainRow()).table().rows()) {
        String origin = row.policy().origin().toString();
        int line = Integer.parseInt(origin.substring(origin.lastIndexOf(':') + 1));
        assertThat(text.split("\r\n|\r|\n", -1)[line - 1])
            .containsIgnoringCase(row.domain().toString());
      }
    } catch (PartnerFileException e) {
      int lines = text.split("\r\n|\r|\n", -1).length;
      assertThat(e.problems()).allMatch(problem -> problem.line() >= 1 && problem.line() <= lines);
    } finally {
      Files.delete(file);
    }
  }

  @Provide
  Arbitrary<String> lists() {
    Arbitrary<String> pieces =
        Arbitraries.of(
            "\n",
            "\r\n",
            "\r",
            ",",
            ",",
            "\"",
            "\"\"",
            "#",
            " ",
            ";",
            "*.",
            "fi.example",
            "se.example",
            "mx.fi.example",
            "192.0.2.1",
            "# refreshed: 2026-11-01\n",
            "domain\n",
            "\u0000",
            "\uFEFF",
            "\u2028",
            "\u0085");
    return Arbitraries.of("domain\n", "domain,mx\n", "")
        .flatMap(header -> pieces.list().ofMaxSize(12).map(all -> header + String.join("", all)));
  }
}
