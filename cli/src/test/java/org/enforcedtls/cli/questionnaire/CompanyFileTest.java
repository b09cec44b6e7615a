package org.enforcedtls.cli.questionnaire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.enforcedtls.cli.questionnaire.Company.Fact;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompanyFileTest {
  @TempDir private Path directory;

  @Test
  void factsAreTextWhateverTheyLookLike() throws IOException {
    Company company =
        CompanyFile.read(
            file(
                """
                # who we are
                name: "Bank of Example: AB"
                organisation-number: 5560000000
                contact-phone: +46 8 555 01 23
                contact-name: yes
                """));
    assertThat(company.answer(Fact.NAME).known()).contains("Bank of Example: AB");
    assertThat(company.answer(Fact.ORGANISATION_NUMBER).known()).contains("5560000000");
    assertThat(company.answer(Fact.CONTACT_PHONE).known()).contains("+46 8 555 01 23");
    assertThat(company.answer(Fact.CONTACT_NAME).known()).contains("yes");
    assertThat(company.answer(Fact.ADDRESS).isMissing()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                   | company.yaml:1: expected facts
          hello                | company.yaml:1: expected facts such as
          - name               | company.yaml:1: expected facts such as
          name: a\\ncolour: b  | company.yaml:2: expected one of [name, organisation-number
          name: a\\nname: b    | company.yaml:2: name: expected it once, found it twice
          name:                | company.yaml:1: name: expected one line of 1 to 1000
          name: [a]            | company.yaml:1: expected one line of text for name
          name: {a: b}         | company.yaml:1: expected one line of text for name
          name: !!str a        | company.yaml:1: expected one line of text for name
          name: "a\\tb"        | company.yaml:1: name: expected one line
          address: *x          | company.yaml:1: expected one line of text for address
          name: a\\n---\\nname: b | company.yaml:2: expected the end
          name: "a             | company.yaml:1: not YAML: found unexpected end
          name: a\\u0000       | company.yaml: not YAML
          """)
  void anythingElseIsRefusedWithItsPlace(String text, String message) throws IOException {
    Path file = file(text.replace("\\n", "\n").replace("\\u0000", "\0"));
    assertThatThrownBy(() -> CompanyFile.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(ints = {65_537, 200_000})
  void fileThatIsTooLargeIsRefused(int octets) throws IOException {
    Path file = file("name: " + "[".repeat(octets - 6));
    assertThatThrownBy(() -> CompanyFile.read(file)).hasMessageContaining("at most 65536 octets");
  }

  @Test
  void depthIsNoTrouble() throws IOException {
    Path file = file("[".repeat(60_000));
    assertThatThrownBy(() -> CompanyFile.read(file)).isInstanceOf(IOException.class);
  }

  @Test
  void otherOctetsThanUtf8AreRefused() throws IOException {
    Path file = Files.write(directory.resolve("company.yaml"), new byte[] {'a', (byte) 0xff});
    assertThatThrownBy(() -> CompanyFile.read(file)).hasMessageContaining("expected UTF-8");
  }

  private Path file(String text) throws IOException {
    return Files.writeString(directory.resolve("company.yaml"), text);
  }
}
