package org.enforcedtls.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.SequenceInputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpooledInputTest {
  private final StringWriter err = new StringWriter();

  @TempDir private Path directory;

  @Test
  void fileHasTheInputAndIsGoneAfterwards() throws IOException {
    Path file;
    try (SpooledInput spooled = spool(text())) {
      file = spooled.file();
      assertThat(Files.readString(file)).isEqualTo("Subject: x\r\n");
      assertThat(file).hasParent(directory);
    }
    assertThat(file).doesNotExist();
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void fileThatSomebodyTookAwayIsNoTrouble() throws IOException {
    SpooledInput spooled = spool(text());
    Files.delete(spooled.file());
    spooled.close();
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void fileThatCannotBeDeletedIsNamed() throws IOException {
    SpooledInput spooled = spool(text());
    Files.delete(spooled.file());
    Files.createFile(Files.createDirectory(spooled.file()).resolve("in-the-way"));
    spooled.close();
    assertThat(err.toString()).contains(spooled.file().toString(), "cannot be deleted");
  }

  @Test
  void inputThatBreaksOffLeavesNoFile() {
    InputStream broken =
        new FilterInputStream(InputStream.nullInputStream()) {
          @Override
          public int read(byte[] octets, int offset, int length) throws IOException {
            throw new IOException("pipe broke");
          }
        };
    assertThatIOException()
        .isThrownBy(() -> spool(new SequenceInputStream(text(), broken)))
        .withMessage("pipe broke");
    assertThat(directory).isEmptyDirectory();
  }

  private SpooledInput spool(InputStream in) throws IOException {
    return SpooledInput.of(in, directory, new PrintWriter(err, true));
  }

  private static InputStream text() {
    return new ByteArrayInputStream("Subject: x".getBytes(StandardCharsets.UTF_8));
  }
}
