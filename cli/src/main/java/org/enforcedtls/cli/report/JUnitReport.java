package org.enforcedtls.cli.report;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.enforcedtls.address.Domain;
import org.enforcedtls.cli.page.Element;
import org.enforcedtls.cli.page.MarkupWriter;
import org.enforcedtls.outcome.PolicyEvidence;
import org.enforcedtls.preflight.Finding;
import org.enforcedtls.preflight.Readiness;
import org.enforcedtls.preflight.Severity;

/**
 * A check as XML that CI servers read. Failures fail; what could not be checked is an error; a
 * warning is output of its case, which passes.
 */
public final class JUnitReport {
  /** One case: what belongs to it, and what it is called. */
  private record Case(String name, List<Finding> findings) {
    List<Finding> of(Severity severity) {
      return findings.stream().filter(finding -> finding.severity() == severity).toList();
    }
  }

  private JUnitReport() {}

  /**
   * Makes the report.
   *
   * @param results one for each domain
   * @return XML in UTF-8
   */
  public static byte[] of(List<Readiness> results) {
    Element root = Element.of("testsuites").set("name", "enforced-tls check");
    results.forEach(result -> root.add(suite(result)));
    return MarkupWriter.xml(root);
  }

  private static Element suite(Readiness result) {
    String domain = result.preflight().decision().recipientDomain().toString();
    List<Case> cases = cases(result);
    boolean isChecked = result.verdict() != Readiness.Verdict.NOT_CHECKED;
    long failing = cases.stream().filter(each -> !each.of(Severity.FAILURE).isEmpty()).count();
    Element suite =
        Element.of("testsuite")
            .set("name", domain)
            .set("tests", cases.size())
            .set("failures", Long.toString(isChecked ? failing : 0))
            .set("errors", Long.toString(isChecked ? 0 : failing))
            .set("skipped", 0)
            .set("timestamp", result.preflight().decision().at().toString());
    String kind = isChecked ? "failure" : "error";
    Optional<String> contact =
        result
            .preflight()
            .decision()
            .policy()
            .map(PolicyEvidence::of)
            .flatMap(PolicyEvidence::contact);
    cases.forEach(each -> suite.add(testCase(domain, each, kind, contact)));
    return suite;
  }

  /** The domain, then each host as the DNS and the register have it, then each of its addresses. */
  private static List<Case> cases(Readiness result) {
    List<Case> cases = new ArrayList<>();
    cases.add(new Case("policy and MX records", of(result, place -> place.mxHost().isEmpty())));
    Set<Domain> hosts = new LinkedHashSet<>();
    result.preflight().decision().hosts().forEach(host -> hosts.add(host.mxHost().name()));
    result.findings().forEach(finding -> finding.place().mxHost().ifPresent(hosts::add));
    for (Domain host : hosts) {
      Predicate<Finding.Place> here = place -> place.mxHost().filter(host::equals).isPresent();
      cases.add(new Case("" + host, of(result, here.and(place -> place.addresses().isEmpty()))));
      result.preflight().attempts().stream()
          .filter(attempt -> attempt.mxHost().equals(host))
          .flatMap(attempt -> attempt.address().stream())
          .map(InetAddress::getHostAddress)
          .map(
              address ->
                  new Case(
                      host + " [" + address + "]",
                      of(result, here.and(place -> place.addresses().contains(address)))))
          .forEach(cases::add);
    }
    return cases;
  }

  private static List<Finding> of(Readiness result, Predicate<Finding.Place> places) {
    return result.findings().stream().filter(finding -> places.test(finding.place())).toList();
  }

  private static Element testCase(String domain, Case each, String kind, Optional<String> contact) {
    Element element = Element.of("testcase").set("classname", domain).set("name", each.name());
    List<Finding> failures = each.of(Severity.FAILURE);
    if (!failures.isEmpty()) {
      element.add(
          Element.of(kind)
              .set("type", failures.get(0).code())
              .set("message", failures.get(0).toString())
              .lines(lines(failures, contact)));
    }
    List<Finding> warnings = each.of(Severity.WARNING);
    if (!warnings.isEmpty()) {
      element.add(Element.of("system-out").lines(lines(warnings, contact)));
    }
    return element;
  }

  private static List<String> lines(List<Finding> findings, Optional<String> contact) {
    List<String> lines = new ArrayList<>();
    for (Finding finding : findings) {
      lines.add(finding.severity().configName() + " " + finding);
      lines.add("  do   " + finding.remedy());
      lines.add("  call " + WhomToCall.of(finding.party(), contact));
    }
    return lines;
  }
}
