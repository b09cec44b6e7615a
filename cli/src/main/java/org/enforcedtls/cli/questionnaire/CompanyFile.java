package org.enforcedtls.cli.questionnaire;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import org.enforcedtls.cli.questionnaire.Company.Fact;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * The facts about a company as a small YAML file: a line for each, {@code name: Bank of Example
 * AB}. Anything else in it is refused, with its line and what was expected.
 */
public final class CompanyFile {
  private static final int MAX_OCTETS = 64 * 1024;
  private static final int MAX_CHARACTERS = 1000;

  private final String name;
  private final Iterator<Event> events;
  private final Map<Fact, String> facts = new EnumMap<>(Fact.class);

  private CompanyFile(String name, String text) {
    this.name = name;
    LoadSettings settings = LoadSettings.builder().setUseMarks(true).build();
    this.events = new ParserImpl(settings, new StreamReader(settings, text));
  }

  /**
   * Reads a file.
   *
   * @param file in UTF-8, at most 64 KiB
   * @return the facts in it
   * @throws IOException if it cannot be read, or is not what it should be; the message says where
   */
  public static Company read(Path file) throws IOException {
    String name = String.valueOf(file.getFileName());
    try {
      return new CompanyFile(name, text(file, name)).company();
    } catch (MarkedYamlEngineException e) {
      throw refused(name, e.getProblemMark(), "not YAML: " + e.getProblem());
    } catch (YamlEngineException
        | NumberFormatException e) { // the latter for an escape of no character
      throw new IOException(name + ": not YAML: " + e.getMessage(), e);
    }
  }

  private static String text(Path file, String name) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] octets = in.readNBytes(MAX_OCTETS + 1);
      if (octets.length > MAX_OCTETS) {
        throw new IOException(name + ": expected at most " + MAX_OCTETS + " octets, found more");
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString();
    } catch (CharacterCodingException e) {
      throw new IOException(name + ": expected UTF-8, found other octets", e);
    }
  }

  private Company company() throws IOException {
    next(Event.ID.StreamStart, "");
    next(Event.ID.DocumentStart, "facts, found nothing");
    next(Event.ID.MappingStart, "facts such as \"name: …\"");
    Event event = events.next();
    while (event.getEventId() != Event.ID.MappingEnd) {
      fact(scalar(event, "one of " + Fact.keys()));
      event = events.next();
    }
    next(Event.ID.DocumentEnd, "the end");
    next(Event.ID.StreamEnd, "the end");
    return Company.of(facts);
  }

  private void fact(ScalarEvent key) throws IOException {
    Fact fact =
        Fact.of(key.getValue())
            .orElseThrow(
                () ->
                    refused(
                        name,
                        key.getStartMark(),
                        "expected one of " + Fact.keys() + ", found another key"));
    ScalarEvent value = scalar(events.next(), "one line of text for " + fact.key());
    String text = value.getValue().strip();
    boolean isOneLine = text.chars().noneMatch(Character::isISOControl);
    if (text.isEmpty() || !isOneLine || text.length() > MAX_CHARACTERS) {
      throw refused(
          name,
          value.getStartMark(),
          fact.key() + ": expected one line of 1 to " + MAX_CHARACTERS + " characters");
    }
    if (facts.put(fact, text) != null) {
      throw refused(name, key.getStartMark(), fact.key() + ": expected it once, found it twice");
    }
  }

  private void next(Event.ID wanted, String expected) throws IOException {
    Event event = events.next();
    if (event.getEventId() != wanted) {
      throw refused(name, event.getStartMark(), "expected " + expected);
    }
  }

  private ScalarEvent scalar(Event event, String expected) throws IOException {
    if (event instanceof ScalarEvent scalar && scalar.getTag().isEmpty()) {
      return scalar;
    }
    throw refused(name, event.getStartMark(), "expected " + expected);
  }

  private static IOException refused(String name, Optional<Mark> mark, String text) {
    return new IOException(
        name + mark.map(at -> ":" + (at.getLine() + 1)).orElse("") + ": " + text);
  }
}
