package org.enforcedtls.policyfile;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The words that may stand in one place: says which they are, and which one was perhaps meant. */
final class Words {
  /** A longer word is no slip of the pen, and comparing costs the product of both sizes. */
  private static final int MAX_CHARACTERS = 40;

  private static final int MAX_SLIPS = 2;

  private final List<String> words;

  Words(Collection<String> words) {
    this.words = List.copyOf(words);
  }

  /** Such as {@code a, b or c}. */
  @Override
  public String toString() {
    int last = words.size() - 1;
    return last < 1
        ? String.join("", words)
        : String.join(", ", words.subList(0, last)) + " or " + words.get(last);
  }

  /** A question to end a message with; empty if no word is near. */
  String didYouMean(String found) {
    return nearestTo(found)
        .map(word -> ": did you mean " + FoundText.quoted(word) + "?")
        .orElse("");
  }

  private Optional<String> nearestTo(String found) {
    if (found.length() > MAX_CHARACTERS) {
      return Optional.empty();
    }
    return words.stream()
        .filter(word -> slips(fold(found), fold(word)) <= Math.min(MAX_SLIPS, word.length() / 2))
        .min(Comparator.comparingInt(word -> slips(fold(found), fold(word))));
  }

  private static String fold(String word) {
    return word.toLowerCase(Locale.ROOT).replace('_', '-').replace(' ', '-');
  }

  /** Characters put in, left out, changed or swapped with their neighbour. */
  private static int slips(String found, String word) {
    int[][] slips = new int[found.length() + 1][word.length() + 1];
    for (int i = 0; i <= found.length(); i++) {
      for (int j = 0; j <= word.length(); j++) {
        slips[i][j] = i == 0 || j == 0 ? i + j : slipsAt(slips, found, word, i, j);
      }
    }
    return slips[found.length()][word.length()];
  }

  private static int slipsAt(int[][] slips, String found, String word, int i, int j) {
    boolean same = found.charAt(i - 1) == word.charAt(j - 1);
    int fewest = slips[i - 1][j - 1] + (same ? 0 : 1);
    fewest = Math.min(fewest, 1 + Math.min(slips[i - 1][j], slips[i][j - 1]));
    boolean swapped =
        i > 1
            && j > 1
            && found.charAt(i - 1) == word.charAt(j - 2)
            && found.charAt(i - 2) == word.charAt(j - 1);
    return swapped ? Math.min(fewest, 1 + slips[i - 2][j - 2]) : fewest;
  }
}
