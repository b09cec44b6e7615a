package org.enforcedtls.trust;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.enforcedtls.trust.RevocationAnswer.NoAnswer;
import org.jspecify.annotations.Nullable;

/**
 * What issuers say over the network of certificates on paths that are good otherwise. The work is
 * bounded by counting it. Blocks; for one verification and one thread.
 */
final class OnlineRevocation {
  /** Of each source and certificate. */
  static final int MAX_URLS = 2;

  /** In all: two sources for an end entity and three authorities above it. */
  static final int MAX_QUESTIONS = 8;

  private final Set<RevocationSource> sources;
  private final @Nullable RevocationCache cache;
  private final Predicate<X509Certificate> isMeant;
  private final Instant at;
  private int asked;

  /**
   * Asks by these means.
   *
   * @param sources that the rule asks for
   * @param cache null if nothing can be fetched
   * @param isMeant whether an end entity has the name of the server that was meant
   */
  OnlineRevocation(
      Set<RevocationSource> sources,
      @Nullable RevocationCache cache,
      Predicate<X509Certificate> isMeant,
      Instant at) {
    this.sources = sources;
    this.cache = cache;
    this.isMeant = isMeant;
    this.at = at;
  }

  boolean isAskedFor() {
    return !sources.isEmpty();
  }

  /** A stranger that has a good certificate for another name must not make us dial anybody. */
  boolean mayAskFor(X509Certificate endEntity) {
    return isAskedFor() && isMeant.test(endEntity);
  }

  /** The first answer that there is. */
  RevocationAnswer answer(IssuedCertificate issued) {
    if (cache == null) {
      return new NoAnswer("nothing to fetch with");
    }
    List<RevocationAnswer> answers = new ArrayList<>();
    for (RevocationSource source : sources) {
      RevocationUrls urls = RevocationUrls.of(source, issued.certificate());
      if (urls.usable().isEmpty()) {
        answers.add(new NoAnswer(urls.whyNone(source)));
      }
      for (URI url : urls.usable().stream().limit(MAX_URLS).toList()) {
        RevocationAnswer answer = ask(cache, source, url, issued);
        if (!(answer instanceof NoAnswer)) {
          return answer;
        }
        answers.add(answer);
      }
    }
    return RevocationAnswers.joined(answers);
  }

  private RevocationAnswer ask(
      RevocationCache online, RevocationSource source, URI url, IssuedCertificate issued) {
    if (asked >= MAX_QUESTIONS) {
      return new NoAnswer("no more than " + MAX_QUESTIONS + " questions are asked");
    }
    asked++;
    return online.answer(source, url, issued, at);
  }
}
