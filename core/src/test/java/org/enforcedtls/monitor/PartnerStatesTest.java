package org.enforcedtls.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.enforcedtls.address.Domain;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.SQLiteDataSource;

/** What a memory of partners holds, and what it does with what is no memory of its own. */
class PartnerStatesTest {
  @TempDir private Path directory;

  private PartnerStates states(String kind) {
    if (kind.equals("file")) {
      return PartnerStates.inFile(file());
    }
    SQLiteDataSource database = new SQLiteDataSource();
    database.setUrl("jdbc:sqlite:" + directory.resolve("partners.db"));
    return PartnerStates.inDatabase(database);
  }

  private Path file() {
    return directory.resolve("partners.state");
  }

  static PartnerState state(String domain, String mx) {
    return new PartnerState(
        Domain.of(domain),
        Instant.parse("2026-11-28T10:00:00Z"),
        new TreeMap<>(Map.of("mx", mx, "verdict", "ready", "empty", "")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"file", "database"})
  void whatIsSavedReplacesWhatWasThereAndNothingElse(String kind) throws IOException {
    assertThat(states(kind).load()).isEmpty();
    states(kind).save(List.of());
    states(kind).save(List.of(state("a.example", "10 mx"), state("b.example", "10 mx")));
    states(kind).save(List.of(state("b.example", "20 mx"), state("c.example", "10 mx")));
    assertThat(states(kind).load().values())
        .containsExactly(
            state("a.example", "10 mx"), state("b.example", "20 mx"), state("c.example", "10 mx"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "something else", "enforced-tls partner states 1\nsha256: "})
  void fileOfAnotherKindIsToldAndLeftAlone(String text) throws IOException {
    Files.writeString(file(), text);
    assertThatThrownBy(() -> states("file").save(List.of(state("a.example", "10 mx"))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("partners.state is damaged")
        .hasMessageContaining("remove it to begin anew");
    assertThat(file()).hasContent(text);
  }

  @Test
  void fileThatWasCutShortOrEditedIsFoundOut() throws IOException {
    states("file").save(List.of(state("a.example", "10 mx")));
    String text = Files.readString(file());
    for (String other : List.of(text.substring(0, text.length() - 3), text.replace("10", "20"))) {
      Files.writeString(file(), other);
      assertThatThrownBy(() -> states("file").load()).hasMessageContaining("expected a digest");
    }
    assertThat(directory).isDirectoryNotContaining("glob:**.new-*");
  }

  @Test
  void rowThatIsDamagedIsNamed() throws Exception {
    states("database").save(List.of(state("a.example", "10 mx")));
    SQLiteDataSource database = new SQLiteDataSource();
    database.setUrl("jdbc:sqlite:" + directory.resolve("partners.db"));
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate("UPDATE enforced_tls_partner_state SET state = 'x'");
    }
    assertThatThrownBy(() -> states("database").load())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("the state of a.example is damaged");
  }

  @Test
  void factsAreLinesWithNames() {
    for (Map<String, String> facts : List.of(Map.of("a: b", "c"), Map.of("a", "b\nc"))) {
      assertThatIllegalArgumentException()
          .isThrownBy(
              () -> new PartnerState(Domain.of("a.example"), Instant.EPOCH, new TreeMap<>(facts)));
    }
  }
}
