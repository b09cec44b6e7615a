package org.enforcedtls.cli.questionnaire;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.enforcedtls.preflight.Preflight;
import org.enforcedtls.trust.TrustAnchors;
import org.jspecify.annotations.Nullable;

/** The questionnaire about our own domains, filled in as far as it can be. Immutable. */
public final class Questionnaire {
  private final Company company;
  private final List<DomainAnswers> domains;
  private final Answer implementation;
  private final Instant at;

  private Questionnaire(
      Company company, List<DomainAnswers> domains, Answer implementation, Instant at) {
    this.company = company;
    this.domains = domains;
    this.implementation = implementation;
    this.at = at;
  }

  /**
   * Fills it in.
   *
   * @param company who we are
   * @param seen our domains as a sender sees them, at least one
   * @param anchors the approved CAs
   * @param implementation when we begin; empty if that is not settled
   * @return the questionnaire
   * @throws IllegalArgumentException if there is no domain
   */
  public static Questionnaire of(
      Company company,
      List<Preflight> seen,
      TrustAnchors anchors,
      Optional<OffsetDateTime> implementation) {
    requireNonNull(company, "company");
    Instant at =
        seen.stream()
            .map(one -> one.decision().at().truncatedTo(ChronoUnit.SECONDS))
            .max(Comparator.naturalOrder())
            .orElseThrow(() -> new IllegalArgumentException("seen: expected a domain, found none"));
    return new Questionnaire(
        company,
        seen.stream().map(one -> DomainAnswers.of(one, anchors)).toList(),
        Answer.of(
            implementation.map(DateTimeFormatter.ISO_OFFSET_DATE_TIME::format),
            "not given: say --implementation 2026-12-01T06:00:00+01:00"),
        at);
  }

  /**
   * Whether all is answered, and a sender would deliver to every address.
   *
   * @return false if something has to be filled in by hand or mended first
   */
  public boolean isComplete() {
    return Form.of(this).sections().stream()
        .flatMap(section -> section.lines().stream())
        .noneMatch(line -> line.answer().isMissing());
  }

  /**
   * For people, as text that a wiki or a mail takes.
   *
   * @return Markdown
   */
  public String markdown() {
    return MarkdownForm.of(Form.of(this));
  }

  /**
   * For people, to be printed.
   *
   * @return HTML in UTF-8
   */
  public byte[] html() {
    return HtmlForm.of(Form.of(this), at);
  }

  /**
   * For the program of a partner. The fields are in {@code docs/questionnaire.md}.
   *
   * @return strings, numbers, lists and maps, by name and in order
   */
  public Map<String, @Nullable Object> fields() {
    return JsonForm.of(this);
  }

  Company company() {
    return company;
  }

  List<DomainAnswers> domains() {
    return domains;
  }

  List<HostAnswers> hosts() {
    return domains.stream().flatMap(domain -> domain.hosts().stream()).toList();
  }

  Answer implementation() {
    return implementation;
  }

  Instant at() {
    return at;
  }
}
