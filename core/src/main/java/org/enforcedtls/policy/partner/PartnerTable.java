package org.enforcedtls.policy.partner;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.enforcedtls.address.Domain;
import org.enforcedtls.policy.PolicyAnswer;
import org.enforcedtls.policy.PolicySource;
import org.enforcedtls.policy.TlsPolicy;

/** A set of partner rows, at most one a domain. Immutable. */
public final class PartnerTable implements PolicySource {
  private final Map<Domain, PartnerRow> rows;

  private PartnerTable(Map<Domain, PartnerRow> rows) {
    this.rows = rows;
  }

  /**
   * Builds a table.
   *
   * @param rows in any order
   * @return the table
   * @throws IllegalArgumentException if two rows are for the same domain
   */
  public static PartnerTable of(Collection<PartnerRow> rows) {
    Map<Domain, PartnerRow> byDomain = new LinkedHashMap<>();
    for (PartnerRow row : rows) {
      PartnerRow earlier = byDomain.putIfAbsent(row.domain(), row);
      if (earlier != null) {
        throw new IllegalArgumentException(
            "domain "
                + row.domain()
                + " has two rows: "
                + earlier.policy().origin()
                + " and "
                + row.policy().origin());
      }
    }
    return new PartnerTable(byDomain);
  }

  /** A row that only observes must not hide one above it that decides. */
  private TlsPolicy policyOf(PartnerRow row) {
    return coveringAbove(row.domain())
        .map(wider -> row.policy().toBuilder().whileObserved(policyOf(wider)).build())
        .orElse(row.policy());
  }

  /**
   * The rows.
   *
   * @return in the order given
   */
  public List<PartnerRow> rows() {
    return List.copyOf(rows.values());
  }

  /**
   * The row that counts for a domain.
   *
   * @param domain the recipient domain
   * @return its own row, else that of the nearest domain above which covers subdomains
   */
  public Optional<PartnerRow> rowFor(Domain domain) {
    PartnerRow own = rows.get(requireNonNull(domain, "domain"));
    if (own != null) {
      return Optional.of(own);
    }
    return coveringAbove(domain);
  }

  private Optional<PartnerRow> coveringAbove(Domain domain) {
    Optional<Domain> above = domain.parent();
    while (above.isPresent()) {
      PartnerRow row = rows.get(above.get());
      if (row != null && row.coverage() == PartnerRow.Coverage.DOMAIN_AND_SUBDOMAINS) {
        return Optional.of(row);
      }
      above = above.get().parent();
    }
    return Optional.empty();
  }

  @Override
  public List<TlsPolicy> knownPolicies() {
    return rows.values().stream().map(PartnerRow::policy).toList();
  }

  @Override
  public String sourceName() {
    return "partner table";
  }

  @Override
  public PolicyAnswer policyFor(Domain domain) {
    Optional<PartnerRow> row = rowFor(domain);
    return row.isPresent() ? PolicyAnswer.Found.of(policyOf(row.get())) : new PolicyAnswer.Absent();
  }
}
