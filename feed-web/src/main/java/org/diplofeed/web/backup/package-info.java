/**
 * The log into a file and back: a service gives what its ledger recorded, and takes such a file into a database that
 * holds nothing. What is particular to a service is in its {@link org.diplofeed.web.backup.LedgerOwner} and its
 * {@link org.diplofeed.web.backup.Restoration}.
 */
@NullMarked
package org.diplofeed.web.backup;

import org.jspecify.annotations.NullMarked;
