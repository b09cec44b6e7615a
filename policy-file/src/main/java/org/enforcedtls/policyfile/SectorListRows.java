package org.enforcedtls.policyfile;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.enforcedtls.address.Domain;
import org.enforcedtls.policy.AdmittedMx;
import org.enforcedtls.policy.MxAdmission;
import org.enforcedtls.policy.MxPattern;
import org.enforcedtls.policy.PolicyOrigin;
import org.enforcedtls.policy.TlsPolicy;
import org.enforcedtls.policy.partner.PartnerRow;
import org.enforcedtls.policy.partner.PartnerTable;
import org.jspecify.annotations.Nullable;

/**
 * The records of a sector list, read one by one: a header, rows, and comments, of which one may say
 * when the list was brought up to date. For one thread.
 */
final class SectorListRows {
  private static final Pattern REFRESHED = Pattern.compile("\\s*refreshed\\s*:\\s*(.*?)\\s*");
  private static final String HEADER = "the header domain, or domain,mx";
  private static final int MAX_HOSTS = 500;

  /** Clocks and time zones differ by less. */
  private static final Duration AHEAD = Duration.ofDays(1);

  private final Problems problems;
  private final TlsPolicy template;
  private final Instant now;
  private final Map<Domain, Place> places = new LinkedHashMap<>();
  private final List<PartnerRow> rows = new ArrayList<>();
  private @Nullable List<String> header;
  private @Nullable Instant refreshed;
  private Place refreshedAt = Place.START;
  private Place reached = Place.START;

  SectorListRows(Problems problems, TlsPolicy template, Instant now) {
    this.problems = problems;
    this.template = template;
    this.now = now;
  }

  void add(CsvRecord read) {
    reached = new Place((int) read.getStartingLineNumber(), 1);
    List<String> fields = read.getFields().stream().map(String::strip).toList();
    if (read.isComment()) {
      Matcher matcher = REFRESHED.matcher(read.getField(0));
      if (matcher.matches()) {
        refreshed(matcher.group(1));
      }
    } else if (!read.getFields().stream().allMatch(SectorListRows::isOneLine)) {
      problems.add(
          reached, "expected printable fields of one line, found more; is a quote not closed?");
    } else if (header == null) {
      header(fields);
    } else {
      row(fields);
    }
  }

  private static boolean isOneLine(String field) {
    return FoundText.isOneLine(field.replace('\t', ' '));
  }

  private void refreshed(String text) {
    if (refreshed != null) {
      problems.add(reached, "refreshed: stands twice, first at " + problems.reference(refreshedAt));
      return;
    }
    try {
      refreshed = LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
      refreshedAt = reached;
    } catch (DateTimeException e) {
      problems.add(
          reached,
          "refreshed: expected a date such as 2026-11-01, found " + FoundText.quoted(text));
      return;
    }
    if (refreshed.isAfter(now.plus(AHEAD))) {
      problems.add(reached, "refreshed: expected a day that has come, found " + text);
    }
  }

  private void header(List<String> fields) {
    header = fields;
    boolean isKnown =
        fields.get(0).equals("domain") && fields.stream().skip(1).allMatch("mx"::equals);
    if (!isKnown) {
      problems.add(
          reached, "expected " + HEADER + ", found " + FoundText.quoted(String.join(",", fields)));
    }
  }

  private void row(List<String> fields) {
    List<String> hosts = fields.stream().skip(1).filter(field -> !field.isEmpty()).toList();
    if (!hosts.isEmpty() && header != null && header.size() == 1) {
      problems.add(
          reached,
          "expected a domain alone, as the header has no mx, found " + hosts.size() + " more");
      return;
    }
    if (hosts.size() > MAX_HOSTS) {
      problems.add(reached, "mx: expected at most " + MAX_HOSTS + " hosts, found more");
      return;
    }
    Optional<Domain> domain = domain(fields.get(0));
    List<AdmittedMx> admitted = hosts(hosts);
    domain
        .filter(this::isFirst)
        .map(first -> new PartnerRow(first, PartnerRow.Coverage.DOMAIN, policy(first, admitted)))
        .ifPresent(rows::add);
  }

  private Optional<Domain> domain(String text) {
    try {
      return Optional.of(Domain.of(text));
    } catch (IllegalArgumentException e) {
      problems.add(reached, "domain: " + FoundText.escaped(String.valueOf(e.getMessage())));
      return Optional.empty();
    }
  }

  private List<AdmittedMx> hosts(List<String> texts) {
    Set<MxPattern> hosts = new LinkedHashSet<>();
    for (String text : texts) {
      try {
        if (!hosts.add(MxReader.pattern(text))) {
          problems.add(reached, "mx: " + FoundText.quoted(text) + " stands twice");
        }
      } catch (IllegalArgumentException e) {
        problems.add(reached, "mx: " + FoundText.escaped(String.valueOf(e.getMessage())));
      }
    }
    return hosts.stream().map(AdmittedMx::of).toList();
  }

  private boolean isFirst(Domain domain) {
    Place earlier = places.putIfAbsent(domain, reached);
    if (earlier != null) {
      problems.add(
          reached, "domain: " + domain + " has a row already, at " + problems.reference(earlier));
    }
    return earlier == null;
  }

  private TlsPolicy policy(Domain domain, List<AdmittedMx> hosts) {
    TlsPolicy.Builder policy =
        TlsPolicy.builder(PolicyOrigin.partnerRow(problems.reference(reached)))
            .domain(domain)
            .mxAdmission(hosts.isEmpty() ? MxAdmission.any() : MxAdmission.only(hosts))
            .certificate(template.certificate())
            .channel(template.channel())
            .enforcement(template.enforcement());
    template.contact().ifPresent(policy::contact);
    template.lifetime().ifPresent(policy::lifetime);
    return policy.build();
  }

  /** An empty file would be a list of nobody. */
  void end() {
    if (header == null) {
      problems.add(reached, "expected " + HEADER + ", found nothing");
    }
  }

  PartnerTable table() {
    return PartnerTable.of(rows);
  }

  Optional<Instant> refreshed() {
    return Optional.ofNullable(refreshed);
  }

  Place refreshedAt() {
    return refreshedAt;
  }

  Place reached() {
    return reached;
  }
}
