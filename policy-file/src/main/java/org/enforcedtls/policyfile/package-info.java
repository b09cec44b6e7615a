/**
 * The partner table as a YAML file, and sector lists as CSV files.
 *
 * <ol>
 *   <li>{@link org.enforcedtls.policyfile.PartnerFile} reads a file into a {@link
 *       org.enforcedtls.policy.partner.PartnerTable}. A file with anything in it that is not
 *       understood gives no table at all: {@link org.enforcedtls.policyfile.PartnerFileException}
 *       lists each problem with its line, its column and what was expected.
 *   <li>{@link org.enforcedtls.policyfile.PartnerFileSource} is a policy source that follows the
 *       file while mail is sent. A change that cannot be read leaves the last good table in use.
 *   <li>{@link org.enforcedtls.policyfile.PartnerRowText} writes a row as it would be read, and
 *       {@link org.enforcedtls.policyfile.PartnerTableText} a file of them.
 *   <li>{@link org.enforcedtls.policyfile.SectorListSource} follows a list of domains that somebody
 *       else keeps, as a CSV file, in the same way.
 *   <li>{@link org.enforcedtls.policyfile.PolicyLint} looks through a table for what is understood
 *       and will hurt nevertheless: classes named {@code …Checks}, each for one kind of thing.
 *   <li>{@link org.enforcedtls.policyfile.TrustAnchorsFile} follows a file of approved CAs in the
 *       same manner.
 * </ol>
 *
 * <p>The keys of the table are explained in {@code docs/partner-table.md}, the lists in {@code
 * docs/sector-lists.md}.
 */
@NullMarked
package org.enforcedtls.policyfile;

import org.jspecify.annotations.NullMarked;
