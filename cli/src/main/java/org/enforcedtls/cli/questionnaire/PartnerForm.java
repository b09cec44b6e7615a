package org.enforcedtls.cli.questionnaire;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.enforcedtls.address.Domain;
import org.enforcedtls.policyfile.PartnerRowText;

/**
 * The questionnaire of a partner, in the JSON that {@link Questionnaire} writes. Every value that
 * goes into a row is checked; what is wrong is refused with its field and what was expected.
 * Immutable.
 */
public final class PartnerForm {
  private static final int MAX_OCTETS = 256 * 1024;
  private static final int VERSION = 1;
  private static final int MAX_PREFERENCE = 65_535;
  private static final Pattern SHA256 = Pattern.compile("[0-9A-Fa-f]{64}");
  private static final Pattern LINE = Pattern.compile("[^\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}]{1,200}");
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final FormNode root;

  private PartnerForm(FormNode root) {
    this.root = root;
  }

  /**
   * Reads a form.
   *
   * @param file JSON, at most 256 KiB
   * @return a row for each of the partner's domains, only observed, from the time of implementation
   * @throws IOException if it cannot be read, or is not what it should be; the message says where
   */
  public static List<PartnerRowText> rowsOf(Path file) throws IOException {
    String name = String.valueOf(file.getFileName());
    try (InputStream in = Files.newInputStream(file)) {
      byte[] octets = in.readNBytes(MAX_OCTETS + 1);
      if (octets.length > MAX_OCTETS) {
        throw new IOException(name + ": expected at most " + MAX_OCTETS + " octets, found more");
      }
      return new PartnerForm(new FormNode(name + ": ", MAPPER.readTree(octets))).rows();
    } catch (JsonProcessingException e) {
      throw new IOException(name + ": not JSON: " + e.getOriginalMessage(), e);
    }
  }

  private List<PartnerRowText> rows() throws IOException {
    root.field("version").number(VERSION, VERSION);
    Map<Domain, PartnerFacts> byDomain = new LinkedHashMap<>();
    Set<String> contact = new LinkedHashSet<>();
    for (String field : List.of("contactMail", "contactPhone")) {
      root.field("company")
          .field(field)
          .optional("one line", PartnerForm::line)
          .ifPresent(contact::add);
    }
    Optional<OffsetDateTime> from =
        root.field("implementation")
            .optional("a time such as 2026-12-01T06:00:00+01:00", PartnerForm::time);
    for (FormNode node : root.field("domains").items("domains")) {
      Domain domain = domain(node);
      Stream<String> all = contact.stream();
      if (byDomain.put(domain, new PartnerFacts(domain, all.collect(joining(", ")), from))
          != null) {
        throw node.refused("each domain once");
      }
    }
    for (FormNode node : root.field("hosts").items("hosts")) {
      PartnerFacts facts = byDomain.get(domain(node.field("domain")));
      if (facts == null) {
        throw node.field("domain").refused("one of domains");
      }
      facts.add(host(node));
    }
    List<PartnerRowText> rows = new ArrayList<>();
    for (PartnerFacts facts : byDomain.values()) {
      rows.add(
          facts
              .row()
              .orElseThrow(() -> root.field("hosts").refused("a host of " + facts.domain())));
    }
    return rows;
  }

  private static PartnerFacts.Host host(FormNode node) throws IOException {
    return new PartnerFacts.Host(
        domain(node.field("mxHost")),
        node.field("preference").number(0, MAX_PREFERENCE),
        node.field("address").optional("an IP address such as 192.0.2.1", IpAddress::of),
        node.field("commonName").optional("the name of a host", name -> Domain.of(name).toString()),
        node.field("root").field("sha256").optional("64 hexadecimal digits", PartnerForm::sha256));
  }

  private static Domain domain(FormNode node) throws IOException {
    return node.required("a domain such as fi.example", Domain::of);
  }

  private static OffsetDateTime time(String text) {
    try {
      return OffsetDateTime.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static String line(String text) {
    return checked(text, LINE);
  }

  private static String sha256(String text) {
    return checked(text, SHA256).toLowerCase(Locale.ROOT);
  }

  private static String checked(String text, Pattern pattern) {
    if (!pattern.matcher(text).matches()) {
      throw new IllegalArgumentException(pattern.toString());
    }
    return text;
  }
}
