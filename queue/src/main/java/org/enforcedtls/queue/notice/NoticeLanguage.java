package org.enforcedtls.queue.notice;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The words of a notice in one language. Immutable.
 *
 * <p>English and Swedish come with this library. Another language is a file of the form of {@link
 * Properties}, in UTF-8, with the keys of {@code texts_en.properties}; a key that it does not have
 * is said in English. What stands in braces in a text, such as {@code {recipient}}, is filled in.
 */
public final class NoticeLanguage {
  private static final Pattern PLACE = Pattern.compile("\\{([a-z]+)}");
  private static final NoticeLanguage ENGLISH = ofResource(Locale.ENGLISH);
  private static final NoticeLanguage SWEDISH = ofResource(Locale.forLanguageTag("sv"));

  private final Locale locale;
  private final Map<String, String> texts;

  private NoticeLanguage(Locale locale, Map<String, String> texts) {
    this.locale = locale;
    this.texts = texts;
  }

  /**
   * English.
   *
   * @return the language that counts unless another is set
   */
  public static NoticeLanguage english() {
    return ENGLISH;
  }

  /**
   * Swedish.
   *
   * @return the language
   */
  public static NoticeLanguage swedish() {
    return SWEDISH;
  }

  /**
   * Reads a language of your own. Blocking.
   *
   * @param locale which language it is
   * @param file properties in UTF-8
   * @return the language
   * @throws IOException if the file cannot be read, or is not UTF-8
   * @throws IllegalArgumentException if it has a key that no notice uses; the message names it
   */
  public static NoticeLanguage ofFile(Locale locale, Path file) throws IOException {
    requireNonNull(locale, "locale");
    try (Reader reader = Files.newBufferedReader(file, UTF_8)) {
      Map<String, String> texts = read(reader);
      Set<String> strange = new TreeSet<>(texts.keySet());
      strange.removeAll(ENGLISH.texts.keySet());
      if (!strange.isEmpty()) {
        throw new IllegalArgumentException(
            file + ": expected keys of texts_en.properties, found " + String.join(", ", strange));
      }
      return new NoticeLanguage(locale, texts);
    }
  }

  private static NoticeLanguage ofResource(Locale locale) {
    String name = "texts_" + locale.getLanguage() + ".properties";
    try (InputStream in =
        requireNonNull(NoticeLanguage.class.getResourceAsStream(name), () -> "no " + name)) {
      return new NoticeLanguage(locale, read(new InputStreamReader(in, UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> read(Reader reader) throws IOException {
    Properties properties = new Properties();
    properties.load(reader);
    return properties.stringPropertyNames().stream()
        .collect(Collectors.toUnmodifiableMap(key -> key, properties::getProperty));
  }

  /**
   * Which language it is.
   *
   * @return the locale
   */
  public Locale locale() {
    return locale;
  }

  /**
   * What it does not say in its own words.
   *
   * @return the keys that are said in English, sorted; none for the languages of this library
   */
  public Set<String> missingKeys() {
    Set<String> missing = new TreeSet<>(ENGLISH.texts.keySet());
    missing.removeAll(texts.keySet());
    return missing;
  }

  /** The keys in their own words. */
  Set<String> keys() {
    return texts.keySet();
  }

  /** A text with its places filled; a value is never filled itself. */
  String say(String key, Map<String, String> values) {
    return find(key, values)
        .orElseThrow(() -> new IllegalArgumentException("no text \"" + key + "\""));
  }

  Optional<String> find(String key, Map<String, String> values) {
    String text = texts.getOrDefault(key, ENGLISH.texts.get(key));
    return Optional.ofNullable(text)
        .map(
            found ->
                PLACE
                    .matcher(found)
                    .replaceAll(
                        place ->
                            Matcher.quoteReplacement(
                                values.getOrDefault(place.group(1), place.group()))));
  }

  /** The language. */
  @Override
  public String toString() {
    return locale.toLanguageTag();
  }
}
