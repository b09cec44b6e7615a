package org.enforcedtls.policyfile;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.Collectors;
import org.enforcedtls.policy.AdmittedMx;
import org.enforcedtls.policy.MxAdmission;
import org.enforcedtls.policy.MxAdmission.AddressBinding;
import org.enforcedtls.policy.MxAuthentication;

/** Whether the hosts of a row are proved to be the domain's, and can be dialled. */
final class HostChecks {
  private HostChecks() {}

  static void check(ReadRow row, PolicyLint.Surroundings around, LintFindings findings) {
    MxAdmission admission = row.row().policy().mxAdmission();
    if (!admission.isRestricted()) {
      unproved(row, around, findings);
    }
    List<AdmittedMx> hosts = admission.hosts();
    for (int i = 0; i < hosts.size(); i++) {
      for (InetAddress address : hosts.get(i).addresses()) {
        Place place = row.placeOfHost(i);
        around
            .filter()
            .refusalOf(address)
            .map(why -> address.getHostAddress() + " is never dialled: " + why)
            .ifPresent(
                text -> {
                  if (admission.addressBinding() == AddressBinding.BINDING) {
                    findings.error(place, LintRule.ADDRESS_REFUSED, text);
                  } else {
                    findings.warning(place, LintRule.ADDRESS_REFUSED, text);
                  }
                });
      }
    }
  }

  private static void unproved(ReadRow row, PolicyLint.Surroundings around, LintFindings findings) {
    String text = "who forges the DNS chooses the hosts of " + row.row().domain();
    if (around.proofs().isEmpty()) {
      findings.warning(row.place(), LintRule.MX_NAME_UNPROVED, text);
    } else {
      String proofs =
          around.proofs().stream()
              .map(MxAuthentication::configName)
              .sorted()
              .collect(Collectors.joining(" or "));
      findings.hint(row.place(), LintRule.MX_NAME_UNPROVED, text + ", unless that has " + proofs);
    }
  }
}
