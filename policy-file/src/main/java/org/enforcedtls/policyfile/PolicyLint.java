package org.enforcedtls.policyfile;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.enforcedtls.dns.AddressFilter;
import org.enforcedtls.policy.MxAuthentication;
import org.enforcedtls.tls.TlsEngine;
import org.enforcedtls.trust.TrustAnchors;

/**
 * Looks through partner tables for what is understood and will hurt nevertheless. It asks neither
 * the DNS nor any host. Immutable.
 */
public final class PolicyLint {
  private final Surroundings surroundings;

  /**
   * What the rows of a table meet.
   *
   * @param at the moment for which dates are looked at
   * @param anchors those of the client, for rows without anchors of their own
   * @param engine does the handshakes
   * @param filter tells which addresses are dialled
   * @param proofs what may prove MX names beside the rows
   */
  record Surroundings(
      Instant at,
      ClientAnchors anchors,
      TlsEngine engine,
      AddressFilter filter,
      Set<MxAuthentication> proofs) {}

  /**
   * The trust anchors of the client.
   *
   * @param known empty if nobody said
   * @param isChosen whether somebody chose them, and so wants to know that one of them goes
   */
  record ClientAnchors(Optional<TrustAnchors> known, boolean isChosen) {}

  private PolicyLint(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /**
   * Starts with the engine of the JDK, no trust anchors, public addresses only, and rows alone as
   * proof of MX names.
   *
   * @param at the moment for which dates are looked at
   * @return a builder
   */
  public static Builder builder(Instant at) {
    return new Builder(requireNonNull(at, "at"));
  }

  /**
   * Looks through a table. Blocks while it reads the file and those that it names.
   *
   * @param file such as {@code partners.yaml}
   * @return what was found, in the order of the file; if the table is not understood, each problem
   *     under {@link LintRule#NOT_UNDERSTOOD} and nothing else
   * @throws IOException if the file cannot be read
   */
  public List<LintFinding> check(Path file) throws IOException {
    return findings(file, findings -> check(new PartnerFileReading(file).read(), findings));
  }

  /**
   * Looks through a sector list: whether it is understood, and whether it is older than three
   * months. Blocks while it reads the file.
   *
   * @param file such as {@code members.csv}
   * @return what was found
   * @throws IOException if the file cannot be read
   */
  public List<LintFinding> checkSectorList(Path file) throws IOException {
    InstantSource clock = InstantSource.fixed(surroundings.at());
    return findings(
        file,
        findings -> {
          SectorListReading.Result read =
              new SectorListReading(file, SectorList.plainRow(), clock).read();
          SectorListAge.DEFAULT
              .problem(read.list().refreshed(), surroundings.at())
              .ifPresent(text -> findings.warning(read.refreshedAt(), LintRule.LIST_TOO_OLD, text));
        });
  }

  private interface Checks {
    void check(LintFindings findings) throws IOException;
  }

  private static List<LintFinding> findings(Path file, Checks checks) throws IOException {
    LintFindings findings = new LintFindings(String.valueOf(file.getFileName()));
    try {
      checks.check(findings);
    } catch (PartnerFileException e) {
      for (PartnerFileException.Problem problem : e.problems()) {
        findings.error(
            new Place(problem.line(), problem.column()), LintRule.NOT_UNDERSTOOD, problem.text());
      }
    }
    return findings.inOrder();
  }

  private void check(PartnerFileReading.Result table, LintFindings findings) {
    AnchorChecks anchors = new AnchorChecks(surroundings, findings);
    for (ReadRow row : table.readRows()) {
      HostChecks.check(row, surroundings, findings);
      anchors.check(row);
      DemandChecks.check(row, surroundings, findings);
      TimeChecks.check(row, surroundings.at(), findings);
      ContactChecks.check(row, findings);
    }
    CoverageChecks.check(table.readRows(), findings);
  }

  /** Builds a lint. For one thread. */
  public static final class Builder {
    private final Instant at;
    private ClientAnchors anchors = new ClientAnchors(Optional.empty(), false);
    private TlsEngine engine = TlsEngine.jdk();
    private AddressFilter filter = AddressFilter.publicOnly();
    private Set<MxAuthentication> proofs = EnumSet.noneOf(MxAuthentication.class);

    private Builder(Instant at) {
      this.at = at;
    }

    /**
     * Sets the client's trust anchors; unless set, those of rows without their own are not looked
     * at.
     *
     * @param anchors the approved CAs
     * @return this
     */
    public Builder trustAnchors(TrustAnchors anchors) {
      this.anchors = new ClientAnchors(Optional.of(anchors), true);
      return this;
    }

    /**
     * Sets the client's trust anchors as those of the platform, which nobody chose one by one: what
     * rows approve of them is looked at, the list itself is not.
     *
     * @param anchors such as those of the JDK
     * @return this
     */
    public Builder platformTrustAnchors(TrustAnchors anchors) {
      this.anchors = new ClientAnchors(Optional.of(anchors), false);
      return this;
    }

    /**
     * Sets the TLS engine that the client uses; that of the JDK unless set.
     *
     * @param engine does the handshakes
     * @return this
     */
    public Builder tlsEngine(TlsEngine engine) {
      this.engine = requireNonNull(engine, "engine");
      return this;
    }

    /**
     * Sets which addresses the client dials; public ones unless set.
     *
     * @param filter the filter
     * @return this
     */
    public Builder addressFilter(AddressFilter filter) {
      this.filter = requireNonNull(filter, "filter");
      return this;
    }

    /**
     * Sets what the client lets prove the names of MX hosts beside its rows; nothing unless set.
     *
     * @param proofs such as DNSSEC and MTA_STS
     * @return this
     */
    public Builder proofs(Collection<MxAuthentication> proofs) {
      this.proofs = EnumSet.noneOf(MxAuthentication.class);
      this.proofs.addAll(proofs);
      return this;
    }

    /**
     * Builds the lint.
     *
     * @return the lint
     */
    public PolicyLint build() {
      return new PolicyLint(new Surroundings(at, anchors, engine, filter, Set.copyOf(proofs)));
    }
  }
}
