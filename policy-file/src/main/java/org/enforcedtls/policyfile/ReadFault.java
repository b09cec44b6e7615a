package org.enforcedtls.policyfile;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Says why a file cannot be read, where the platform often says no more than its name. */
final class ReadFault {
  private ReadFault() {}

  static String textOf(IOException fault) {
    if (fault instanceof NoSuchFileException) {
      return "there is no such file";
    }
    if (fault instanceof AccessDeniedException) {
      return "access is denied";
    }
    String reason = fault instanceof FileSystemException named ? named.getReason() : null;
    return reason != null ? reason : String.valueOf(fault.getMessage());
  }
}
