package org.enforcedtls.policyfile;

import static java.lang.Boolean.FALSE;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.enforcedtls.policy.AdmittedMx;
import org.enforcedtls.policy.CertificateDemand;
import org.enforcedtls.policy.Enforcement;
import org.enforcedtls.policy.MxAdmission;
import org.enforcedtls.policy.MxAdmission.AddressBinding;
import org.enforcedtls.policy.MxAdmission.RouteSource;
import org.enforcedtls.policy.OnFailure;
import org.enforcedtls.policy.partner.PartnerRow;
import org.enforcedtls.policy.partner.PartnerRow.Coverage;
import org.enforcedtls.tls.ChannelRequirement;
import org.enforcedtls.tls.CipherSuite;
import org.enforcedtls.tls.TlsProtocol;
import org.enforcedtls.trust.IdentityRule;
import org.enforcedtls.trust.RevocationMode;
import org.enforcedtls.trust.RevocationRule;
import org.enforcedtls.trust.RevocationSource;

/**
 * The keys of a row with their values, as {@link YamlLine} writes them: all but those that say what
 * counts without them. For one thread.
 */
final class RowFields {
  private final Map<String, Object> fields = new LinkedHashMap<>();

  /**
   * How the files that a row stands for are called.
   *
   * @param anchors the file of its trust anchors
   * @param lists the files of its CRLs
   */
  record FileNames(Optional<String> anchors, List<String> lists) {}

  private RowFields() {}

  /** By key; hosts are a list of maps. */
  static Map<String, Object> of(PartnerRow row, FileNames files, ZoneOffset offset) {
    RowFields written = new RowFields();
    written.put("domain", row.domain().toString());
    written.put("subdomains", row.coverage() == Coverage.DOMAIN_AND_SUBDOMAINS);
    written.admission(row.policy().mxAdmission());
    written.certificate(row.policy().certificate(), files);
    written.channel(row.policy().channel());
    written.enforcement(row.policy().enforcement(), offset);
    row.policy()
        .lifetime()
        .map(RowFields::lifetime)
        .ifPresent(time -> written.put("lifetime", time));
    row.policy().contact().ifPresent(contact -> written.put("contact", contact));
    return written.fields;
  }

  private void put(String key, Object value) {
    boolean saysNothing = FALSE.equals(value) || List.of().equals(value) || Map.of().equals(value);
    if (!saysNothing) {
      fields.put(key, value);
    }
  }

  private void admission(MxAdmission admission) {
    put("mx", admission.hosts().stream().map(RowFields::host).toList());
    put("binding-addresses", admission.addressBinding() == AddressBinding.BINDING);
    if (admission.routeSource() == RouteSource.LISTED) {
      put("route", admission.routeSource().name().toLowerCase(Locale.ROOT));
    }
  }

  private static Map<String, Object> host(AdmittedMx mx) {
    Map<String, Object> host = new LinkedHashMap<>();
    host.put("host", mx.pattern().toString());
    if (!mx.addresses().isEmpty()) {
      host.put("addresses", mx.addresses().stream().map(InetAddress::getHostAddress).toList());
    }
    mx.commonName().ifPresent(name -> host.put("common-name", name));
    return host;
  }

  private void certificate(CertificateDemand demand, FileNames files) {
    Map<String, Object> trust = new LinkedHashMap<>();
    boolean hasLists = demand.revocation().lists().size() > 0;
    requireNamed("anchors", demand.anchors().isPresent(), files.anchors().stream().toList());
    requireNamed("crls", hasLists, files.lists());
    files.anchors().ifPresent(name -> trust.put("anchors", name));
    List<String> issuers = demand.issuers().entries();
    if (!issuers.isEmpty()) {
      trust.put("issuers", issuers);
    }
    if (!files.lists().isEmpty()) {
      trust.put("crls", files.lists());
    }
    put("trust", trust);
    if (demand.identityRule() != IdentityRule.SAN) {
      put("certificate-name", demand.identityRule().configName());
    }
    revocation(demand.revocation());
  }

  private static void requireNamed(String key, boolean rowHasThem, List<String> names) {
    if (rowHasThem == names.isEmpty()) {
      throw new IllegalStateException(
          key
              + ": expected a file name for a row with "
              + key
              + ", and for no other, found "
              + names);
    }
  }

  private void revocation(RevocationRule rule) {
    if (rule.mode() != RevocationMode.OFF) {
      put("revocation", rule.mode().configName());
    }
    put("revocation-fetch", rule.fetch().stream().map(RevocationSource::configName).toList());
  }

  private void channel(ChannelRequirement channel) {
    if (channel.fingerprint().equals(ChannelRequirement.defaults().fingerprint())) {
      return;
    }
    Optional<ChannelRequirement> builtIn =
        ChannelRequirement.builtIn().stream()
            .filter(each -> each.fingerprint().equals(channel.fingerprint()))
            .findFirst();
    if (builtIn.isPresent()) {
      put("cipher-profile", builtIn.get().profile().name());
      return;
    }
    if (channel.leastProtocol() != TlsProtocol.TLS_1_2 || channel.hybridGroups().isPresent()) {
      throw new IllegalArgumentException(
          "channel: expected a built-in profile, or suites from TLSv1.2 on, found " + channel);
    }
    List<String> suites = channel.profile().suites().stream().map(CipherSuite::ianaName).toList();
    put("cipher-suites", suites);
  }

  private void enforcement(Enforcement enforcement, ZoneOffset offset) {
    put("stage", enforcement.stage().configName());
    enforcement.from().ifPresent(from -> put("from", dateTime(from, offset)));
    enforcement.until().ifPresent(until -> put("until", dateTime(until, offset)));
    if (enforcement.onFailure() != OnFailure.HOLD) {
      put("on-failure", enforcement.onFailure().configName());
    }
  }

  private static String dateTime(Instant instant, ZoneOffset offset) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(instant.atOffset(offset));
  }

  static String lifetime(Duration lifetime) {
    boolean isWholeDays = lifetime.equals(Duration.ofDays(lifetime.toDays()));
    return isWholeDays ? "P" + lifetime.toDays() + "D" : lifetime.toString();
  }
}
