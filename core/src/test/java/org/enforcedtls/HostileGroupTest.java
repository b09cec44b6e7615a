package org.enforcedtls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.enforcedtls.HostileScene.Transfer;
import org.enforcedtls.dialogue.DialogueStep;
import org.enforcedtls.dialogue.DialogueTimeouts;
import org.enforcedtls.message.OutgoingMail;
import org.enforcedtls.outcome.RecipientOutcome;
import org.enforcedtls.testkit.mx.Cue;
import org.enforcedtls.testkit.mx.EnvelopePath;
import org.enforcedtls.testkit.mx.ScriptedMxBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Replies to a pipelined group of three recipients that are wrong, missing or too many: what comes
 * of each recipient (A accepted, T transient, P permanent, D in doubt), and whether the connection
 * serves the next message, which the host would accept.
 */
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class HostileGroupTest {
  private static final OutgoingMail THREE =
      HostileScene.mail("a@fi.example", "b@fi.example", "c@fi.example");

  @ParameterizedTest(name = "{0} {1} | {2} | {3} | {4}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      emptyValue = "",
      textBlock =
          """
          # by | to MAIL   | to each RCPT                     | to DATA        | to the content | outcomes | connection
          # All are refused, and DATA is not.
          DATA | -         | 550 no; 550 no; 550 no           | 354 go         | -              | PPP      | kept
          DATA | -         | 550 no; 550 no; 450 later        | 354 go         | 554 no one     | PPT      | kept
          DATA | -         | 550 no; 550 no; 550 no           | 354 go         | {close}        | PPP      | gone
          DATA | -         | 550 no; 550 no; 550 no           | 354 go         | {stall}        | PPP      | gone
          DATA | -         | 550 no; 550 no; 550 no           | 354 go         | \\1\\2         | PPP      | gone
          DATA | -         | 550 no; 550 no; 550 no           | 250 ok         | -              | PPP      | gone
          DATA | -         | 550 no; 550 no; 550 no           | {truncate}     | -              | PPP      | gone
          BDAT | -         | 550 no; 550 no; 550 no           | -              | 250 queued     | PPP      | kept
          BDAT | -         | 550 no; 550 no; 550 no           | -              | {close}        | PPP      | gone
          # Some are refused.
          DATA | -         | 250 ok; 550 no; 250 ok           | -              | -              | APA      | kept
          BDAT | -         | 250 ok; 550 no; 450 later        | -              | -              | APT      | kept
          DATA | -         | 250 ok; 550 no; 250 ok           | 451 later      | -              | TPT      | kept
          DATA | -         | 250 ok; 550 no; 250 ok           | -              | 554 spam       | PPP      | kept
          BDAT | -         | 250 ok; 550 no; 250 ok           | -              | 554 spam       | PPP      | kept
          DATA | -         | 250 ok; 452 many; 552 many       | -              | -              | AAA      | kept
          BDAT | -         | 250 ok; 452 many; 552 many       | -              | -              | AAA      | kept
          # MAIL is refused, and the rest is not.
          DATA | 451 later | 503 no; 503 no; 503 no           | 503 no         | -              | TTT      | kept
          DATA | 451 later | 250 ok; 250 ok; 250 ok           | 354 go         | -              | TTT      | kept
          BDAT | 550 no    | 250 ok; 250 ok; 250 ok           | -              | 250 queued     | PPP      | kept
          BDAT | 451 later | 503 no; 503 no; 503 no           | -              | 503 no         | TTT      | kept
          # A reply too many.
          DATA | 250 / 250 | 250 ok; 250 ok; 250 ok           | -              | -              | TTT      | gone
          DATA | -         | 250 ok; 250 ok / 250 ok; 250 ok  | -              | -              | TTT      | gone
          DATA | -         | 250 ok; 250 ok; 250 ok           | 250 ok / 354 go | -             | TTT      | gone
          DATA | -         | 250 ok; 250 ok; 250 ok           | 451 no / 354 go | -             | TTT      | gone
          BDAT | 250 / 250 | 250 ok; 250 ok; 250 ok           | -              | -              | DDD      | gone
          BDAT | -         | 550 no; 250 ok; 250 ok / 250 ok  | -              | -              | PDD      | gone
          # A reply too few.
          DATA | {nothing} | 250 ok; 250 ok; 250 ok           | 354 go         | -              | TTT      | gone
          DATA | -         | 250 ok; {nothing}; 250 ok        | -              | -              | TTT      | gone
          DATA | -         | 550 no; {nothing}; 250 ok        | 354 go         | -              | PTT      | gone
          DATA | -         | 250 ok; 250 ok; 250 ok           | {nothing}      | -              | TTT      | gone
          BDAT | {nothing} | 250 ok; 250 ok; 250 ok           | -              | 250 queued     | DDD      | gone
          BDAT | -         | 250 ok; {nothing}; 250 ok        | -              | -              | DDD      | gone
          BDAT | -         | 250 ok; 250 ok; 250 ok           | -              | {nothing}      | DDD      | gone
          # Good-bye, the end, or no reply at all in the middle of the group.
          DATA | -         | 550 no; 421 bye / {close}; -     | -              | -              | PTT      | gone
          BDAT | -         | 550 no; 421 bye / {close}; -     | -              | -              | PTT      | gone
          DATA | -         | 550 no; {close}; -               | -              | -              | PTT      | gone
          BDAT | -         | 550 no; {close}; -               | -              | -              | PDD      | gone
          DATA | -         | 550 no; \\1\\2; -                | -              | -              | PTT      | gone
          BDAT | -         | 550 no; 250-ok / 251 ok; -       | -              | -              | PDD      | gone
          """)
  void eachRecipientHasItsOwnOutcome(
      Transfer transfer,
      @Nullable String mail,
      String recipients,
      @Nullable String data,
      @Nullable String content,
      String outcomes,
      String connection)
      throws IOException {
    boolean isKept = connection.equals("kept");
    try (HostileScene scene = scene(transfer, mail, recipients, data, content)) {
      assertThat(letters(scene.send(List.of(THREE)))).isEqualTo(outcomes);
      List.of(Cue.MAIL, Cue.RCPT, Cue.DATA, Cue.END_OF_CONTENT).forEach(scene.mx()::onDefault);
      RecipientOutcome next = scene.send(1).get(0);
      assertThat(next.isAccepted()).as("%s", next).isTrue();
      assertThat(next.trace().attempts().get(0).isOnReusedConnection()).isEqualTo(isKept);
      assertOutcomesAreTrue(scene, outcomes);
    }
    try (HostileScene scene = scene(transfer, mail, recipients, data, content)) {
      String both = letters(scene.send(List.of(THREE, HostileScene.mail("z@fi.example"))));
      assertThat(both).isEqualTo(outcomes + (isKept ? "A" : "T"));
      assertOutcomesAreTrue(scene, outcomes);
    }
  }

  /** Who is said to be refused has not got it, and who is said to have it has. */
  private static void assertOutcomesAreTrue(HostileScene scene, String outcomes) {
    scene.assertNothingLeftInClear();
    List<String> reached =
        scene.mx().messages().stream()
            .filter(message -> message.contentText().equals(Scene.CONTENT))
            .flatMap(message -> message.recipients().stream())
            .map(EnvelopePath::address)
            .toList();
    for (int i = 0; i < outcomes.length(); i++) {
      String recipient = "abc".charAt(i) + "@fi.example";
      switch (outcomes.charAt(i)) {
        case 'A' -> assertThat(reached).containsOnlyOnce(recipient);
        case 'D' -> {}
        default -> assertThat(reached).doesNotContain(recipient);
      }
    }
  }

  private static HostileScene scene(
      Transfer transfer,
      @Nullable String mail,
      String recipients,
      @Nullable String data,
      @Nullable String content) {
    HostileScene scene = new HostileScene(transfer);
    ScriptedMxBuilder host = scene.host();
    once(host, Cue.MAIL, 1, mail);
    String[] each = recipients.split(";", -1);
    for (int i = 0; i < each.length; i++) {
      once(host, Cue.RCPT, i + 1, each[i].strip().equals("-") ? null : each[i]);
    }
    once(host, Cue.DATA, 1, data);
    once(host, Cue.END_OF_CONTENT, 1, content);
    scene
        .client()
        .timeouts(
            DialogueTimeouts.defaults()
                .withAll(Duration.ofSeconds(20))
                .with(DialogueStep.DATA, Duration.ofMillis(900))
                .with(DialogueStep.FINAL, Duration.ofMillis(900)));
    return scene;
  }

  private static void once(ScriptedMxBuilder host, Cue cue, int time, @Nullable String script) {
    if (script != null) {
      host.onTime(cue, time, HostileScript.parse(script));
    }
  }

  private static String letters(List<RecipientOutcome> outcomes) {
    return outcomes.stream()
        .map(
            outcome ->
                switch (outcome.conclusion()) {
                  case ACCEPTED -> "A";
                  case TRANSIENT -> "T";
                  case PERMANENT -> "P";
                  case IN_DOUBT -> "D";
                })
        .collect(Collectors.joining());
  }
}
