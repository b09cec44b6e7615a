/**
 * The command {@code enforced-tls}: options in, exit code and report out.
 *
 * <ol>
 *   <li>{@link org.enforcedtls.cli.EnforcedTls} is the command with its subcommands.
 *   <li>{@link org.enforcedtls.cli.ClientOptions} are the options that every subcommand has, and
 *       make the client.
 *   <li>{@link org.enforcedtls.cli.QueueSubmitCommand} takes messages as sendmail does, by the
 *       package {@code sendmail}; {@link org.enforcedtls.cli.QueueDaemon} listens to signals and
 *       has {@link org.enforcedtls.cli.QueueWork} done.
 *   <li>{@link org.enforcedtls.cli.HumanReport} and {@link org.enforcedtls.cli.JsonReport} say what
 *       became of each recipient.
 *   <li>{@link org.enforcedtls.cli.PolicyCommand} has the commands that keep the partner table; the
 *       package {@code suggest} makes rows of what is seen.
 * </ol>
 *
 * <p>Exit codes are those of {@code sysexits.h}, which mail software has always used.
 */
@NullMarked
package org.enforcedtls.cli;

import org.jspecify.annotations.NullMarked;
