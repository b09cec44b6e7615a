package org.enforcedtls.queue.notice;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.enforcedtls.address.ReversePath;
import org.enforcedtls.message.DsnNotify;
import org.enforcedtls.message.Recipient;

/** Who hears of what. */
public final class NoticeRule {
  /** What counts where nothing was wished: RFC 3461 §4.1 leaves DELAY to us. */
  private static final Set<DsnNotify> UNLESS_WISHED = Set.of(DsnNotify.FAILURE, DsnNotify.DELAY);

  private NoticeRule() {}

  /**
   * Whether the sender is to hear of this.
   *
   * <p>Nobody hears of a message whose reverse path is null, so that no notice ever follows a
   * notice (RFC 5321 §4.5.5). Else the NOTIFY wishes of the recipient count; without wishes
   * failures and delays are told. That a message was relayed is told by a host only if the next one
   * does not notify itself (RFC 3461 §5.2.2): leave the question out where it offered DSN.
   *
   * @param reversePath of the message
   * @param recipient with its wishes
   * @param action what was done
   * @return true if a notice is due
   */
  public static boolean isWished(
      ReversePath reversePath, Recipient recipient, NoticeAction action) {
    Set<DsnNotify> wishes = recipient.notifyWishes();
    return !reversePath.isNull()
        && (wishes.isEmpty() ? UNLESS_WISHED : wishes).contains(action.wish());
  }

  /**
   * The recipients of a message of which the sender is to hear, a notice for each action.
   *
   * @param reversePath of the message
   * @param statuses what became of some or all recipients
   * @return in the order of the actions and of the recipients; no action without recipient
   */
  public static Map<NoticeAction, List<RecipientStatus>> wished(
      ReversePath reversePath, List<RecipientStatus> statuses) {
    return statuses.stream()
        .filter(status -> isWished(reversePath, status.recipient(), status.action()))
        .collect(
            Collectors.groupingBy(
                RecipientStatus::action,
                () -> new EnumMap<>(NoticeAction.class),
                Collectors.toUnmodifiableList()));
  }
}
