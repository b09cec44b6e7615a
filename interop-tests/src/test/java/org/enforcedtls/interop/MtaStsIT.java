package org.enforcedtls.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.enforcedtls.testkit.sts.PolicyHost;
import org.enforcedtls.testkit.sts.PolicyHostFault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged command, a policy host at the real port, and Postfix as the host that it lists. */
class MtaStsIT {
  private static final byte[] MESSAGE =
      "From: <reports@bank.example>\nSubject: test\n\nbody\n".getBytes(UTF_8);
  private static final String RECORD = "_mta-sts.fi.example";
  private static final String HOST = "mta-sts.fi.example";

  @TempDir private Path directory;

  private PostfixScene scene;
  private PolicyHost policyHost;
  private Path cache;

  @BeforeAll
  static void postfixIsInstalled() {
    PostfixScene.assumePostfix();
  }

  @BeforeEach
  void publish() throws Exception {
    scene = new PostfixScene(directory);
    cache = directory.resolve("mta-sts");
    String address = LoopbackAddress.random();
    policyHost =
        PolicyHost.startAt(
            new InetSocketAddress(address, 443),
            scene.ca().issue(HOST),
            PolicyHost.enforcing(PostfixScene.FIRST));
    scene.dns().txt(RECORD, "v=STSv1; id=1;").address(HOST, address);
  }

  @AfterEach
  void stop() throws Exception {
    policyHost.close();
    scene.close();
  }

  @Test
  void policyIsAppliedRememberedAndOutlivesItsHost() throws Exception {
    PostfixMx postfix = scene.first(scene.ca().issue(PostfixScene.FIRST), Map.of());

    CommandLineRun first = send();
    assertThat(first.exitCode()).as(first.out()).isZero();
    postfix.awaitMessage();
    JsonNode recipient = first.onlyRecipient();
    assertThat(recipient.get("policy").get("origin").asText())
        .isEqualTo("https://mta-sts.fi.example/.well-known/mta-sts.txt");
    assertThat(recipient.get("attempts").get(0).get("mxAuthenticatedBy").asText())
        .isEqualTo("mta-sts");
    assertThat(Files.readString(cache.resolve("fi.example"))).contains("mx: mx1.fi.example\n");

    policyHost.fault(PolicyHostFault.NOT_FOUND);
    scene.dns().remove(RECORD, "TXT").remove("fi.example", "MX");
    scene.mx(10, "mx.evil.example", scene.firstAddress());
    CommandLineRun second = send();
    assertThat(second.exitCode()).as(second.out()).isEqualTo(75);
    assertThat(second.onlyRecipient().get("cause").get("code").asText())
        .isEqualTo("mx-not-in-policy");
    assertThat(policyHost.requests()).hasSize(1);
  }

  private CommandLineRun send() throws Exception {
    return scene.send(List.of(), MESSAGE, "--mta-sts", "--mta-sts-cache", cache.toString());
  }
}
