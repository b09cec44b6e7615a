package org.enforcedtls.monitor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.enforcedtls.address.Domain;
import org.enforcedtls.internal.digest.Sha256;
import org.enforcedtls.internal.file.WholeFile;

/**
 * States in one file: a digest of all that follows, and the states with an empty line between them.
 * What was cut short or edited is found out by the digest. Two processes must not share a file: of
 * two that write at once the last one wins.
 */
final class FileStates implements PartnerStates {
  private static final String HEAD = "enforced-tls partner states 1\nsha256: ";
  private static final int DIGEST_DIGITS = 64;

  private final Path file;

  FileStates(Path file) {
    this.file = requireNonNull(file, "file");
  }

  @Override
  public synchronized Map<Domain, PartnerState> load() throws IOException {
    try {
      return states(Files.readString(file));
    } catch (NoSuchFileException e) {
      return Map.of();
    } catch (IllegalArgumentException e) {
      throw new IOException(
          file + " is damaged: " + e.getMessage() + "; remove it to begin anew", e);
    }
  }

  private static Map<Domain, PartnerState> states(String text) {
    int begin = HEAD.length() + DIGEST_DIGITS + 1;
    if (!text.startsWith(HEAD) || text.length() < begin) {
      throw new IllegalArgumentException(
          "expected a file that begins with \"enforced-tls partner states 1\"");
    }
    String digested = text.substring(begin);
    if (!text.substring(HEAD.length(), begin - 1).equals(Sha256.hexOf(digested))) {
      throw new IllegalArgumentException(
          "expected a digest of what follows, found that of something else");
    }
    Map<Domain, PartnerState> states = new TreeMap<>();
    for (String block : digested.split("\n\n", 0)) {
      PartnerState state = StateText.read(block);
      states.put(state.domain(), state);
    }
    return states;
  }

  @Override
  public synchronized void save(Collection<PartnerState> states) throws IOException {
    Map<Domain, PartnerState> all = new TreeMap<>(load());
    states.forEach(state -> all.put(state.domain(), state));
    if (!all.isEmpty()) {
      StringBuilder text = new StringBuilder();
      all.values().forEach(state -> text.append(StateText.write(state)).append('\n'));
      replace((HEAD + Sha256.hexOf(text.toString()) + '\n' + text).getBytes(UTF_8));
    }
  }

  private void replace(byte[] octets) throws IOException {
    Path target = file.toAbsolutePath();
    WholeFile.replace(requireNonNull(target.getParent(), "folder"), target, octets);
  }
}
