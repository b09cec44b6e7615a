package org.enforcedtls.interop;

import java.util.Map;
import java.util.stream.Collectors;

/**
 * One {@code smtpd} of a Postfix, at port 25 of an address.
 *
 * @param address where it listens
 * @param settings in which it differs from {@code main.cf}
 */
record PostfixService(String address, Map<String, String> settings) {
  /** Its entry in {@code master.cf}. */
  String entry() {
    return address
        + ":25 inet n - n - - smtpd\n"
        + settings.entrySet().stream()
            .map(setting -> "  -o { " + setting.getKey() + " = " + setting.getValue() + " }\n")
            .collect(Collectors.joining());
  }
}
