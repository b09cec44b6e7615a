package org.enforcedtls.sidebyside.jakartamail;

import java.util.Map;
import org.enforcedtls.sidebyside.contract.PeerProgram;

/** The peers that stand on Jakarta Mail. */
public final class JakartaMail {
  private JakartaMail() {}

  /** Runs one of them. */
  public static void main(String[] args) {
    PeerProgram.run(
        args,
        Map.of(
            "angus",
            load -> AngusCourier.peer(load, Nagle.ON),
            "angus-nodelay",
            load -> AngusCourier.peer(load, Nagle.OFF),
            "angus-nodelay-send",
            AngusSendCourier::peer,
            "simple-java-mail",
            SimpleJavaMailCourier::peer));
  }
}
