package org.enforcedtls.policyfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartnerRowFaultTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          fi.example                              | 3:5: expected domain: fi.example, found "fi.example"
          []                                      | 3:5: expected domain: fi.example, found an empty list
          ~                                       | 3:5: expected domain: fi.example, found nothing
          {subdomains: true}                      | 3:5: domain: expected this key, found none
          {domain: }                              | 3:13: domain: expected a domain, found nothing
          {domain: ~}                             | 3:14: domain: expected a domain, found nothing
          {domain: [fi.example]}                  | 3:14: domain: expected a domain, found a list
          {domain: {}}                            | 3:14: domain: expected a domain, found an empty mapping
          {domain: fi..example}                   | 3:14: domain: domain "fi..example": expected labels of 1 to 63 letters, digits, hyphens
          {domain: '*.fi.example'}                | 3:14: domain: domain "*.fi.example": expected labels of 1 to 63 letters, digits, hyphens
          {domain: 192.0.2.1}                     | 3:14: domain: domain "192.0.2.1": its last label is a number, as in an IP address
          {domain: "fi\\nexample"}                | 3:14: domain: expected a domain, found "fi\\u{a}example"
          {domain: fi.example, domain: b.example} | 3:26: key "domain" stands twice, first at partners.yaml:3
          {domain: fi.example, lifetim: P5D}      | 3:26: unknown key "lifetim": did you mean "lifetime"?
          {domain: fi.example, on_failure: hold}  | 3:26: unknown key "on_failure": did you mean "on-failure"?
          {domain: fi.example, Stage: enforce}    | 3:26: unknown key "Stage": did you mean "stage"?
          {domain: fi.example, ? [a] : b}         | 3:28: expected a key, found a list
          {domain: fi.example, subdomains: yes}   | 3:38: subdomains: expected true or false, found "yes"
          {domain: fi.example, subdomains: True}  | 3:38: subdomains: expected true or false, found "True": did you mean "true"?
          {domain: fi.example, subdomains: 1}     | 3:38: subdomains: expected true or false, found "1"
          {domain: fi.example, subdomains: }      | 3:37: subdomains: expected true or false, found nothing
          {domain: fi.example, stage: on}         | 3:33: stage: expected observe or enforce, found "on"
          {domain: fi.example, stage: enforced}   | 3:33: stage: expected observe or enforce, found "enforced": did you mean "enforce"?
          {domain: fi.example, stage: [enforce]}  | 3:33: stage: expected observe or enforce, found a list
          {domain: fi.example, on-failure: fail}  | 3:38: on-failure: expected hold or fail-now, found "fail"
          {domain: fi.example, from: 2026-12-01}  | 3:32: from: expected a date and time with offset, such as 2026-12-01T06:00:00+01:00, found "2026-12-01"
          {domain: fi.example, until: 2026-12-01T06:00:00} | 3:33: until: expected a date and time with offset, such as 2026-12-01T06:00:00+01:00, found "2026-12-01T06:00:00"
          {domain: fi.example, until: 2026-02-30T06:00:00Z} | 3:33: until: expected a date and time with offset, such as 2026-12-01T06:00:00+01:00, found "2026-02-30T06:00:00Z"
          {domain: fi.example, from: 2026-12-01T06:00:00+01:00, until: 2026-12-01T05:00:00Z} | 3:66: until: expected a time after from, 2026-12-01T06:00+01:00, found 2026-12-01T05:00Z
          {domain: fi.example, lifetime: 5d}      | 3:36: lifetime: expected a time over 0 and at most P30D, such as P5D or PT36H, found "5d"
          {domain: fi.example, lifetime: PT0S}    | 3:36: lifetime: expected a time over 0 and at most P30D, such as P5D or PT36H, found "PT0S"
          {domain: fi.example, lifetime: -P5D}    | 3:36: lifetime: expected a time over 0 and at most P30D, such as P5D or PT36H, found "-P5D"
          {domain: fi.example, lifetime: P31D}    | 3:36: lifetime: expected a time over 0 and at most P30D, such as P5D or PT36H, found "P31D"
          {domain: fi.example, lifetime: PT99999999999999999999H} | 3:36: lifetime: expected a time over 0 and at most P30D, such as P5D or PT36H, found "PT99999999999999999999H"
          {domain: fi.example, contact: [a@b.example]} | 3:35: contact: expected one line of text, found a list
          {domain: fi.example, contact: "a\\nb"}  | 3:35: contact: expected one line of text, found "a\\u{a}b"
          {domain: fi.example, trust: {crls: []}} | 3:40: crls: expected a list with at least one name of a file of CRLs, found an empty list
          {domain: fi.example, trust: {crls: fi.crl}} | 3:40: crls: expected a list with at least one name of a file of CRLs, found "fi.crl"
          {domain: fi.example, revocation: none}  | 3:38: revocation: expected off, when-available or require, found "none"
          {domain: fi.example, revocation: require, revocation-fetch: ocsp} | 3:65: revocation-fetch: expected a list with at least one source, ocsp or crl, found "ocsp"
          {domain: fi.example, revocation: require, revocation-fetch: []} | 3:65: revocation-fetch: expected a list with at least one source, ocsp or crl, found an empty list
          {domain: fi.example, revocation: require, revocation-fetch: [crls]} | 3:66: revocation-fetch: expected ocsp or crl, found "crls": did you mean "crl"?
          {domain: fi.example, revocation: require, revocation-fetch: [[crl]]} | 3:66: revocation-fetch: expected source, ocsp or crl, found a list
          {domain: fi.example, revocation-fetch: [crl]} | 3:44: revocation-fetch: expected revocation: when-available or revocation: require with it, found off
          {domain: fi.example, revocation: off, revocation-fetch: [ocsp]} | 3:61: revocation-fetch: expected revocation: when-available or revocation: require with it, found off
          {domain: fi.example, certificate-name: cn} | 3:44: certificate-name: expected san, cn-fallback or cn-required, found "cn"
          """)
  void aRowIsRefusedWithPlaceAndWhatWasExpected(String row, String problem) throws IOException {
    assertThat(new PartnerYaml(folder).problems(PartnerYaml.tableOf(row))).contains(problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          mx: post.fi.example                   | 3:30: mx: expected a list with at least one host, found "post.fi.example"
          mx: []                                | 3:30: mx: expected a list with at least one host, found an empty list
          mx: [post.fi.example]                 | 3:31: expected {host: post.fi.example}, found "post.fi.example"
          mx: [{addresses: [192.0.2.1]}]        | 3:31: host: expected this key, found none
          mx: [{host: a, address: [192.0.2.1]}] | 3:41: unknown key "address": did you mean "addresses"?
          mx: [{host: 192.0.2.1}]               | 3:38: host: expected the name of an MX host, found the IP address 192.0.2.1; it belongs under addresses
          mx: [{host: '2001:db8::1'}]           | 3:38: host: expected the name of an MX host, found the IP address 2001:db8::1; it belongs under addresses
          mx: [{host: '[192.0.2.1]'}]           | 3:38: host: domain "[192.0.2.1]": expected labels of 1 to 63 letters, digits, hyphens
          mx: [{host: 'a.*.example'}]           | 3:38: host: domain "a.*.example": expected labels of 1 to 63 letters, digits, hyphens
          mx: [{host: a, addresses: b.example}] | 3:52: addresses: expected a list with at least one IP address, found "b.example"
          mx: [{host: a, addresses: []}]        | 3:52: addresses: expected a list with at least one IP address, found an empty list
          mx: [{host: a, addresses: [b.example]}] | 3:53: addresses: expected an IP address such as 192.0.2.199 or 2001:db8::1, found "b.example"
          mx: [{host: a, addresses: [192.0.2.01]}] | 3:53: addresses: expected an IP address such as 192.0.2.199 or 2001:db8::1, found "192.0.2.01"
          mx: [{host: a, addresses: [192.0.2.256]}] | 3:53: addresses: expected an IP address such as 192.0.2.199 or 2001:db8::1, found "192.0.2.256"
          mx: [{host: a, addresses: [192.0.2]}] | 3:53: addresses: expected an IP address such as 192.0.2.199 or 2001:db8::1, found "192.0.2"
          mx: [{host: a, addresses: [1:2:3]}]   | 3:53: addresses: expected an IP address such as 192.0.2.199 or 2001:db8::1, found "1:2:3"
          mx: [{host: a, common-name: }]        | 3:53: common-name: expected one line of text, found nothing
          mx: [{host: a, common-name: ' '}]     | 3:54: common-name: expected 1 to 253 characters, found " "
          mx: [{host: a}, {host: A.}]           | 3:49: host: a is admitted already by a at partners.yaml:3, which counts first
          mx: [{host: '*.b'}, {host: a.b}]      | 3:53: host: a.b is admitted already by *.b at partners.yaml:3, which counts first
          mx: [{host: '*.b'}, {host: '*.B.'}]   | 3:53: host: *.b is admitted already by *.b at partners.yaml:3, which counts first
          route: listed                         | 3:33: route: expected hosts under mx, found no mx
          route: dns                            | 3:33: route: expected mx or listed, found "dns"
          route: listed, mx: [{host: '*.b'}]    | 3:46: route: expected a name without * for each MX host, found *.b
          binding-addresses: true               | 3:45: binding-addresses: expected hosts under mx, found no mx
          binding-addresses: true, mx: [{host: a}] | 3:56: binding-addresses: expected addresses for each MX host, found a
          trust: certdata.txt                   | 3:33: expected {anchors: certdata.txt}, found "certdata.txt"
          trust: {anchor: certdata.txt}         | 3:34: unknown key "anchor": did you mean "anchors"?
          trust: {issuers: DigiCert}            | 3:43: issuers: expected a list with at least one organisation or SHA-256, found "DigiCert"
          trust: {issuers: []}                  | 3:43: issuers: expected a list with at least one organisation or SHA-256, found an empty list
          trust: {issuers: ['--']}              | 3:44: issuers: expected an organisation such as "DigiCert" or a SHA-256, found "--"
          cipher-profile: finans                | 3:42: cipher-profile: expected finansinspektionen, modern, intermediate or post-quantum, found "finans"
          cipher-profile: finansinspektion      | 3:42: cipher-profile: expected finansinspektionen, modern, intermediate or post-quantum, found "finansinspektion": did you mean "finansinspektionen"?
          cipher-suites: AES128-SHA             | 3:41: cipher-suites: expected a list, [AES128-SHA], found the name alone
          cipher-suites: HIGH:!aNULL            | 3:41: cipher-suites: cipher suite "HIGH:!aNULL": expected the name of one suite, found an OpenSSL cipher string; list the suites, such as [ECDHE-RSA-AES256-GCM-SHA384, AES128-SHA]
          cipher-suites: []                     | 3:41: cipher-suites: expected a list with at least one cipher suite, found an empty list
          cipher-suites: [HIGH]                 | 3:42: cipher-suites: cipher suite "HIGH": expected the name of one suite, found an OpenSSL cipher string; list the suites, such as [ECDHE-RSA-AES256-GCM-SHA384, AES128-SHA]
          cipher-suites: [NULL-MD5]             | 3:42: cipher-suites: expected a suite at least as strong as AES128-SHA, found "NULL-MD5", which is forbidden
          cipher-suites: [AES128-SHA], cipher-profile: finansinspektionen | 3:41: cipher-suites: expected either this or cipher-profile, found both
          least-protocol: TLSv1.3               | 3:26: unknown key "least-protocol": expected domain, subdomains, mx, binding-addresses, route, trust, certificate-name, cipher-profile, cipher-suites, revocation, revocation-fetch, stage, from, until, on-failure, lifetime or contact
          """)
  void aDemandIsRefusedWithPlaceAndWhatWasExpected(String demand, String problem)
      throws IOException {
    String row = "{domain: fi.example, " + demand + "}";
    assertThat(new PartnerYaml(folder).problems(PartnerYaml.tableOf(row))).containsExactly(problem);
  }

  @Test
  void everyProblemIsNamedInTheOrderOfTheFile() throws IOException {
    assertThat(
            new PartnerYaml(folder)
                .problems(
                    """
                    version: 1
                    partners:
                      - contact: postmaster@fi.example
                        stage: on
                      - domain: b.example
                        mx:
                          - host: 192.0.2.1
                            adresses: [192.0.2.1]
                      - domain: B.example.
                    """))
        .containsExactly(
            "3:5: domain: expected this key, found none",
            "4:12: stage: expected observe or enforce, found \"on\"",
            "7:15: host: expected the name of an MX host, found the IP address 192.0.2.1; it"
                + " belongs under addresses",
            "8:9: unknown key \"adresses\": did you mean \"addresses\"?",
            "9:13: domain: b.example has a row already, at partners.yaml:5");
  }
}
